// The options in the frame's address: ?mode=line&lang=de&theme=dark&alphabet=0-9&length=6&hand=left&compact
// &origins=https://a.example. What is malformed counts as not given.

import { type FrameMode, readMode, readSettings, type Settings } from "./protocol.ts";

export interface FrameOptions {
  readonly mode: FrameMode;
  readonly settings: Settings;
  /** Origins of hosts the frame may talk to. */
  readonly origins: readonly string[];
}

export function frameOptions(query: URLSearchParams): FrameOptions {
  const mode = readMode(query.get("mode"));
  const given = (name: string) => query.get(name) ?? undefined;
  const flag = (name: string) => (query.has(name) ? given(name) !== "false" : undefined);
  const length = query.has("length") ? Number(given("length")) : undefined;
  const wanted = {
    language: given("lang"),
    theme: given("theme"),
    alphabet: given("alphabet"),
    length,
    hand: given("hand"),
    compact: flag("compact"),
  };
  const settings: Settings = {};
  for (const [name, value] of Object.entries(wanted)) Object.assign(settings, readSettings({ [name]: value }, mode));
  return { mode, settings, origins: (given("origins") ?? "").split(",").filter(isOrigin) };
}

/** "https://a.example", or "null" for a host without an origin, such as a file. */
function isOrigin(text: string): boolean {
  return text === "null" || (URL.canParse(text) && new URL(text).origin === text);
}
