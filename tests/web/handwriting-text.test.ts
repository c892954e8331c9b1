// Lines by the WICG Handwriting Recognition API: what the hints do, and what each character was read from.

import { afterEach, describe, expect, test, vi } from "vitest";
import type { HandwritingDrawing, HandwritingHints } from "../../web/src/library/handwriting.ts";
import { bytes, lineModelPath, packaged, samples } from "./built.ts";

const { handwriting, lines } = await packaged();
const { createHandwritingRecognizer, HandwritingStroke } = handwriting;
const recognizer = await createHandwritingRecognizer({ languages: ["en"] });
const reader = await lines.createLineRecognizer();

afterEach(() => vi.restoreAllMocks());

/** Characters of ours side by side. */
function ink(text: string): [number, number][][] {
  let left = 0;
  return [...text].flatMap((character) => {
    const strokes = samples[character]?.[0] ?? [];
    const xs = strokes.flat().map(([x]) => x);
    const shift = left - Math.min(...xs);
    left = shift + Math.max(...xs) + 100;
    return strokes.map((stroke) => stroke.map(([x, y]): [number, number] => [x + shift, y]));
  });
}

function draw(drawing: HandwritingDrawing, text: string): void {
  for (const points of ink(text)) {
    const stroke = new HandwritingStroke();
    for (const [x, y] of points) stroke.addPoint({ x, y });
    drawing.addStroke(stroke);
  }
}

function predict(text: string, hints?: HandwritingHints) {
  const drawing = recognizer.startDrawing(hints);
  draw(drawing, text);
  return drawing.getPrediction();
}

const texts = async (text: string, hints?: HandwritingHints) => (await predict(text, hints)).map(({ text }) => text);

describe("hints", () => {
  test("text is what is read unless they say otherwise", async () => {
    const expected = reader.recognize(ink("HEAR")).texts.map(({ text }) => text);
    expect(expected[0]).toBe("HEAR");
    for (const hints of [undefined, {}, { recognitionType: "text" }, { recognitionType: "unheard of" }])
      expect(await texts("HEAR", hints)).toEqual(expected);
  });

  test("alternatives", async () => {
    for (const [alternatives, count] of [
      [0, 0],
      [1, 1],
      [5, 5],
      [1000, 8],
    ] as const)
      expect(await texts("WASH", { alternatives })).toHaveLength(count);
  });

  test("a number is digits and points, in one box", async () => {
    expect((await texts("4711", { recognitionType: "number" }))[0]).toBe("4711");
    for (const text of await texts("HEAR", { recognitionType: "number", textContext: "12" }))
      expect(text).toMatch(/^[0-9.]+$/);
  });

  test("an address has neither spaces nor words", async () => {
    const expected = reader.recognize(ink("WASH"), { alphabet: "A-Za-z0-9@._+-" }).texts;
    expect(await texts("WASH", { recognitionType: "email" })).toEqual(expected.map(({ text }) => text));
  });

  test("a set of graphemes is all there is; those that cannot be read are passed over", async () => {
    for (const text of await texts("HEAR", { graphemeSet: ["H", "E", "-", "3", "é", "ch"], alternatives: 8 }))
      expect(text).toMatch(/^[HE3-]*$/);
    expect(await texts("HEAR", { graphemeSet: ["é"] })).toEqual(await texts("HEAR"));
  });
});

describe("what stands before", () => {
  test.each([
    ["I", " HEAR"],
    ["I said:", " HEAR"],
    ["(yes)", " HEAR"],
    ["I ", "HEAR"],
    ["I\n", "HEAR"],
    ["(", "HEAR"],
    ["over-", "HEAR"],
    ["", "HEAR"],
  ])("decides on a space: %j", async (textContext, expected) =>
    expect((await texts("HEAR", { textContext }))[0]).toBe(expected),
  );

  test("numbers go on", async () => {
    const [text = ""] = await texts("4711", { alternatives: 1 });
    expect(text).toMatch(/^\d/);
    expect(await texts("4711", { alternatives: 1, textContext: "12" })).toEqual([text]);
    expect(await texts("4711", { alternatives: 1, textContext: "Room" })).toEqual([` ${text}`]);
  });

  test("decides between the cases of a letter that looks the same in both", async () => {
    const both = await texts("Sat", { alternatives: 8 });
    expect(both).toEqual(expect.arrayContaining(["Sat", "sat"]));
    for (const textContext of ["I ", "and, "]) expect((await texts("Sat", { textContext }))[0]).toBe("sat");
    for (const textContext of ["Yes. ", "“Yes?” ", "Dear all,\n"])
      expect((await texts("Sat", { textContext }))[0]).toBe("Sat");
    expect((await texts("HEAR", { textContext: "I " }))[0]).toBe("HEAR"); // no other case is likely
  });
});

