import type { State } from "./state";

/** One part of the page. Bodies are drawn anew when what they use changes; controls stay, so that
 *  the keyboard keeps its place. */
export interface Section {
  id: string;
  title(): string;
  /** Short name for the list of contents. */
  short(): string;
  uses: (keyof State)[];
  controls?(): (Node | null)[];
  body(): (Node | null)[];
  /** False where the results hold nothing for it. */
  shown?(): boolean;
}

/** Tells every part that a choice was changed; set by main. */
export const events: { changed(...what: (keyof State)[]): void } = { changed: () => undefined };
