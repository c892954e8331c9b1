// What fields have in common of their looks: one sheet of styles for all of a kind, and the line that runs while the pen
// rests.

const sheets = new Map<string, CSSStyleSheet>();

export function stylesOf(css: string): CSSStyleSheet {
  const known = sheets.get(css);
  if (known) return known;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  sheets.set(css, sheet);
  return sheet;
}

/** Starts the line on the sheet, to be at its end in so many milliseconds; 0: takes it away. */
export function showRest(sheet: HTMLElement, milliseconds: number): void {
  sheet.classList.remove("resting");
  if (milliseconds === 0) return;
  void sheet.offsetWidth; // starts the line from the left again
  sheet.style.setProperty("--rest", `${milliseconds}ms`);
  sheet.classList.add("resting");
}
