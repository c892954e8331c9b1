// Every sentence exists in every language, with the same blanks; and the page uses no sentence that does not exist.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nativeCodes } from "../../web/src/core/status.ts";
import strings from "../../web/strings.json";

type Translations = Readonly<Record<string, string | undefined>>;
const entries: [string, Translations][] = Object.entries(strings);
const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();

/** Sentences of errors are the core's own in English. */
const languages = (key: string) => (key.startsWith("error-") ? ["de", "fr"] : ["de", "en", "fr"]);

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
  const sources = readdirSync("web/src/ui").filter((name) => name.endsWith(".ts"));
  const code = sources.map((name) => readFileSync(join("web/src/ui", name), "utf8")).join("\n");
  const html = readFileSync("web/index.html", "utf8");
  const inPage = [...html.matchAll(/data-(?:text|label)="([\w-]+)"/g)].map(([, key = ""]) => key);
  const known = new Set(entries.map(([key]) => key));
  expect(inPage.filter((key) => !known.has(key))).toEqual([]);
  const unused = [...known].filter(
    (key) => !key.startsWith("error-") && !inPage.includes(key) && !code.includes(`"${key}"`),
  );
  expect(unused).toEqual([]);
});

test("translated errors are errors there are", () => {
  const browserCodes = /"?([\w-]+)"?: "/g;
  const source = readFileSync("web/src/core/status.ts", "utf8");
  const codes = new Set<string>([...nativeCodes, ...[...source.matchAll(browserCodes)].map(([, code = ""]) => code)]);
  const translated = entries.map(([key]) => key).filter((key) => key.startsWith("error-"));
  expect(translated.filter((key) => !codes.has(key.slice("error-".length)))).toEqual([]);
});
