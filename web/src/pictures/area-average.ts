// Pictures made smaller by averaging area: each target pixel is the mean of everything it covers. Fed row by row, so
// that a photograph of any size passes through little memory. Knows no canvas.

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest size within `limit` × `limit` of the same shape; never larger than `size` itself. */
export function fitted(size: Size, limit: number): Size {
  const scale = Math.min(1, limit / Math.max(size.width, size.height));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: side(size.width), height: side(size.height) };
}

/** How one source pixel is dealt out along an axis: `first` goes to `cell`, `rest` to the cell after it. */
interface Share {
  readonly cell: number;
  readonly first: number;
  readonly rest: number;
}

function shares(source: number, target: number): Share[] {
  const length = target / source;
  return Array.from({ length: source }, (_, index) => {
    const from = index * length;
    const cell = Math.min(target - 1, Math.floor(from));
    const first = cell + 1 === target ? length : Math.min(length, cell + 1 - from);
    return { cell, first, rest: length - first };
  });
}

export class AreaAverage {
  readonly #columns: Share[];
  readonly #rows: Share[];
  /** Premultiplied red, green, blue, and alpha (0 to 1), weighted by the area they cover. */
  readonly #sums: Float32Array;
  readonly #row: Float32Array;
  #y = 0;

  /** `target` is not larger than `source` in either direction. */
  constructor(source: Size, target: Size) {
    this.#columns = shares(source.width, target.width);
    this.#rows = shares(source.height, target.height);
    this.#row = new Float32Array(4 * target.width);
    this.#sums = new Float32Array(4 * target.width * target.height);
  }

  /** The next rows of the source, straight RGBA. */
  add(rows: Uint8ClampedArray | Uint8Array): void {
    const stride = 4 * this.#columns.length;
    for (let start = 0; start < rows.length; start += stride) {
      const share = this.#rows[this.#y++];
      if (!share) return;
      this.#squeeze(rows.subarray(start, start + stride));
      this.#addRow(share.cell, share.first);
      if (share.rest > 0) this.#addRow(share.cell + 1, share.rest);
    }
  }

  /** The small picture, straight RGBA. */
  result(): Uint8ClampedArray<ArrayBuffer> {
    return Uint8ClampedArray.from(this.#sums, (sum, index) => {
      const alpha = this.#sums[index | 3] ?? 0;
      if ((index & 3) === 3) return alpha * 255;
      return alpha > 0 ? sum / alpha : 0;
    });
  }

  /** One source row into #row, as wide as the target. */
  #squeeze(pixels: Uint8ClampedArray | Uint8Array): void {
    this.#row.fill(0);
    for (const [x, { cell, first, rest }] of this.#columns.entries()) {
      const alpha = (pixels[4 * x + 3] ?? 0) / 255;
      for (let channel = 0; channel < 4; channel++) {
        const value = channel === 3 ? alpha : alpha * (pixels[4 * x + channel] ?? 0);
        increase(this.#row, 4 * cell + channel, first * value);
        if (rest > 0) increase(this.#row, 4 * cell + 4 + channel, rest * value);
      }
    }
  }

  #addRow(y: number, weight: number): void {
    const start = y * this.#row.length;
    for (let index = 0; index < this.#row.length; index++)
      increase(this.#sums, start + index, weight * (this.#row[index] ?? 0));
  }
}

function increase(sums: Float32Array, index: number, by: number): void {
  sums[index] = (sums[index] ?? 0) + by;
}
