// Practice: a drawing is scored by its shape alone, against every way we write the letter.

import { expect, test } from "vitest";
import samples from "../../models/sample-strokes.json";
import { score } from "../../web/src/practice/score.ts";

type Drawing = readonly (readonly (readonly [number, number])[])[];
const classes = samples.classes as unknown as Readonly<Record<string, readonly Drawing[]>>;
const waysOf = (label: string) => classes[label] ?? [];
const changed = (drawing: Drawing, place: (x: number, y: number) => readonly [number, number]): Drawing =>
  drawing.map((stroke) => stroke.map(([x, y]) => place(x, y)));

test("each of our ways matches wholly, elsewhere and at another size too", () => {
  for (const [label, ways] of Object.entries(classes))
    for (const way of ways)
      expect(
        score(
          changed(way, (x, y) => [3 * x + 7, 3 * y - 40]),
          ways,
        ).match,
        label,
      ).toBeGreaterThan(0.99);
});

test("the more a drawing is bent, the less it matches", () => {
  for (const [label, ways] of Object.entries(classes)) {
    const [way = []] = ways;
    const bent = [0, 0.2, 0.6].map(
      (amount) =>
        score(
          changed(way, (x, y) => [x + amount * y, y]),
          [way],
        ).match,
    );
    expect(bent, label).toEqual([...bent].sort((a, b) => b - a));
    expect(bent[2], label).toBeLessThan(0.5);
  }
});

test("another letter matches little", () => {
  for (const [drawn, wanted] of ["AE", "XO", "5A", "Te", "Wb", "L8"].map((pair) => [...pair])) {
    const [drawing = []] = waysOf(drawn ?? "");
    expect(score(drawing, waysOf(wanted ?? "")).match, `${drawn} for ${wanted}`).toBeLessThan(0.2);
  }
});

test("a stroke that starts at its end is astray; fewer strokes are another way to write it", () => {
  const [cross = []] = waysOf("T");
  const [bar = [], stem = []] = cross;
  expect(score(cross, [cross]).astray).toBe(false);
  expect(score([bar, [...stem].reverse()], [cross])).toEqual({ match: score(cross, [cross]).match, astray: true });
  expect(score([[...bar, ...stem]], [cross]).astray).toBe(false);
});

test("a dot, and a letter without a way to write it, match nothing", () => {
  expect(score([[[5, 5]]], waysOf("A")).match).toBeLessThan(0.2);
  expect(score(waysOf("A")[0] ?? [], []).match).toBe(0);
});
