// Elements made by script: the part of the page for lines comes as one, and no string may become HTML.

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
