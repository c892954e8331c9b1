// Picture files as the native command takes them: turned as their EXIF orientation says, wherever the file has it.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { goldenPicture } from "../../web/src/core/golden-picture.mjs";
import type { Picture } from "../../web/src/core/index.ts";
import { pngChunk } from "../png.ts";
import { modelPath, repository, samples } from "./built.ts";

const folder = mkdtempSync(join(tmpdir(), "emnist-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** TIFF, as EXIF is, that says only how the picture is turned. */
function exif(orientation: number): Buffer {
  return Buffer.from([
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
}

function png({ width, height, data }: Picture, more: readonly Buffer[] = []): Buffer {
  const header = Buffer.from([0, 0, 0, width, 0, 0, 0, height, 8, 6, 0, 0, 0]);
  const rows = Array.from({ length: height }, (_, y) => [0, ...data.subarray(4 * width * y, 4 * width * (y + 1))]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    pngChunk("IHDR", header),
    ...more,
    pngChunk("IDAT", deflateSync(Buffer.from(rows.flat()))),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A square picture turned counter-clockwise: what orientation 6 undoes. */
function onItsSide({ width, height, data }: Picture): Picture {
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      turned.set(data.subarray(4 * (width * y + x), 4 * (width * y + x) + 4), 4 * (height * (width - 1 - x) + y));
  return { width: height, height: width, data: turned };
}

function glyph(name: string, file: Buffer): number[] {
  const path = join(folder, name);
  writeFileSync(path, file);
  const command = ["classify", "--model", join(repository, modelPath), "--json", path];
  return JSON.parse(execFileSync(join(repository, "build/native/emnist"), command, { encoding: "utf8" })).glyph;
}

test("a PNG is turned as its eXIf chunk says; a damaged chunk turns nothing", () => {
  const picture = goldenPicture(samples["4"]?.[0] ?? [], false);
  const upright = glyph("upright.png", png(picture));
  const side = onItsSide(picture);
  expect(glyph("plain.png", png(side))).not.toEqual(upright);
  expect(glyph("turned.png", png(side, [pngChunk("eXIf", exif(6))]))).toEqual(upright);
  expect(glyph("damaged.png", png(picture, [pngChunk("eXIf", exif(6).subarray(0, 9))]))).toEqual(upright);
  expect(glyph("unknown.png", png(picture, [pngChunk("eXIf", exif(9))]))).toEqual(upright);
});
