// The WICG Handwriting Recognition API, held against its IDL and the steps of its algorithms. Written for an object that
// has the two methods, so that a browser's own navigator could be put in its place.

import { describe, expect, test, vi } from "vitest";
import type { HandwritingDrawing, HandwritingStroke, installHandwriting } from "../../web/src/library/handwriting.ts";
import { bytes, modelPath, packaged, samples } from "./built.ts";

const { handwriting } = await packaged();
const install: typeof installHandwriting = handwriting.installHandwriting;
const host: object = {};
install(host);
const navigator = host;
const languages = ["en"];

const named = (name: string) => expect.objectContaining({ name });
/** For what the types forbid and JavaScript does not. */
const anything = (value: unknown) => value as never;
const Stroke = (): typeof HandwritingStroke => Reflect.get(globalThis, "HandwritingStroke");

function strokes(label: string): HandwritingStroke[] {
  return (samples[label]?.[0] ?? []).map((points) => {
    const stroke = new (Stroke())();
    for (const [index, [x, y]] of points.entries()) stroke.addPoint({ x, y, t: 10 * index });
    return stroke;
  });
}

async function started(hints?: object): Promise<HandwritingDrawing> {
  return (await navigator.createHandwritingRecognizer({ languages })).startDrawing(hints);
}

describe("the interfaces are those of the IDL", () => {
  // Member, and how many arguments it requires.
  const interfaces: Record<string, Record<string, number>> = {
    HandwritingRecognizer: { startDrawing: 0, finish: 0 },
    HandwritingDrawing: { addStroke: 1, removeStroke: 1, clear: 0, getStrokes: 0, getPrediction: 0 },
    HandwritingStroke: { addPoint: 1, getPoints: 0, clear: 0 },
  };

  test.each(Object.entries(interfaces))("%s", (name, members) => {
    const { value: made, ...flags } = Object.getOwnPropertyDescriptor(globalThis, name) ?? {};
    expect(flags).toEqual({ writable: true, enumerable: false, configurable: true });
    expect([made.name, made.length]).toEqual([name, 0]);
    expect(Object.prototype.toString.call(Object.create(made.prototype))).toBe(`[object ${name}]`);
    expect(Object.keys(made.prototype).sort()).toEqual(Object.keys(members).sort());
    for (const [member, length] of Object.entries(members)) expectMethod(made.prototype, member, length);
  });

  test("the two methods of Navigator", () => {
    for (const name of ["queryHandwritingRecognizer", "createHandwritingRecognizer"]) expectMethod(navigator, name, 1);
  });

  function expectMethod(owner: object, member: string, length: number): void {
    const { value, ...flags } = Object.getOwnPropertyDescriptor(owner, member) ?? {};
    expect([value.name, value.length]).toEqual([member, length]);
    expect(flags).toEqual({ writable: true, enumerable: true, configurable: true });
  }

  test("only a stroke can be constructed", () => {
    for (const name of ["HandwritingRecognizer", "HandwritingDrawing"])
      expect(() => Reflect.construct(Reflect.get(globalThis, name), [])).toThrow(TypeError);
    expect(new (Stroke())().getPoints()).toEqual([]);
  });

  test("methods do not work on other objects", () => {
    expect(() => Stroke().prototype.getPoints.call(anything({}))).toThrow(TypeError);
  });
});

describe("queryHandwritingRecognizer", () => {
  test("describes English, with every member of the dictionaries", async () => {
    for (const languages of [["en"], ["en-US", "EN-gb"], ["en-Latn"], new Set(["en"])])
      expect(await navigator.queryHandwritingRecognizer(anything({ languages }))).toEqual({
        textAlternatives: true,
        textSegmentation: true,
        hints: {
          recognitionType: ["text", "number", "email", "per-character"],
          inputType: ["mouse", "stylus", "touch"],
          textContext: true,
          alternatives: true,
        },
      });
  });

  test.each([[[]], [["de"]], [["en", "zh-CN"]], [["en-Shaw"]], [["not a tag"]], [[5]]])(
    "is null for %j",
    async (tags) => expect(await navigator.queryHandwritingRecognizer(anything({ languages: tags }))).toBeNull(),
  );
});

describe.each(["queryHandwritingRecognizer", "createHandwritingRecognizer"] as const)("%s", (method) => {
  test.each([
    [undefined],
    [null],
    [{}],
    [5],
    ["en"],
    [{ languages: undefined }],
    [{ languages: "en" }],
    [{ languages: 5 }],
  ])("rejects %j with a TypeError", async (constraint) => {
    const promise = navigator[method](anything(constraint)); // rejects, does not throw
    await expect(promise).rejects.toBeInstanceOf(TypeError);
  });
});

