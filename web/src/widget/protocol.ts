// What a host page and the widget's frame say to each other, versions 1 and 2, and guards that let nothing else through.
// docs/protocol.md tells it as a story. Messages come from strangers: a guard copies what it knows and nothing more.

import { type Rejection, rejections } from "../core/answer.ts";
import type { Stroke } from "../core/ink.ts";
import { maxInkPoints, maxInkStrokes } from "../core/limits.ts";
import type { LineText } from "../core/line-answer.ts";

/** Names the protocol in the two messages that travel between windows; all others travel over the port. */
export const protocol = "emnist-edge";
/** The versions this side speaks, best first. */
export const versions: readonly number[] = [2, 1];

/** Frame → its parent window: I am here, say hello. */
export interface Loaded {
  readonly protocol: typeof protocol;
  readonly type: "loaded";
  readonly versions: readonly number[];
}

/** Host → the frame's window, with one MessagePort transferred: answer me there. */
export interface Hello {
  readonly protocol: typeof protocol;
  readonly type: "hello";
  readonly versions: readonly number[];
}

/** What the frame reads, as its address says (options.ts): characters, each in its cell, or a line. */
export type FrameMode = "character" | "line";

const colourNames = ["paper", "grid", "line", "ink", "muted", "accent"] as const;
export type Colours = { readonly [Name in (typeof colourNames)[number]]?: string };

export interface Settings {
  /** A BCP 47 tag. */
  readonly language?: string;
  readonly theme?: "light" | "dark" | "auto";
  /** As "0-9" or "A-Z", of a line also "0-9+ -"; "" for all. */
  readonly alphabet?: string;
  /** Cells, or characters of a line at most: 1 to 32. */
  readonly length?: number;
  /** Which hand draws: the tools keep out of its way. */
  readonly hand?: "left" | "right";
  /** Without tools. */
  readonly compact?: boolean;
  /** Whether the frame sends `ink` messages; it does not unless asked. */
  readonly ink?: boolean;
  /** What the field holds, as typed. */
  readonly value?: string;
  /** As on the element. */
  readonly pause?: number;
  readonly disabled?: boolean;
  readonly readonly?: boolean;
  /** CSS colours by what they are for: the custom properties of the element. */
  readonly colours?: Colours;
}

/** Host → frame, over the port. */
export type HostMessage =
  | ({ readonly type: "configure" } & Settings)
  | { readonly type: "clear" }
  | { readonly type: "focus" }
  /** Puts ink on the sheet: strokes of [x, y] or [x, y, pressure], 0 to 1000 from top to bottom. */
  | { readonly type: "ink"; readonly strokes: readonly Stroke[] };

export interface AnswerMessage {
  readonly type: "answer";
  /** All cells' characters, with a space for an empty one between full ones; or the line. */
  readonly value: string;
  /** Whether every cell has its character; of a line, whether it has all of `length`, or anything where none was told. */
  readonly complete: boolean;
  /** The cell that was written, and what its ink may mean, best first; nothing for what was typed or cleared, nor for a line. */
  readonly cell: number;
  readonly alternatives: readonly { readonly label: string; readonly confidence: number }[];
  /** Since version 2, of a line: what its ink may mean, best first; nothing for what was typed or cleared. */
  readonly texts?: readonly LineText[] | undefined;
  readonly sure: boolean;
  /** Why nothing was taken from the ink. */
  readonly rejected?: Rejection | undefined;
  /** The probability that the ink is nothing like a character of the alphabet; absent without one. */
  readonly outside?: number | undefined;
  /** False while the pen is down or may come back. */
  readonly settled: boolean;
}

/** Frame → host, over the port. */
export type FrameMessage =
  | {
      readonly type: "ready";
      readonly version: number;
      /** Whether the frame works without a network from now on; a sandboxed one never does. */
      readonly offline: boolean;
    }
  | AnswerMessage
  | { readonly type: "ink"; readonly cell: number; readonly strokes: readonly Stroke[] }
  /** CSS pixels. */
  | { readonly type: "resize"; readonly height: number }
  | { readonly type: "error"; readonly code: string; readonly sentence: string };

/** Characters of any text in a message. */
export const longestText = 256;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (data: unknown): Fields | undefined =>
  typeof data === "object" && data !== null ? (data as Fields) : undefined;
const isText = (value: unknown): value is string => typeof value === "string" && value.length <= longestText;
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isShare = (value: unknown): value is number => isNumber(value) && value >= 0 && value <= 1;
const isCount = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && isWithin(value as number, most);
const isWithin = (value: number, most: number) => value >= 0 && value <= most;
const isFlag = (value: unknown): value is boolean => typeof value === "boolean";

function readVersions(data: unknown, type: string): readonly number[] | undefined {
  const fields = fieldsOf(data);
  if (fields?.protocol !== protocol || fields.type !== type || !Array.isArray(fields.versions)) return undefined;
  return fields.versions.slice(0, 16).filter((version) => Number.isInteger(version));
}

/** As the address has it; what is malformed counts as not given. */
export const readMode = (text: string | null): FrameMode => (text === "line" ? "line" : "character");

/** The versions that the other side offers; undefined when this is no such message. */
export const readLoaded = (data: unknown): readonly number[] | undefined => readVersions(data, "loaded");
export const readHello = (data: unknown): readonly number[] | undefined => readVersions(data, "hello");

