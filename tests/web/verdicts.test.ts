// Verdicts are kept, bounded, and never in the way: a full or forbidden store loses the oldest, then says so.

import { expect, test } from "vitest";
import { type TextStore, type Verdict, Verdicts } from "../../web/src/page/verdicts.ts";

function store(room = Infinity, text?: string): TextStore & { text: string | undefined } {
  return {
    text,
    read() {
      return this.text;
    },
    write(written) {
      if ((written?.length ?? 0) > room) return false;
      this.text = written;
      return true;
    },
  };
}

const verdict = (was: string): Verdict => ({
  time: "2026-01-01T00:00:00Z",
  model: "1",
  read: "O",
  was,
  strokes: [[[1, 2]]],
});

test("a verdict is there again after a reload", () => {
  const place = store();
  new Verdicts(place).add(verdict("0"));
  const again = new Verdicts(place);
  expect(again.list).toHaveLength(1);
  expect(again.toJSON().verdicts).toEqual([verdict("0")]);
});

test("the newest two hundred are kept", () => {
  const verdicts = new Verdicts(store());
  for (let count = 0; count < 250; count++) verdicts.add(verdict(String(count)));
  expect(verdicts.list).toHaveLength(200);
  expect(verdicts.toJSON().verdicts.at(-1)?.was).toBe("249");
});

test("a full store drops the oldest half until the newest fits", () => {
  const verdicts = new Verdicts(store(8.5 * JSON.stringify(verdict("0")).length));
  for (let count = 0; count < 9; count++) expect(verdicts.add(verdict(String(count)))).toBe(true);
  expect(verdicts.toJSON().verdicts.at(-1)?.was).toBe("8");
  expect(verdicts.list.length).toBeLessThan(9);
});

test("a store without any room says so and keeps what was there", () => {
  const verdicts = new Verdicts(store(5));
  expect(verdicts.add(verdict("0"))).toBe(false);
  expect(verdicts.list).toHaveLength(0);
});

test.each(["", "nonsense", "{}", "null"])("what someone else wrote (%j) is no list", (text) => {
  expect(new Verdicts(store(Infinity, text)).list).toHaveLength(0);
});

test("one is forgotten, the others stay, in their order", () => {
  const place = store();
  const verdicts = new Verdicts(place);
  const [first, second, third] = [verdict("a"), verdict("a"), verdict("b")] as const;
  for (const one of [first, second, third]) verdicts.add(one);
  verdicts.remove(second);
  expect(verdicts.list[0]).toBe(first);
  expect(verdicts.list[1]).toBe(third);
  verdicts.remove(first);
  verdicts.remove(third);
  expect(place.text).toBeUndefined();
});

test("clearing empties the store", () => {
  const place = store();
  const verdicts = new Verdicts(place);
  verdicts.add(verdict("0"));
  verdicts.clear();
  expect(place.text).toBeUndefined();
});
