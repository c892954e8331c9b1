// Elements made without markup as text, so that no policy of the host can mind.

export function create<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}

/** A button with a picture on it. */
export function createTool(path: string): HTMLButtonElement {
  const button = create("button", { type: "button" });
  button.append(createDrawing(20, path));
  return button;
}

/** Lines on a square of so many units. */
export function createDrawing(units: number, d: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${units} ${units}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", d);
  svg.append(path);
  return svg;
}
