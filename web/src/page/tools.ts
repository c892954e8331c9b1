// A pad's buttons and their keys. A single letter is a key only where the pad has the focus.

import type { Pad } from "../pad/pad.ts";
import { find } from "../site/find.ts";

/**
 * Connects the buttons whose ids begin with `prefix`, and their keys while the pad can be seen. Returns what updates the
 * buttons after a change of the drawing.
 */
export function connectTools(pad: Pad, canvas: HTMLElement, prefix = ""): () => void {
  const button = (name: string) => find<HTMLButtonElement>(prefix + name);
  const [undo, redo, clear, erase] = [button("undo"), button("redo"), button("clear"), button("erase")];
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
    e: erase,
  };
  addEventListener("keydown", (event) => {
    const keys = combination(event);
    const button = shortcuts[keys];
    if (!button || !canvas.offsetParent || isElsewhere(event.target) || (keys.length === 1 && event.target !== canvas))
      return;
    event.preventDefault();
    actions.get(button)?.();
  });

  return () => {
    undo.disabled = !pad.history.canUndo;
    redo.disabled = !pad.history.canRedo;
    clear.disabled = pad.empty;
  };
}

/** "command shift z"; Control and ⌘ are the same here. Where keys write no Latin letters, their place on the board counts. */
function combination({ ctrlKey, metaKey, altKey, shiftKey, key, code }: KeyboardEvent): string {
  const modifiers = [(ctrlKey || metaKey) && "command", altKey && "alt", shiftKey && "shift"];
  const name = /^[^a-z]$/i.test(key) && code.startsWith("Key") ? code.slice(3) : key;
  return [...modifiers.filter(Boolean), name.toLowerCase()].join(" ");
}

/** Keys in fields and dialogs are theirs. */
const isElsewhere = (target: EventTarget | null) =>
  target instanceof Element && target.closest("input, select, textarea, dialog") !== null;