describe("segments", () => {
  test("are the characters, each with the points it was read from, all points once", async () => {
    const strokes = ink("HEAR");
    const [best] = await predict("HEAR", { textContext: "I" });
    expect(best?.text).toBe(" HEAR");
    expect(best?.segmentationResult.map(({ grapheme }) => grapheme).join("")).toBe("HEAR");
    for (const { grapheme, beginIndex, endIndex } of best?.segmentationResult ?? [])
      expect(best?.text.slice(beginIndex, endIndex)).toBe(grapheme);
    const parts = best?.segmentationResult.flatMap(({ drawingSegments }) => drawingSegments) ?? [];
    const points = parts.flatMap(({ strokeIndex, beginPointIndex, endPointIndex }) =>
      Array.from(
        { length: endPointIndex - beginPointIndex },
        (_, index) => `${strokeIndex}:${beginPointIndex + index}`,
      ),
    );
    const all = strokes.flatMap((stroke, index) => stroke.map((_, point) => `${index}:${point}`));
    expect(points.sort()).toEqual(all.sort());
    const [first, last] = [parts[0], parts.at(-1)];
    expect([first?.strokeIndex, last?.strokeIndex]).toEqual([0, strokes.length - 1]);
  });

  test("of an alternative are there when it has as many characters", async () => {
    const [best, ...others] = await predict("WASH", { alternatives: 8 });
    for (const { text, segmentationResult } of others)
      expect(segmentationResult).toHaveLength(text.length === best?.text.length ? text.length : 0);
  });

  test("a stroke without points is in none, and changes no other's number", async () => {
    const drawing = recognizer.startDrawing();
    drawing.addStroke(new HandwritingStroke());
    draw(drawing, "HEAR");
    const [best] = await drawing.getPrediction();
    expect(best?.text).toBe("HEAR");
    const numbers = best?.segmentationResult.flatMap(({ drawingSegments }) =>
      drawingSegments.map(({ strokeIndex }) => strokeIndex),
    );
    expect([Math.min(...(numbers ?? [])), Math.max(...(numbers ?? []))]).toEqual([1, ink("HEAR").length]);
  });
});

describe("files", () => {
  const own = (line: object) => createHandwritingRecognizer({ languages: ["en"] }, { line });

  test("are fetched when text is asked for, not before, and again after a failure", async () => {
    const fetched = vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("offline"));
    const recognizer = await own({ model: "https://site.example/line.onnx" });
    const character = recognizer.startDrawing({ recognitionType: "per-character" });
    for (const stroke of samples.A?.[0] ?? []) {
      const drawn = new HandwritingStroke();
      for (const [x, y] of stroke) drawn.addPoint({ x, y });
      character.addStroke(drawn);
    }
    expect((await character.getPrediction())[0]?.text).toBe("A");
    expect(fetched).not.toHaveBeenCalled();
    const drawing = recognizer.startDrawing({ recognitionType: "text" });
    draw(drawing, "HEAR");
    await expect(drawing.getPrediction()).rejects.toEqual(expect.objectContaining({ name: "UnknownError" }));
    fetched.mockImplementation(async () => new Response(bytes(lineModelPath)));
    expect((await drawing.getPrediction())[0]?.text).toBe("HEAR"); // nothing drawn was lost
    recognizer.finish();
    await expect(drawing.getPrediction()).rejects.toEqual(expect.objectContaining({ name: "InvalidStateError" }));
  });

  test("that are damaged are an OperationError", async () => {
    const recognizer = await own({ model: new Uint8Array(8) });
    const drawing = recognizer.startDrawing();
    draw(drawing, "HEAR");
    await expect(drawing.getPrediction()).rejects.toEqual(expect.objectContaining({ name: "OperationError" }));
  });
});
