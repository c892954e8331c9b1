// The frame: one pad, set up by the address and by a host that may talk to it. Nothing leaves it but what protocol.ts
// names.

import { EmnistError } from "../core/index.ts";
import { keepOffline } from "../storage/keep-offline.ts";
import { Connection } from "./connection.ts";
import "./element.ts";
import type { AnswerDetail } from "./events.ts";
import { frameOptions } from "./options.ts";
import type { FrameMessage, HostMessage, Settings } from "./protocol.ts";
import { sharedRecognizer } from "./recognizer.ts";
import { PadTexts } from "./texts.ts";

const page = document.documentElement;
const { settings, origins } = frameOptions(new URLSearchParams(location.search));
const pad = document.createElement("emnist-pad");
const texts = new PadTexts();
let tellsInk = false;
let hellos = 0;
let height = 0;
/** The cell that was written last, and the answer to its ink. */
let cell = 0;
let latest: AnswerDetail | undefined;
let lastTold = "";

/** Whether a worker holds all of this frame; one is registered when what the first answer needs is here. */
const offline = sharedRecognizer()
  .then(() => keepOffline("/embed-worker.js", "/embed"))
  .then((registration) => Boolean(registration?.active)) // it gets active only with everything in its cache
  .catch(() => false); // the pad says what is the matter

apply(settings);
document.body.append(pad);
const connection = new Connection(origins, {
  opened(version) {
    page.dataset.hosted = "";
    height = 0;
    measure();
    tellReady(version, ++hellos);
  },
  heard: carryOut,
});

pad.addEventListener("inkchange", ({ detail: { strokes, settled, ...ink } }) => {
  cell = ink.cell;
  latest = undefined;
  if (tellsInk && settled) connection.say({ type: "ink", cell, strokes });
});
pad.addEventListener("answer", ({ detail }) => {
  latest = detail;
  tellAnswer(latest.settled);
});
pad.addEventListener("input", () => {
  if (!latest) tellAnswer(false); // an answer has told it
});
pad.addEventListener("change", () => tellAnswer(true));
new ResizeObserver(measure).observe(pad);

/** Once for the last hello. */
async function tellReady(version: number, hello: number): Promise<void> {
  try {
    await sharedRecognizer();
    const message = { type: "ready", version, offline: await offline } as const;
    if (hello === hellos) connection.say(message);
  } catch (error) {
    if (!(error instanceof EmnistError)) throw error;
    connection.say({ type: "error", code: error.code, sentence: texts.sentence(error) });
  }
}

function carryOut(message: HostMessage): void {
  if (message.type === "configure") apply(message);
  else if (message.type === "ink") pad.write(message.strokes);
  else if (message.type === "focus") pad.focus();
  else {
    latest = undefined;
    lastTold = "";
    pad.clear();
  }
}

function apply({ language, theme, alphabet, length, hand, compact, ink, ...field }: Settings): void {
  if (language) {
    page.lang = pad.lang = language;
    texts.speakFirstOf([language]);
  }
  if (theme) page.dataset.theme = theme;
  if (alphabet !== undefined) pad.alphabet = alphabet;
  if (length !== undefined) pad.length = length;
  if (hand) pad.setAttribute("hand", hand);
  if (compact !== undefined) pad.toggleAttribute("compact", compact);
  if (ink !== undefined) tellsInk = ink;
  applyToField(field);
  pad.refresh();
}

function applyToField({ value, pause, disabled, readonly, colours = {} }: Settings): void {
  if (value !== undefined) pad.value = value;
  if (pause !== undefined) pad.pause = pause;
  if (disabled !== undefined) pad.disabled = disabled;
  if (readonly !== undefined) pad.readOnly = readonly;
  for (const [name, colour] of Object.entries(colours)) pad.style.setProperty(`--emnist-${name}`, colour);
}

/** Once, though several events may be about it. */
function tellAnswer(settled: boolean): void {
  const answer = latest?.answer;
  const message: FrameMessage = {
    type: "answer",
    value: pad.value,
    complete: pad.value.length === pad.length && !pad.value.includes(" "),
    cell,
    alternatives: answer?.alternatives ?? [],
    sure: answer?.sure ?? true,
    rejected: answer?.rejected,
    outside: answer?.outside,
    settled,
  };
  const told = JSON.stringify(message);
  if (told !== lastTold) connection.say(message);
  lastTold = told;
}

function measure(): void {
  const now = Math.ceil(document.body.getBoundingClientRect().height);
  if (now === height) return;
  height = now;
  connection.say({ type: "resize", height });
}
