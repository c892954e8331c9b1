// The error codes are those of the C++ header, number for number.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { check, EmnistError, nativeCodes } from "../../web/src/core/status.ts";

const header = readFileSync("wasm/include/emnist/status.h", "utf8");
const declared = [...header.matchAll(/^ {2}k(\w+) = (\d+),/gm)].map(([, name = "", number]) => ({
  code: name.replace(/(?<=.)[A-Z]/g, "-$&").toLowerCase(),
  number: Number(number),
}));

test("every status of the header has its code at its number", () => {
  expect(declared.length).toBeGreaterThan(10);
  expect([...nativeCodes.entries()].map(([number, code]) => ({ code, number }))).toEqual(declared);
});

test("ok throws nothing and asks for no explanation", () => {
  check(0, () => expect.unreachable());
});

test("a failure carries its code, a sentence and the core's own explanation", () => {
  const attempt = () => check(7, () => "Resize");
  expect(attempt).toThrow(EmnistError);
  expect(attempt).toThrow(expect.objectContaining({ code: "model-unsupported", detail: "Resize" }));
  expect(attempt).toThrow(/export it with the supported operators only\. \(Resize\)$/);
});

test("a number the header does not have is a failure too", () => {
  expect(() => check(200)).toThrow(/unknown status 200/);
});