describe("earlier drafts", () => {
  test("are asked by the older name", async () => {
    const query = { languages: ["en"], alternatives: true, segmentationResult: true, inkDelay: true };
    expect(await navigator.queryHandwritingRecognizerSupport(query)).toEqual({
      languages: true,
      alternatives: true,
      segmentationResult: true,
      inkDelay: false,
    });
    expect(await navigator.queryHandwritingRecognizerSupport({ languages: ["de"] })).toEqual({ languages: false });
  });

  test("a set of graphemes, and numbers, are the alphabet", async () => {
    const read = async (hints: object) => {
      const drawing = await started({ alternatives: 1, ...hints });
      for (const stroke of strokes("O")) drawing.addStroke(stroke);
      return (await drawing.getPrediction()).map(({ text }) => text);
    };
    expect(await read({ recognitionType: "number" })).toEqual(["0"]);
    expect(await read({ graphemeSet: ["O", "X", "é"] })).toEqual(["O"]);
  });
});

describe("createHandwritingRecognizer", () => {
  test.each([[[]], [["de"]], [["en", "fr"]]])("rejects %j with NotSupportedError", async (tags) => {
    const attempt = navigator.createHandwritingRecognizer({ languages: tags });
    await expect(attempt).rejects.toBeInstanceOf(DOMException);
    await expect(attempt).rejects.toEqual(named("NotSupportedError"));
  });

  test("says whether trying again may help when the files are not there", async () => {
    const attempt = (model: string | Uint8Array<ArrayBuffer>) =>
      handwriting.createHandwritingRecognizer({ languages }, { model });
    await expect(attempt("http://localhost:1/model.onnx")).rejects.toEqual(named("UnknownError"));
    await expect(attempt(new Uint8Array(8))).rejects.toEqual(named("OperationError"));
  });
});

describe("HandwritingStroke", () => {
  test("keeps copies of its points, t only where it was given", () => {
    const stroke = new (Stroke())();
    const point = { x: 1, y: 2, t: 3, pressure: 1 };
    stroke.addPoint(point);
    stroke.addPoint({ x: 4, y: 5 });
    stroke.addPoint(anything({ x: 6, y: 7, t: undefined }));
    point.x = 100;
    for (const copy of stroke.getPoints()) copy.x = 100;
    expect(stroke.getPoints()).toStrictEqual([
      { x: 1, y: 2, t: 3 },
      { x: 4, y: 5 },
      { x: 6, y: 7 },
    ]);
    stroke.clear();
    expect(stroke.getPoints()).toEqual([]);
  });

  test.each([
    [undefined],
    [null],
    [5],
    [{}],
    [{ x: 1 }],
    [{ y: 1 }],
    [{ x: "a", y: 1 }],
    [{ x: 1, y: Number.NaN }],
    [{ x: Number.POSITIVE_INFINITY, y: 1 }],
    [{ x: 1, y: 1, t: "then" }],
    [{ x: Symbol("x"), y: 1 }],
  ])("refuses %o with a TypeError and stays as it is", (point) => {
    const stroke = new (Stroke())();
    expect(() => stroke.addPoint(anything(point))).toThrow(TypeError);
    expect(stroke.getPoints()).toEqual([]);
  });
});

describe("HandwritingDrawing", () => {
  test("holds references to strokes, in a list of its own", async () => {
    const drawing = await started();
    const [one, two] = [new (Stroke())(), new (Stroke())()];
    for (const stroke of [one, two, one]) drawing.addStroke(stroke);
    expect(drawing.getStrokes()).toHaveLength(3);
    expect(drawing.getStrokes()[0]).toBe(one);
    drawing.getStrokes().pop();
    expect(drawing.getStrokes()).toHaveLength(3);
    drawing.removeStroke(one); // every time it is there
    expect(drawing.getStrokes()).toEqual([two]);
    drawing.removeStroke(one); // not there: nothing happens
    expect(drawing.getStrokes()).toEqual([two]);
    drawing.clear();
    expect(drawing.getStrokes()).toEqual([]);
  });

  test.each([[undefined], [null], [{}], [{ getPoints: () => [] }]])("refuses %o as a stroke", async (stroke) => {
    const drawing = await started();
    expect(() => drawing.addStroke(anything(stroke))).toThrow(TypeError);
    expect(() => drawing.removeStroke(anything(stroke))).toThrow(TypeError);
  });
});

