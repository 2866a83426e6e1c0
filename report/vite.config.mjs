import { defineConfig } from "vite";

/** Puts script and style into the page, so that it is one file; writes it as report.html. */
function oneFile() {
  return {
    name: "one-file",
    enforce: "post",
    generateBundle(options, bundle) {
      const page = bundle["index.html"];
      let html = String(page.source);
      for (const [name, part] of Object.entries(bundle)) {
        if (part === page) continue;
        const text = part.type === "chunk" ? part.code : String(part.source);
        // a function as replacement: the text may hold $ signs
        if (name.endsWith(".js"))
          html = html.replace(/\s*<script type="module"[^>]*src=[^>]*><\/script>/, "")
            .replace("</body>", () =>
              `<script type="module">${text.replace(/<\/script/g, "<\\/script")}</script>\n</body>`);
        else if (name.endsWith(".css"))
          html = html.replace(/\s*<link rel="stylesheet"[^>]*>/, () => `\n<style>${text}</style>`);
        delete bundle[name];
      }
      page.source = html;
      page.fileName = "report.html";
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [oneFile()],
  build: {
    // browsers from 2021 on, which offices still run
    target: ["chrome87", "firefox85", "safari14", "edge88"],
    outDir: process.env.CHANGJI_REPORT_OUT ?? "built",
    emptyOutDir: false,
    assetsInlineLimit: 1e8,
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
  },
});
