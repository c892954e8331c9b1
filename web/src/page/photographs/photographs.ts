// Photographs on the pad: what is seen in each, and other parts of the one that came last. Every part that is looked at is
// a picture of its own on the pad, so that undoing goes back to the part before.

import english from "strings:page/en";
import { type Answer, EmnistError, type Picture, type RecognizeOptions, type Recognizer } from "../../core/index.ts";
import type { PictureReader, SeenGlyph } from "../../core/picture-reader.ts";
import type { Pad } from "../../pad/pad.ts";
import { type Part, turned, wholeOf, within } from "../../pictures/part.ts";
import { sizeDown } from "../../pictures/size-down.ts";
import type { Texts } from "../texts.ts";
import { canvas, decode, fetchReader } from "./reader.ts";
import { around, sizeOf } from "./regions.ts";
import { PhotographView } from "./view.ts";

/** A character smaller than this many pixels has lost detail when its picture was sized down. */
const small = 120;

/** What is known of a picture on the pad. */
interface Photograph {
  readonly bitmap: ImageBitmap;
  readonly part: Part;
  readonly seen: SeenGlyph | EmnistError;
}

let opening: Promise<Photographs> | undefined;

/** The one of the page; asked again after a failure, it is fetched again. */
export function openPhotographs(pad: Pad, texts: Texts): Promise<Photographs> {
  texts.complete(english); // a photograph may come before the first answer
  opening ??= fetchReader().then(
    (reader) => new Photographs(pad, texts, reader),
    (error: unknown) => {
      opening = undefined;
      throw error;
    },
  );
  return opening;
}

export class Photographs {
  readonly #pad: Pad;
  readonly #reader: PictureReader;
  readonly #view: PhotographView;
  readonly #known = new WeakMap<Picture, Photograph>();
  /** Of earlier ones only what is on the pad's history stays in memory. */
  #latest: ImageBitmap | undefined;

  constructor(pad: Pad, texts: Texts, reader: PictureReader) {
    this.#pad = pad;
    this.#reader = reader;
    this.#view = new PhotographView(texts, {
      turn: () => this.#change((part, bitmap) => turned(part, bitmap)),
      crop: (region) => this.#change((part) => within(part, region)),
    });
  }

  /** Throws EmnistError when it is no picture, or the browser does not tell its pixels. */
  async show(source: Blob | HTMLVideoElement): Promise<void> {
    const bitmap = await decode(source);
    try {
      this.#show(bitmap, wholeOf(bitmap));
    } catch (error) {
      bitmap.close();
      throw error;
    }
    this.#latest?.close();
    this.#latest = bitmap;
  }

  /** Throws EmnistError when nothing was seen in it. */
  answer(picture: Picture, recognizer: Recognizer, options: RecognizeOptions): Answer {
    const seen = this.#known.get(picture)?.seen ?? this.#look(picture);
    if (seen instanceof EmnistError) throw seen;
    return recognizer.recognizeGlyph(seen.glyph, options, seen.several);
  }

  /** Says over the picture on the pad what was seen in it. */
  update(picture: Picture | undefined): void {
    const photograph = picture && this.#known.get(picture);
    if (photograph) {
      const { seen, bitmap } = photograph;
      this.#view.show(picture, seen instanceof EmnistError ? undefined : seen, bitmap === this.#latest);
    } else this.#view.hide();
  }

  #show(bitmap: ImageBitmap, part: Part): void {
    const picture = sizeDown(bitmap, canvas, part);
    this.#known.set(picture, { bitmap, part, seen: this.#inDetail(bitmap, part, picture) });
    this.#pad.show(picture);
  }

  /** What is small is looked at again, in all the pixels that it has in the photograph; only the glyph is the better for it. */
  #inDetail(bitmap: ImageBitmap, part: Part, picture: Picture): SeenGlyph | EmnistError {
    const seen = this.#look(picture);
    if (seen instanceof EmnistError || seen.several) return seen;
    const [mark] = seen.marks;
    const wasSizedDown = part.region.right - part.region.left > picture.width;
    if (!mark || !wasSizedDown || sizeOf(mark) >= small) return seen;
    const closer = this.#look(sizeDown(bitmap, canvas, within(part, around(mark, picture, 0.6))));
    return closer instanceof EmnistError || closer.several ? seen : { ...seen, glyph: closer.glyph };
  }

  #change(next: (part: Part, bitmap: ImageBitmap) => Part): void {
    const { picture } = this.#pad;
    const photograph = picture && this.#known.get(picture);
    if (photograph?.bitmap !== this.#latest || !photograph) return;
    this.#show(photograph.bitmap, next(photograph.part, photograph.bitmap));
  }

  #look(picture: Picture): SeenGlyph | EmnistError {
    try {
      return this.#reader.read(picture);
    } catch (error) {
      if (error instanceof EmnistError) return error;
      throw error;
    }
  }
}
