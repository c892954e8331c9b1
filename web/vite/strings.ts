// One file of strings, one module for each language, so that a visitor fetches only their own. The page's own text is
// English: <b data-text="key"></b> in its source.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const file = join(import.meta.dirname, "../strings.json");

function translation(language: string): Record<string, string | undefined> {
  const texts = JSON.parse(readFileSync(file, "utf8")) as Record<string, Record<string, string>>;
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text[language]]));
}

export function strings(): Plugin {
  return {
    name: "strings",
    resolveId: (id) => (id.startsWith("strings:") ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith("\0strings:")) return undefined;
      this.addWatchFile(file);
      return `export default ${JSON.stringify(translation(id.slice("\0strings:".length)))}`;
    },
    transformIndexHtml(html) {
      const english = translation("en");
      const text = (key: string) => {
        if (!english[key]) throw new Error(`web/strings.json has no English text for ${key}.`);
        return english[key];
      };
      return html
        .replace(/(data-text="([\w-]+)"[^>]*>)/g, (_, tag, key) => tag + text(key))
        .replace(/data-label="([\w-]+)"/g, (attribute, key) => `${attribute} aria-label="${text(key)}"`);
    },
  };
}
