// Strings by language, one module for each, so that a visitor fetches only their own: "strings:de" are the page's
// (web/strings.json), "strings:pad/de" those of the widget, with the words and error sentences it shares with the page,
// "strings:demo/de" those of its demo page. A page's own text is English: <b data-text="key"></b> in its source.

import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Plugin } from "vite";

type Translations = Readonly<Record<string, Readonly<Record<string, string>>>>;

const web = join(import.meta.dirname, "..");
const files = {
  page: join(web, "strings.json"),
  pad: join(web, "src/widget/strings.json"),
  demo: join(web, "src/demo/strings.json"),
};
/** Of the page's words, those that any pad says. */
const shared = /^(error-.*|pad|keys|undo|clear|answer|unsure|noscript)$/;

function catalogue(name: string): Translations {
  if (name !== "pad" && name !== "demo") return read(files.page);
  if (name === "demo") return read(files.demo);
  const ofPage = Object.entries(read(files.page)).filter(([key]) => shared.test(key));
  return { ...Object.fromEntries(ofPage), ...read(files.pad) };
}

const read = (file: string): Translations => JSON.parse(readFileSync(file, "utf8"));

function translation(name: string, language: string): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(catalogue(name)).map(([key, text]) => [key, text[language]]));
}

export function strings(): Plugin {
  return {
    name: "strings",
    resolveId: (id) => (id.startsWith("strings:") ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith("\0strings:")) return undefined;
      for (const file of Object.values(files)) this.addWatchFile(file);
      const [language = "", name = "page"] = id.slice("\0strings:".length).split("/").reverse();
      return `export default ${JSON.stringify(translation(name, language))}`;
    },
    transformIndexHtml(html, { path }) {
      const of: Record<string, string> = { "embed.html": "pad", "demo.html": "demo" };
      const english = translation(of[basename(path)] ?? "page", "en");
      const text = (key: string) => {
        if (!english[key]) throw new Error(`There is no English text for ${key}.`);
        return english[key];
      };
      return html
        .replace(/(data-text="([\w-]+)"[^>]*>)/g, (_, tag, key) => tag + text(key))
        .replace(/data-label="([\w-]+)"/g, (attribute, key) => `${attribute} aria-label="${text(key)}"`);
    },
  };
}
