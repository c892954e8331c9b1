// Every sentence exists in every language, with the same blanks; and the pages use no sentence that does not exist.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rejections } from "../../web/src/core/answer.ts";
import { nativeCodes } from "../../web/src/core/status.ts";
import demoStrings from "../../web/src/demo/strings.json";
import lineStrings from "../../web/src/page/lines/strings.json";
import reportStrings from "../../web/src/page/timing-reports.json";
import guideStrings from "../../web/src/widget/guide/strings.json";
import lineFieldStrings from "../../web/src/widget/line/strings.json";
import padStrings from "../../web/src/widget/strings.json";
import { languages as spoken } from "../../web/src/words/languages.ts";
import strings from "../../web/strings.json";

type Translations = Readonly<Record<string, string | undefined>>;
const entriesOf = (strings: object): [string, Translations][] => Object.entries(strings);
const entries = entriesOf(strings);
/** The words for some numbers of things go by the name of the thing (Wording.sayCount). */
const plural = /-(zero|one|two|few|many|other)$/;
/**
 * Each list with the folders and the page that say its sentences, and what the page takes from another list;
 * whether its errors have sentences of their own in English, too, instead of the core's.
 */
const catalogues = [
  {
    of: "the page",
    entries,
    folders: ["web/src/page", "web/src/page/photographs", "web/src/page/ink-files", "web/src/page/practice"],
    html: "web/index.html",
    others: [],
  },
  {
    of: "the widget",
    entries: entriesOf(padStrings),
    folders: ["web/src/widget"],
    html: "web/embed.html",
    others: ["noscript"],
  },
  { of: "the demo", entries: entriesOf(demoStrings), folders: ["web/src/demo"], html: "web/demo.html", others: [] },
  {
    of: "the page's lines",
    entries: entriesOf(lineStrings),
    folders: ["web/src/page", "web/src/page/lines"],
    html: undefined,
    others: [],
    ownErrors: true,
  },
  { of: "reports of speed", entries: entriesOf(reportStrings), folders: ["web/src/page"], html: undefined, others: [] },
  {
    of: "fields for lines",
    entries: entriesOf(lineFieldStrings),
    folders: ["web/src/widget", "web/src/widget/line"],
    html: undefined,
    others: [],
  },
  {
    of: "the guide",
    entries: entriesOf(guideStrings),
    folders: ["web/src/widget/guide"],
    html: undefined,
    others: ["practiceReadAs", "practiceAstray"],
  },
];
const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();

describe.each(catalogues)("$of", ({ entries, folders, html, others, ownErrors = false }) => {
  const languages = (key: string) =>
    Object.keys(spoken)
      .filter((code) => code !== "en" || ownErrors || !key.startsWith("error-"))
      .sort();

  test("every sentence is said in every language", () => {
    for (const [key, texts] of entries) {
      expect(Object.keys(texts).sort(), key).toEqual(languages(key));
      for (const text of Object.values(texts)) expect(text?.trim(), key).toBeTruthy();
    }
  });

  test("translations have the same blanks", () => {
    for (const [key, texts] of entries) {
      const [first, ...others] = languages(key).map((language) => blanks(texts[language] ?? ""));
      for (const other of others) expect(other, key).toEqual(first);
    }
  });

  test("every sentence is used, and every used sentence exists", () => {
    const sources = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
    const code = sources.map((path) => (path.endsWith(".ts") ? readFileSync(path, "utf8") : "")).join("\n");
    const inPage = [...(html ? readFileSync(html, "utf8") : "").matchAll(/data-(?:text|label)="([\w-]+)"/g)].map(
      ([, key = ""]) => key,
    );
    const known = new Set([...entries.map(([key]) => key), ...others]);
    expect(inPage.filter((key) => !known.has(key))).toEqual([]);
    const unused = [...known].filter(
      (key) =>
        !/^(error|rejected)-/.test(key) && !inPage.includes(key) && !code.includes(`"${key.replace(plural, "")}"`),
    );
    expect(unused).toEqual([]);
  });
});

test("every rejection has its sentence, and no other", () => {
  const said = [...entries, ...entriesOf(padStrings)].map(([key]) => key).filter((key) => key.startsWith("rejected-"));
  expect(said.sort()).toEqual(rejections.flatMap((rejected) => (rejected ? [`rejected-${rejected}`] : [])).sort());
});

test("translated errors are errors there are", () => {
  const browserCodes = /"?([\w-]+)"?: "/g;
  const source = readFileSync("web/src/core/status.ts", "utf8");
  const codes = new Set<string>([...nativeCodes, ...[...source.matchAll(browserCodes)].map(([, code = ""]) => code)]);
  const translated = entries.map(([key]) => key).filter((key) => key.startsWith("error-"));
  expect(translated.filter((key) => !codes.has(key.slice("error-".length)))).toEqual([]);
});
