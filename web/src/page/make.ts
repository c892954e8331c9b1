// Elements made by script: parts of the page that come later are made of them, and no string may become HTML.

import { draw } from "../practice/draw.ts";

type Attributes = Readonly<Record<string, string>>;

/** An element with its attributes and what it holds; `data-text` and `data-label` are filled by Wording. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A copy of a part of the page, the ids in it with `prefix` before them. */
export function copyOf(part: Element, prefix: string): HTMLElement {
  const copy = part.cloneNode(true) as HTMLElement;
  for (const element of copy.querySelectorAll("[id]")) element.id = prefix + element.id;
  return copy;
}

/** A tool's picture: lines on a sheet of 20 × 20. */
export function icon(path: string): SVGElement {
  return draw("svg", { viewBox: "0 0 20 20" }, draw("path", { d: path }));
}
