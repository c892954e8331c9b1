// The pad's buttons and their keys.

import type { Pad } from "../pad/pad.ts";
import { find } from "../site/find.ts";

/** Returns what updates the buttons after a change of the drawing. */
export function connectTools(pad: Pad): () => void {
  const undo = find<HTMLButtonElement>("undo");
  const redo = find<HTMLButtonElement>("redo");
  const clear = find<HTMLButtonElement>("clear");
  const erase = find<HTMLButtonElement>("erase");
  const actions = new Map<HTMLButtonElement, () => void>([
    [undo, () => pad.edit((history) => history.undo())],
    [redo, () => pad.edit((history) => history.redo())],
    [clear, () => pad.edit((history) => history.replace([]))],
    [
      erase,
      () => {
        pad.erasing = !pad.erasing;
        erase.ariaPressed = String(pad.erasing);
      },
    ],
  ]);
  for (const [button, action] of actions) button.addEventListener("click", action);

  const shortcuts: Record<string, HTMLButtonElement> = {
    "command z": undo,
    "command shift z": redo,
    "command y": redo,
    delete: clear,
    backspace: clear,
    escape: clear,
    e: erase,
  };
  addEventListener("keydown", (event) => {
    const button = shortcuts[combination(event)];
    if (!button || isElsewhere(event.target)) return;
    event.preventDefault();
    actions.get(button)?.();
  });

  return () => {
    undo.disabled = !pad.history.canUndo;
    redo.disabled = !pad.history.canRedo;
    clear.disabled = pad.empty;
  };
}

/** "command shift z"; Control and ⌘ are the same here. */
function combination({ ctrlKey, metaKey, altKey, shiftKey, key }: KeyboardEvent): string {
  const modifiers = [(ctrlKey || metaKey) && "command", altKey && "alt", shiftKey && "shift"];
  return [...modifiers.filter(Boolean), key.toLowerCase()].join(" ");
}

/** Keys in fields and dialogs are theirs. */
const isElsewhere = (target: EventTarget | null) =>
  target instanceof Element && target.closest("input, select, textarea, dialog") !== null;
