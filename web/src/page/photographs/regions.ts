// Parts of a photograph in shares of it, 0 to 1: where they lie on the screen, and around what.

import type { Picture } from "../../core/index.ts";
import type { Region } from "../../core/picture-reader.ts";

/** A mark and some paper around it, a share of its size, in shares of the picture. */
export function around(mark: Region, { width, height }: Picture, margin: number): Region {
  const { left, top, right, bottom } = mark;
  const room = margin * sizeOf(mark);
  return {
    left: (left - room) / width,
    top: (top - room) / height,
    right: (right + room) / width,
    bottom: (bottom + room) / height,
  };
}

export const sizeOf = ({ left, top, right, bottom }: Region): number => Math.max(right - left, bottom - top);

/** Lays the element over a part of the photograph, given in shares of it. */
export function place(element: HTMLElement, { left, top, right, bottom }: Region): void {
  const percent = (share: number) => `${100 * share}%`;
  Object.assign(element.style, {
    left: percent(left),
    top: percent(top),
    width: percent(right - left),
    height: percent(bottom - top),
  });
}
