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
const sandboxed = origin === "null";
let tellsInk = false;
let version = 0;
let height = 0;
/** The cell that was written last, and the answer to its ink. */
let cell = 0;
let latest: AnswerDetail | undefined;
let lastTold = "";

/** Whether the browser lets this frame be kept; asked when what the first answer needs is here. */
const kept = sharedRecognizer()
  .then(() => keepOffline("/embed-worker.js", "/embed"))
  .then((registration) => registration !== undefined)
  .catch(() => false); // the pad says what is the matter

apply(settings);
document.body.append(pad);
const connection = new Connection(origins, {
  opened(agreed) {
    version = agreed;
    height = 0;
    measure();
    begin();
  },
  heard: obey,
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
if (sandboxed) confess();

async function begin(): Promise<void> {
  try {
    await sharedRecognizer();
    connection.say({ type: "ready", version, offline: await kept });
  } catch (error) {
    if (!(error instanceof EmnistError)) throw error;
    connection.say({ type: "error", code: error.code, sentence: texts.sentence(error) });
  }
}

function obey(message: HostMessage): void {
  if (message.type === "configure") apply(message);
  else if (message.type === "ink") pad.write(message.strokes);
  else {
    latest = undefined;
    lastTold = "";
    pad.clear();
  }
}

function apply({ language, theme, alphabet, length, hand, compact, ink }: Settings): void {
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
  pad.refresh();
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

/** A sandboxed frame can keep nothing: it says so where whoever set it up will look. */
function confess(): void {
  const line = document.body.appendChild(document.createElement("p"));
  texts.whenSpoken(() => {
    line.textContent = texts.say("sandboxed");
  });
}
