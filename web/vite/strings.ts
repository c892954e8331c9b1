// Words by language, so that a visitor fetches only their own. "strings:page" holds the page's (web/strings.json),
// "strings:pad" and "strings:line-field" those of the widget with what it shares with the page, "strings:guide" those of
// the widget's guide, "strings:demo" those of the demo page, "strings:lines" those of the page's part for lines: English
// at once, the other languages each as a module of its own, "strings:page/de". In a page's source
// <b data-text="key"></b> stands for its English text and <select id="language"> for the choice of languages.

import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Plugin } from "vite";
import { languages } from "../src/words/languages.ts";

type Translations = Readonly<Record<string, Readonly<Record<string, string>>>>;
type Name = keyof typeof files;

const web = join(import.meta.dirname, "..");
const files = {
  page: join(web, "strings.json"),
  pad: join(web, "src/widget/strings.json"),
  "line-field": join(web, "src/widget/line/strings.json"),
  guide: join(web, "src/widget/guide/strings.json"),
  demo: join(web, "src/demo/strings.json"),
  lines: join(web, "src/page/lines/strings.json"),
};
/** Which words each page says. */
const pages: Readonly<Record<string, Name>> = { "index.html": "page", "embed.html": "pad", "demo.html": "demo" };
/** Of the page's words, those that others say, too. */
const ofFields = /^((error|rejected)-.*|pad|keys|undo|clear|answer|unsure|noscript)$/;
const shared: Partial<Record<Name, RegExp>> = {
  pad: ofFields,
  "line-field": ofFields,
  guide: /^practice(ReadAs|Astray)$/,
};

function catalogue(name: Name): Translations {
  const own: Translations = JSON.parse(readFileSync(files[name], "utf8"));
  const wanted = shared[name];
  if (!wanted) return own;
  const ofPage = Object.entries(catalogue("page")).filter(([key]) => wanted.test(key));
  return { ...Object.fromEntries(ofPage), ...own };
}

function translation(name: Name, language: string): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(catalogue(name)).map(([key, text]) => [key, text[language]]));
}

/** What scripts may say: all but what a page says where there are none. */
function spoken(name: Name, language: string): Record<string, string | undefined> {
  const { noscript: _, ...others } = translation(name, language);
  return others;
}

/** What the page says in English before its later parts are there; they bring the rest (strings:page/en). */
const first =
  /^(ready|unsure|unsureAdvice|lookalikes|or|cameraRefused|fetchingPictures|picturesUnreachable|tooSmall|rejected-.*)$/;

/** The module of one language, or the one that has English and knows how to fetch the others. */
function moduleOf(name: Name, language: string | undefined): string {
  if (language) return `export default ${JSON.stringify(spoken(name, language))}`;
  const others = Object.keys(languages).filter((code) => code !== "en");
  const fetches = others.map((code) => `${code}: () => import("strings:${name}/${code}")`);
  const english = Object.entries(spoken(name, "en")).filter(([key]) => name !== "page" || first.test(key));
  return `export const english = ${JSON.stringify(Object.fromEntries(english))};
export const translations = { ${fetches} };`;
}

export function strings(): Plugin {
  return {
    name: "strings",
    resolveId: (id) => (id.startsWith("strings:") ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith("\0strings:")) return undefined;
      for (const file of Object.values(files)) this.addWatchFile(file);
      const [name, language] = id.slice("\0strings:".length).split("/");
      return moduleOf(name as Name, language);
    },
    transformIndexHtml(html, { path }) {
      const english = translation(pages[basename(path)] ?? "page", "en");
      const text = (key: string) => {
        if (!english[key]) throw new Error(`There is no English text for ${key}.`);
        return english[key];
      };
      const options = Object.entries(languages).map(([code, { name }]) => `<option value="${code}">${name}</option>`);
      return html
        .replace(/(<select id="language"[^>]*>)/, `$1${options.join("")}`)
        .replace(/(data-text="([\w-]+)"[^>]*>)/g, (_, tag, key) => tag + text(key))
        .replace(/data-label="([\w-]+)"/g, (attribute, key) => `${attribute} aria-label="${text(key)}"`);
    },
  };
}
