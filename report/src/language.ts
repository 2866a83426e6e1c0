export type Language = "zh" | "en";

let current: Language = "zh";

export function setLanguage(language: Language): void {
  current = language;
}

export function language(): Language {
  return current;
}

/** Every text of the page stands in both languages where it is used. */
export function say(zh: string, en: string): string {
  return current === "zh" ? zh : en;
}

export function nameOf(thing: { zh: string; en: string }): string {
  return current === "zh" ? thing.zh : thing.en;
}
