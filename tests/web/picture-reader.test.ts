// Pictures in both binaries: bit for bit the glyph that the native command sees, errors that say what happened, and
// memory that comes back.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { EmnistPicturesModule } from "../../web/src/core/emnist-pictures-module.d.ts";
import { goldenPicture } from "../../web/src/core/golden-picture.mjs";
import { maxPictureSide, type Picture, Recognizer, startModule } from "../../web/src/core/index.ts";
import { loadPictureReader, picturesSelfTest } from "../../web/src/core/load-pictures.ts";
import { PictureReader } from "../../web/src/core/picture-reader.ts";
import {
  binary,
  binaryNames,
  bytes,
  goldenPictures,
  modelPath,
  pictureFiles,
  picturesBinary,
  repository,
  samples,
} from "./built.ts";
import { errorCode } from "./error-code.ts";

const photographs = ["2", "4", "8", "E", "K", "R", "a", "n"].map((label, index) => {
  const strokes = samples[label]?.[1] ?? [];
  return { label, strokes, picture: goldenPicture(strokes, index % 2 === 1) };
});
const square = (width: number, height: number) => ({ width, height, data: new Uint8Array(4 * width * height) });

/** The glyphs that the native command sees. */
function native(pictures: readonly Picture[]): number[][] {
  const folder = mkdtempSync(join(tmpdir(), "emnist-pictures-"));
  try {
    const files = pictures.map(({ width, height, data }, index) => {
      const file = join(folder, `${index}.ppm`);
      const pixels = Uint8Array.from(data).filter((_, at) => at % 4 < 3);
      writeFileSync(file, Buffer.concat([Buffer.from(`P6 ${width} ${height} 255\n`), pixels]));
      return file;
    });
    const command = ["classify", "--model", join(repository, modelPath), "--json", ...files];
    const answers = execFileSync(join(repository, "build/native/emnist"), command, { encoding: "utf8" });
    return answers
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).glyph);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("the files make a proven reader; a binary that sees something else is not used", async () => {
  using reader = await loadPictureReader(pictureFiles);
  expect(reader.read(photographs[0]?.picture ?? square(1, 1)).glyph).toHaveLength(784);
  const golden = { cases: goldenPictures.cases.map((known) => ({ ...known, glyph: known.glyph ^ 1 })) };
  await expect(loadPictureReader({ ...pictureFiles, golden })).rejects.toMatchObject({
    code: "self-test-failed",
    detail: "scalar binary, glyph of picture 0",
  });
});

test("a damaged SIMD binary is replaced by the scalar one", async () => {
  const simd = { ...picturesBinary("simd"), wasm: new Uint8Array() };
  using reader = await loadPictureReader({ ...pictureFiles, binaries: { ...pictureFiles.binaries, simd } });
  expect(picturesSelfTest(reader, goldenPictures)).toBeUndefined();
});

describe.each(binaryNames)("%s", async (name) => {
  const module: EmnistPicturesModule = await startModule(picturesBinary(name));

  test("sees what the native command sees, and the character is read", async () => {
    using reader = new PictureReader(module);
    using recognizer = new Recognizer(await startModule(binary(name)));
    recognizer.load(bytes(modelPath));
    const seen = photographs.map(({ picture }) => reader.read(picture));
    expect(seen.map(({ glyph }) => [...glyph])).toEqual(native(photographs.map(({ picture }) => picture)));
    const read = seen.map(({ glyph }) => recognizer.recognizeGlyph(glyph).alternatives[0]?.label);
    expect(read).toEqual(photographs.map(({ strokes }) => recognizer.recognizeStrokes(strokes).alternatives[0]?.label));
  });

  test("says where the character lies, and which pixels are its ink", () => {
    using reader = new PictureReader(module);
    const picture = goldenPicture(samples["8"]?.[0] ?? [], false);
    const { marks, several, sheet, ink } = reader.read(picture);
    expect([several, sheet]).toEqual([false, []]);
    const dark = ink.map((_, index) => ((picture.data[4 * index] ?? 0) < 100 ? 255 : 0));
    const both = ink.filter((value, index) => value > 0 && dark[index] === value).length;
    const either = ink.filter((value, index) => value > 0 || (dark[index] ?? 0) > 0).length;
    expect(both / either).toBeGreaterThan(0.7);
    expect(marks).toHaveLength(1);
    const { left = 0, top = 0, right = 0, bottom = 0 } = marks[0] ?? {};
    expect(Math.abs(left + right - 128)).toBeLessThan(8);
    expect(Math.abs(top - (64 - 0.3 * 128))).toBeLessThan(8);
    expect(Math.abs(bottom - (64 + 0.3 * 128))).toBeLessThan(8);
  });

  test("what cannot be read says why, and takes nothing from the next", () => {
    using reader = new PictureReader(module);
    expect(errorCode(() => reader.read(square(0, 5)))).toBe("invalid-picture");
    expect(errorCode(() => reader.read(square(513, 600)))).toBe("invalid-picture");
    expect(errorCode(() => reader.read({ ...square(28, 28), width: 27 }))).toBe("invalid-picture");
    expect(errorCode(() => reader.read(square(28, 28)))).toBe("blank-picture");
    expect(picturesSelfTest(reader, goldenPictures)).toBeUndefined();
    reader.dispose();
    reader.dispose();
    expect(errorCode(() => reader.read(square(28, 28)))).toBe("disposed");
  });

  test("one more reader than the memory holds is refused, and memory comes back", () => {
    const before = module.heapBytesInUse();
    for (let count = 0; count < 100; count++) {
      using reader = new PictureReader(module);
      expect(errorCode(() => new PictureReader(module))).toBe("out-of-memory");
      if (count % 20 === 0) reader.read(photographs[0]?.picture ?? square(1, 1));
    }
    expect(module.heapBytesInUse()).toBe(before);
    expect(module.memoryBytes()).toBe(1.25 * 2 ** 20);
  });

  test("the module is as it is declared", () => {
    const live = Object.getOwnPropertyNames(module.PictureReader.prototype).filter((name) => name !== "constructor");
    expect(live.sort()).toEqual(["glyphView", "marksView", "read", "several", "sheetView", "transferView"]);
    const reader = module.createPictureReader();
    expect(reader?.transferView()).toHaveLength(4 * maxPictureSide ** 2);
    expect(reader?.glyphView()).toHaveLength(784);
    reader?.delete();
  });
});
