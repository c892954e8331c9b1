// Prints "passed failed skipped" of a JUnit file, whoever wrote it, then a line for each test that failed.
// Usage: node scripts/count-tests.mjs FILE
import { readFileSync } from "node:fs";

const entities = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
const plain = (text) =>
  text
    .replace(/&#(x[\da-f]+|\d+);/gi, (_, code) => String.fromCodePoint(Number(code.replace(/^x/i, "0x"))))
    .replace(/&(\w+);/g, (whole, name) => entities[name] ?? whole);

const cases = readFileSync(process.argv[2], "utf8").match(/<testcase\b[^>]*?(\/>|>[\s\S]*?<\/testcase>)/g) ?? [];
if (cases.length === 0) throw new Error(`${process.argv[2]} holds no tests`);
const failed = cases.filter((text) => /<(failure|error)\b/.test(text));
const skipped = cases.filter((text) => /<skipped\b/.test(text) || /status="(notrun|disabled)"/.test(text)).length;
console.log(cases.length - failed.length - skipped, failed.length, skipped);
for (const text of failed) {
  const [, file = ""] = text.match(/\bclassname="([^"]*)"/) ?? [];
  const [, name = ""] = text.match(/\bname="([^"]*)"/) ?? [];
  const [, message = ""] = text.match(/<(?:failure|error)\b[^>]*?\bmessage="([^"]*)"/) ?? [];
  console.log(plain(`${file} › ${name}: ${message}`).replace(/\s+/g, " ").slice(0, 300));
}
