// Guards between strangers: what is named passes as a copy, everything else is nothing.

import { describe, expect, test } from "vitest";
import {
  type FrameMessage,
  type HostMessage,
  readFrameMessage,
  readHello,
  readHostMessage,
  readLoaded,
} from "../../web/src/widget/protocol.ts";
import { random } from "./random.ts";

const strokes = [
  [
    [0, 0],
    [10, 20, 0.5],
  ],
  [[1000, 1000]],
] as const;

const fromHosts: readonly HostMessage[] = [
  { type: "clear" },
  { type: "ink", strokes },
  { type: "ink", strokes: [] },
  { type: "configure" },
  {
    type: "configure",
    language: "de-AT",
    theme: "auto",
    alphabet: "A-Za-z",
    length: 6,
    hand: "left",
    compact: true,
    ink: true,
  },
  { type: "configure", alphabet: "", compact: false },
  { type: "focus" },
  {
    type: "configure",
    value: "4 1",
    pause: 500,
    disabled: false,
    readonly: true,
    colours: { ink: "rgb(1 2 3 / 0.5)" },
  },
];

const answer = {
  type: "answer",
  value: "4 1",
  complete: false,
  cell: 2,
  alternatives: [{ label: "1", confidence: 0.5 }],
  sure: true,
  rejected: undefined,
  outside: 0.25,
  settled: true,
} as const;
const fromFrames: readonly FrameMessage[] = [
  { type: "ready", version: 1, offline: true },
  answer,
  { ...answer, sure: false, rejected: "several", outside: undefined },
  { ...answer, value: "the old house", alternatives: [], texts: [{ text: "the old house", confidence: 0.75 }] },
  { type: "ink", cell: 0, strokes },
  { type: "resize", height: 312.5 },
  { type: "error", code: "unreachable", sentence: "A file could not be fetched." },
];

const nothings: readonly unknown[] = [
  undefined,
  null,
  0,
  "clear",
  true,
  [],
  [{ type: "clear" }],
  {},
  { type: "" },
  { type: "constructor" },
  { type: "__proto__" },
  { type: ["clear"] },
  { type: { toString: () => "clear" } },
  new Map([["type", "clear"]]),
  () => {},
];

/** What becomes of good messages when one field is replaced by something odd. */
const oddities: readonly unknown[] = [
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  1.5e9,
  "x".repeat(1000),
  [],
  [[]],
  [[["0", "0"]]],
  [[[0]]],
  [[[0, 0, 2]]],
  [[[0, 0, 0, 0]]],
  [[[0, Number.NaN]]],
  { length: 3 },
  new Array(513).fill([[0, 0]]),
  [new Array(8193).fill([0, 0])],
  Object.create(null),
];

describe.each([
  ["host", fromHosts, readHostMessage],
  ["frame", fromFrames, readFrameMessage],
] as const)("messages of a %s", (_side, messages, read) => {
  test("each passes, as a copy of what is named", () => {
    for (const message of messages) {
      expect(read(structuredClone(message))).toEqual(message);
      expect(read({ ...message, extra: "<script>" })).toEqual(message);
    }
  });

  test("what is no message is nothing", () => {
    for (const nothing of nothings) expect(read(nothing)).toBeUndefined();
  });

  test("a message with an odd field is nothing, or keeps only what it may", () => {
    for (const message of messages)
      for (const name of Object.keys(message).filter((name) => name !== "type"))
        for (const oddity of oddities) {
          const result = read({ ...message, [name]: oddity });
          // "No ink", "no alternatives" and "no texts" are fine things to say.
          const allowed =
            Array.isArray(oddity) && oddity.length === 0 && ["strokes", "alternatives", "texts"].includes(name);
          expect(result !== undefined, `${message.type}.${name} = ${JSON.stringify(oddity)?.slice(0, 60)}`).toBe(
            allowed,
          );
        }
  });

  test("a message that lacks a field is nothing, but for settings and what only some answers have", () => {
    for (const message of messages.filter(({ type }) => type !== "configure"))
      for (const name of Object.keys(message).filter((name) => !["rejected", "outside", "texts"].includes(name))) {
        const { [name as "type"]: _, ...rest } = message;
        expect(read(rest), `${message.type} without ${name}`).toBeUndefined();
      }
  });

  test("noise never throws and never passes", () => {
    const next = random(7);
    const pick = (items: readonly unknown[]) => items[Math.floor(next() * items.length)];
    const noise = (depth: number): unknown => {
      if (depth === 0 || next() < 0.3) return pick([...nothings, ...oddities]);
      if (next() < 0.4) return Array.from({ length: Math.floor(next() * 4) }, () => noise(depth - 1));
      const names = ["type", "strokes", "length", "value", "cell", "versions", "height", "code"];
      return Object.fromEntries(names.map((name) => [name, noise(depth - 1)]));
    };
    for (let round = 0; round < 3000; round++) {
      const data = noise(3);
      if ((data as { type?: unknown } | undefined | null)?.type === "clear") continue; // says something, by chance
      expect(read(data)).toBeUndefined();
      expect(readHello(data)).toBeUndefined();
    }
  });
});

test("an alphabet has signs where a line is read, and nowhere else", () => {
  const message: HostMessage = { type: "configure", alphabet: "0-9+. " };
  expect(readHostMessage(message, "line")).toEqual(message);
  expect(readHostMessage(message, "character")).toBeUndefined();
  expect(readHostMessage({ ...message, alphabet: "0-9\n" }, "line")).toBeUndefined();
});

test("a setting that is inherited is none", () => {
  expect(readHostMessage(Object.create({ length: 6 }, { type: { value: "configure" } }))).toEqual({
    type: "configure",
  });
});

test("hello and loaded tell versions, and are told apart", () => {
  const hello = { protocol: "emnist-edge", type: "hello", versions: [2, 1] };
  expect(readHello(hello)).toEqual([2, 1]);
  expect(readLoaded(hello)).toBeUndefined();
  expect(readLoaded({ ...hello, type: "loaded" })).toEqual([2, 1]);
  expect(readHello({ ...hello, protocol: "another" })).toBeUndefined();
  expect(readHello({ ...hello, versions: "1" })).toBeUndefined();
  expect(readHello({ ...hello, versions: ["1", null, 1.5, 1] })).toEqual([1]);
  expect(readHello({ ...hello, versions: new Array(100_000).fill(7) })).toHaveLength(16);
});
