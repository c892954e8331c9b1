// Prints "passed failed skipped" of a JUnit file, whoever wrote it. Usage: node scripts/count-tests.mjs FILE
import { readFileSync } from "node:fs";

const cases = readFileSync(process.argv[2], "utf8").match(/<testcase\b[^>]*?(\/>|>[\s\S]*?<\/testcase>)/g) ?? [];
if (cases.length === 0) throw new Error(`${process.argv[2]} holds no tests`);
const failed = cases.filter((text) => /<(failure|error)\b/.test(text)).length;
const skipped = cases.filter((text) => /<skipped\b/.test(text) || /status="(notrun|disabled)"/.test(text)).length;
console.log(cases.length - failed - skipped, failed, skipped);