/** Each setting with what it may be. */
const settings: { readonly [Name in keyof Settings]-?: (value: unknown, mode: FrameMode) => boolean } = {
  language: (value) => isText(value) && /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(value),
  theme: (value) => value === "light" || value === "dark" || value === "auto",
  alphabet: (value, mode) => isText(value) && (mode === "line" ? /^[ -~]*$/ : /^[0-9a-z-]*$/i).test(value),
  length: (value) => isCount(value, 32) && value > 0,
  hand: (value) => value === "left" || value === "right",
  compact: isFlag,
  ink: isFlag,
  value: isText,
  pause: (value) => isCount(value, 60_000),
  disabled: isFlag,
  readonly: isFlag,
  colours: isColours,
};

/** Names and functions of colours hold no more than these characters. */
function isColours(value: unknown): boolean {
  const known = (name: string) => colourNames.some((one) => one === name);
  const isColour = (colour: unknown) => isText(colour) && /^[#\w(),.%/ -]+$/.test(colour);
  const entries = Object.entries(fieldsOf(value) ?? {});
  return entries.length > 0 && entries.every(([name, colour]) => known(name) && isColour(colour));
}

/** The settings among `fields` of a frame in that mode; undefined when one of them is none. */
export function readSettings(fields: Fields, mode: FrameMode): Settings | undefined {
  const read: Record<string, unknown> = {};
  for (const [name, allows] of Object.entries(settings)) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (value === undefined) continue;
    if (!allows(value, mode)) return undefined;
    read[name] = value;
  }
  return read;
}

function readStrokes(value: unknown): Stroke[] | undefined {
  if (!Array.isArray(value) || value.length > maxInkStrokes) return undefined;
  let points = 0;
  const strokes: Stroke[] = [];
  for (const stroke of value) {
    if (!Array.isArray(stroke) || stroke.length === 0) return undefined;
    points += stroke.length;
    if (points > maxInkPoints || !stroke.every(isPoint)) return undefined;
    strokes.push(stroke.map(([x, y, ...pressure]) => [x, y, ...pressure] as const));
  }
  return strokes;
}

const isPoint = (point: unknown): point is [number, number, number?] =>
  Array.isArray(point) &&
  (point.length === 2 || (point.length === 3 && isShare(point[2]))) &&
  [point[0], point[1]].every((value) => isNumber(value) && Math.abs(value) <= 1e6);

/** What a host said over the port to a frame in that mode; undefined for anything else. */
export function readHostMessage(data: unknown, mode: FrameMode = "character"): HostMessage | undefined {
  const fields = fieldsOf(data);
  if (fields?.type === "clear" || fields?.type === "focus") return { type: fields.type };
  if (fields?.type === "ink") {
    const strokes = readStrokes(fields.strokes);
    return strokes && { type: "ink", strokes };
  }
  if (fields?.type !== "configure") return undefined;
  const read = readSettings(fields, mode);
  return read && { type: "configure", ...read };
}

/** What a frame said over the port; undefined for anything else. */
export function readFrameMessage(data: unknown): FrameMessage | undefined {
  const fields = fieldsOf(data);
  switch (fields?.type) {
    case "ready": {
      const { version, offline } = fields;
      return isCount(version, 1000) && isFlag(offline) ? { type: "ready", version, offline } : undefined;
    }
    case "answer":
      return readAnswer(fields);
    case "ink": {
      const { cell } = fields;
      const strokes = readStrokes(fields.strokes);
      return strokes && isCount(cell, 32) ? { type: "ink", cell, strokes } : undefined;
    }
    case "resize": {
      const { height } = fields;
      return isNumber(height) && isWithin(height, 1e4) ? { type: "resize", height } : undefined;
    }
    case "error": {
      const { code, sentence } = fields;
      return isText(code) && isText(sentence) ? { type: "error", code, sentence } : undefined;
    }
  }
  return undefined;
}

function readAnswer(fields: Fields): AnswerMessage | undefined {
  const { value, complete, cell, sure, outside, settled } = fields;
  const rejected = rejections.find((reason) => reason === fields.rejected);
  const alternatives = readGuesses("label", fields.alternatives);
  const texts = fields.texts === undefined ? [] : readGuesses("text", fields.texts);
  if (!alternatives || !texts || !isText(value) || !isCount(cell, 32)) return undefined;
  if (!isFlag(complete) || !isFlag(sure) || !isFlag(settled)) return undefined;
  if (fields.rejected !== rejected || (outside !== undefined && !isShare(outside))) return undefined;
  const answer = { type: "answer", value, complete, cell, alternatives, sure, rejected, outside, settled } as const;
  return fields.texts === undefined ? answer : { ...answer, texts };
}

/** What ink may mean, by its name, and how likely it does. */
function readGuesses<Name extends string>(
  name: Name,
  value: unknown,
): ({ readonly [Key in Name]: string } & { readonly confidence: number })[] | undefined {
  if (!Array.isArray(value) || value.length > 64) return undefined;
  const read = [];
  for (const item of value) {
    const { [name]: text, confidence } = fieldsOf(item) ?? {};
    if (!isText(text) || !isShare(confidence)) return undefined;
    read.push({ [name]: text, confidence } as { [Key in Name]: string } & { confidence: number });
  }
  return read;
}
