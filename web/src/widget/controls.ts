// Buttons and keys of a pad: each does one thing that the visitor may want of the writing. Knows no recogniser.

import type { PadView } from "./view.ts";
import type { Writing } from "./writing.ts";

/** `submit` sends the form, as Enter does in any field. */
export function connectControls(view: PadView, writing: Writing, submit: () => void): void {
  const { canvas, cells, choices, clear, input, type, undo } = view;
  const whole = canvas.closest("fieldset");
  for (const change of ["keydown", "paste"])
    whole?.addEventListener(change, (event) => view.readOnly && event.stopPropagation(), { capture: true });
  undo.addEventListener("click", () => writing.undo());
  clear.addEventListener("click", () => writing.erase());
  cells.addEventListener("click", ({ target }) => {
    const index = [...cells.children].findIndex((cell) => cell.contains(target as Node));
    if (index >= 0) writing.open(index);
  });
  choices.addEventListener("click", ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return;
    writing.choose(target.value);
    if (!target.isConnected) canvas.focus({ preventScroll: true }); // the next cell has no choices yet
  });
  type.addEventListener("click", () => {
    input.value = writing.text;
    if (writing.swap()) input.focus();
  });
  input.addEventListener("input", (event) => {
    event.stopPropagation(); // the pad tells by itself
    const taken = writing.typeText(input.value);
    if (input.value.trimEnd() !== taken) input.value = taken;
  });
  input.addEventListener("change", () => writing.keep());
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    writing.keep();
    submit();
  });
  for (const place of [canvas, cells, input])
    place.addEventListener("paste", (event: Event) => {
      if (!(event instanceof ClipboardEvent)) return;
      event.preventDefault();
      writing.paste(event.clipboardData?.getData("text/plain") ?? "");
      input.value = writing.text;
    });
  connectKeys(view, writing, submit);
}

function connectKeys({ canvas, cells }: PadView, writing: Writing, submit: () => void): void {
  const anywhere = (event: KeyboardEvent): boolean => {
    if (event.altKey) return false;
    if (event.ctrlKey || event.metaKey) {
      if (!isUndo(event)) return false;
      if (event.shiftKey) writing.redo();
      else writing.undo();
    } else if (event.key === "Backspace" || event.key === "Delete") writing.erase();
    else return writing.type(event.key);
    return true;
  };

  canvas.addEventListener("keydown", (event) => {
    if (anywhere(event)) event.preventDefault();
    else if (event.key === "Enter") {
      if (!writing.moveOn()) submit();
    } else writing.byKeys = true; // the keyboard pen's keys
  });

  /** Along the cells; far beyond the last is the last. */
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
  cells.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (step !== undefined) writing.walk(step);
    else if (!anywhere(event)) return;
    event.preventDefault();
    cells.querySelector<HTMLElement>("[aria-current]")?.focus();
  });
}

/** Where a layout has no Latin letters, the key in the place of Z. */
const isUndo = ({ key, code }: KeyboardEvent): boolean =>
  key.toLowerCase() === "z" || (code === "KeyZ" && !/^[a-z]$/i.test(key));