describe("getPrediction", () => {
  test("reads what was drawn, best first, each prediction with its segments", async () => {
    const drawing = await started({ alternatives: 4, recognitionType: "per-character", inputType: "mouse" });
    const [first, ...others] = strokes("A");
    drawing.addStroke(new (Stroke())()); // an empty one is no segment
    for (const stroke of [first, ...others]) if (stroke) drawing.addStroke(stroke);
    const predictions = await drawing.getPrediction();
    expect(predictions).toHaveLength(4);
    expect(predictions[0]?.text).toBe("A");
    for (const { text, segmentationResult } of predictions) {
      const drawingSegments = drawing.getStrokes().flatMap((stroke, strokeIndex) => {
        const endPointIndex = stroke.getPoints().length;
        return endPointIndex > 0 ? [{ strokeIndex, beginPointIndex: 0, endPointIndex }] : [];
      });
      expect(segmentationResult).toStrictEqual([{ grapheme: text, beginIndex: 0, endIndex: 1, drawingSegments }]);
      for (const { grapheme, beginIndex, endIndex } of segmentationResult)
        expect(text.slice(beginIndex, endIndex)).toBe(grapheme);
    }
  });

  test("sees points that were added to a stroke after it was added", async () => {
    const drawing = await started({ recognitionType: "per-character" });
    const stroke = new (Stroke())();
    drawing.addStroke(stroke);
    for (let y = 0; y <= 10; y++) stroke.addPoint({ x: 0, y });
    expect((await drawing.getPrediction())[0]?.text).toMatch(/[1IL]/);
  });

  test.each([
    [{}, 3],
    [{ alternatives: undefined }, 3],
    [{ alternatives: 1 }, 1],
    [{ alternatives: "2" }, 2],
    [{ alternatives: 2.9 }, 2],
    [{ alternatives: 0 }, 0],
    [{ alternatives: 1000 }, 47],
    [{ alternatives: 2 ** 32 + 1 }, 1],
    [{ alternatives: -1 }, 47],
    [{ textContext: "H", alternatives: 2 }, 2],
  ])("of characters with hints %j there are %i predictions", async (hints, count) => {
    const drawing = await started(anything({ recognitionType: "per-character", ...hints }));
    for (const stroke of strokes("B")) drawing.addStroke(stroke);
    expect(await drawing.getPrediction()).toHaveLength(count);
  });

  test.each(["text", "per-character"])(
    "nothing drawn, or nothing readable, has no prediction: %s",
    async (recognitionType) => {
      const drawing = await started({ recognitionType });
      expect(await drawing.getPrediction()).toEqual([]);
      const stroke = new (Stroke())();
      drawing.addStroke(stroke);
      expect(await drawing.getPrediction()).toEqual([]);
      stroke.addPoint({ x: 1e9, y: 0 });
      expect(await drawing.getPrediction()).toEqual([]);
      for (let point = 0; point < 9000; point++) stroke.addPoint({ x: point, y: 0 });
      expect(await drawing.getPrediction()).toEqual([]);
    },
  );
});

describe("finish", () => {
  test("ends drawing and predicting, twice does no harm, and others go on", async () => {
    const recognizer = await navigator.createHandwritingRecognizer({ languages });
    const other = await started();
    const drawing = recognizer.startDrawing();
    for (const stroke of strokes("C")) for (const one of [drawing, other]) one.addStroke(stroke);
    recognizer.finish();
    recognizer.finish();
    expect(() => recognizer.startDrawing()).toThrow(DOMException);
    expect(() => recognizer.startDrawing()).toThrow(named("InvalidStateError"));
    await expect(drawing.getPrediction()).rejects.toEqual(named("InvalidStateError"));
    expect((await other.getPrediction())[0]?.text).toBe("C");
  });

  test("gives back what the recogniser held", async () => {
    const instantiate = vi.spyOn(WebAssembly, "instantiate");
    const files = { model: bytes(modelPath) }; // an instance of its own
    const create = () => handwriting.createHandwritingRecognizer({ languages }, files);
    const [one, two] = [await create(), await create()];
    expect(instantiate).toHaveBeenCalledTimes(1);
    one.finish();
    one.finish();
    await create().then((three) => three.finish());
    expect(instantiate).toHaveBeenCalledTimes(1);
    two.finish();
    await create().then((four) => four.finish());
    expect(instantiate).toHaveBeenCalledTimes(2);
    instantiate.mockRestore();
  });

  test("hints are converted before the state is looked at", async () => {
    const recognizer = await navigator.createHandwritingRecognizer({ languages });
    recognizer.finish();
    expect(() => recognizer.startDrawing(anything(5))).toThrow(TypeError);
  });
});

test("a browser that has the API keeps its own", () => {
  const own = { createHandwritingRecognizer: () => "its own", queryHandwritingRecognizer: () => "its own" };
  const before = Object.getOwnPropertyDescriptors(own);
  const { HandwritingStroke } = globalThis as { HandwritingStroke?: unknown };
  install(own);
  expect(Object.getOwnPropertyDescriptors(own)).toEqual(before);
  expect(Reflect.get(globalThis, "HandwritingStroke")).toBe(HandwritingStroke);
});
