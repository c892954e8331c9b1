// Subresource integrity of the built pages: every script and style they name carries the hash of the file as it lies on
// the disk, and there is nothing inline.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tagsForOthers, withIntegrity } from "../../web/vite/integrity.ts";

const dist = "web/dist";
const pages = readdirSync(dist).filter((name) => name.endsWith(".html"));

/** By another program than the build's. */
const digest = (file: string) =>
  execFileSync("sh", ["-c", 'openssl dgst -sha384 -binary "$0" | base64 -w0', join(dist, file)], { encoding: "utf8" });

test.each(pages)("%s", (page) => {
  const html = readFileSync(join(dist, page), "utf8");
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)].map(([tag]) => tag);
  const code = tags.filter((tag) => /^<script|rel="(?:stylesheet|modulepreload)"/.test(tag));
  if (page === "index.html") expect(code.length).toBeGreaterThanOrEqual(3);
  for (const tag of code) {
    const [, file = "no file"] = tag.match(/(?:src|href)="\/([^"]+)"/) ?? [];
    expect(tag).toContain(`integrity="sha384-${digest(file)}"`);
  }
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/);
  expect([...html.matchAll(/<script\b[^>]*>([^<]*)/g)].map(([, inline]) => inline).join("")).toBe("");
});

test("a page that names what was not built stops the build", () => {
  expect(() => withIntegrity('<script src="/assets/other.js"></script>', () => undefined)).toThrow(/other\.js/);
});

test("pictures and fetched files are left alone", () => {
  const html = '<link rel="icon" href="/icon.svg"><link rel="preload" as="fetch" href="/a.wasm">';
  expect(withIntegrity(html, () => undefined)).toBe(html);
});

test("scripts whose address stays get a tag for other people's pages, hashed ones none", () => {
  const chunk = (fileName: string, isEntry: boolean) => ({ type: "chunk", fileName, isEntry, code: "" });
  const bundle = {
    "pad.js": chunk("pad.js", true),
    "assets/index-1.js": chunk("assets/index-1.js", true),
    "shared.js": chunk("shared.js", false),
  } as unknown as Parameters<typeof tagsForOthers>[0];
  // openssl dgst -sha384 of nothing
  const nothing = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
  expect(tagsForOthers(bundle)).toBe(
    `<script type="module" src="/pad.js" integrity="${nothing}" crossorigin="anonymous"></script>\n`,
  );
});
