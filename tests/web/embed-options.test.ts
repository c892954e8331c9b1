// The frame's address and the patience it has: what is malformed counts as not given, what is too much is not heard.

import { expect, test } from "vitest";
import { frameOptions } from "../../web/src/widget/options.ts";
import { RateLimit } from "../../web/src/widget/rate-limit.ts";

const read = (query: string) => frameOptions(new URLSearchParams(query));

test("every option is read", () => {
  expect(
    read(
      "lang=de&theme=dark&alphabet=0-9&length=6&hand=left&compact&origins=https://a.example,http://b.example:8080,null",
    ),
  ).toEqual({
    mode: "character",
    settings: { language: "de", theme: "dark", alphabet: "0-9", length: 6, hand: "left", compact: true },
    origins: ["https://a.example", "http://b.example:8080", "null"],
  });
  expect(read("compact=false").settings).toEqual({ compact: false });
});

test("without options there are none, and nobody may talk to the frame", () => {
  expect(read("")).toEqual({ mode: "character", settings: {}, origins: [] });
});

test("a frame reads a line when it is asked for exactly that; then an alphabet may have signs", () => {
  expect(read("mode=line&alphabet=0-9%2B .")).toMatchObject({ mode: "line", settings: { alphabet: "0-9+ ." } });
  for (const query of ["mode", "mode=", "mode=LINE", "mode=lines", "mode=<b>", "mode=character&mode=line"])
    expect(read(query).mode, query).toBe("character");
  expect(read("alphabet=0-9%2B").settings).toEqual({});
  expect(read("mode=line&alphabet=ä").settings).toEqual({});
});

test("one bad option does not spoil the others", () => {
  expect(read("lang=<b>&theme=blue&alphabet=äö&length=many&hand=both&compact").settings).toEqual({ compact: true });
  expect(read("length=0").settings).toEqual({});
  expect(read("length=33&lang=fr").settings).toEqual({ language: "fr" });
});

test("an origin is an origin, not an address, a pattern or a wish", () => {
  const wishes = ["*", "https://a.example/", "https://a.example/page", "a.example", "", "HTTPS://A.example"];
  expect(read(`origins=${wishes.join(",")},https://b.example`).origins).toEqual(["https://b.example"]);
});

test("patience: so many at once, then so many a second", () => {
  let now = 0;
  const limit = new RateLimit(3, 10, () => now);
  const passed = (tries: number) => Array.from({ length: tries }, () => limit.take()).filter(Boolean).length;
  expect(passed(100)).toBe(3);
  now += 100;
  expect(passed(100)).toBe(1);
  now += 3_600_000;
  expect(passed(100)).toBe(3);
  for (let tick = 0; tick < 1000; tick++) {
    now += 1;
    limit.take();
  }
  expect(passed(100)).toBe(0);
});
