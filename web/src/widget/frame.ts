// The frame: one field, set up by the address and by a host that may talk to it. Nothing leaves it but what protocol.ts
// names.

import { EmnistError } from "../core/index.ts";
import { keepOffline } from "../storage/keep-offline.ts";
import { Connection } from "./connection.ts";
import type { FrameField, Reading } from "./frame-field.ts";
import { padField } from "./frame-pad.ts";
import { frameOptions } from "./options.ts";
import type { FrameMessage, HostMessage, Settings } from "./protocol.ts";
import { PadTexts } from "./texts.ts";

const page = document.documentElement;
const { mode, settings, origins } = frameOptions(new URLSearchParams(location.search));
const texts = new PadTexts();
let tellsInk = false;
let hellos = 0;
let version = 0; // that the host speaks
let height = 0;
/** The cell that was written last, and what its ink may mean. */
let cell = 0;
let latest: Reading | undefined;
let untold: (() => void) | undefined;
let lastTold = "";

applyToPage(settings);
const shown = (mode === "line" ? fetchLineField() : Promise.resolve(padField())).then(show);
shown.catch(sayWhy);
/** Whether a worker holds all of this frame; one is registered when what the first answer needs is here. */
const offline = shown.then(keep).catch(() => false); // the field says what is the matter
const connection = new Connection(origins, mode, {
  opened(agreed) {
    page.dataset.hosted = "";
    version = agreed;
    height = 0;
    shown.then(measure, measure);
    tellReady(++hellos);
  },
  heard(message) {
    shown.then(
      (field) => carryOut(field, message),
      () => {}, // there is no field to do anything with
    );
  },
});

async function fetchLineField(): Promise<FrameField> {
  // The page's head has asked for what reads characters already; browsers complain of what is asked for and never taken.
  for (const { href } of document.querySelectorAll<HTMLLinkElement>("link[rel=preload]")) fetch(href).catch(() => {});
  try {
    return (await import("./frame-line.ts")).lineField();
  } catch (cause) {
    throw new EmnistError("unreachable", "", { cause });
  }
}

function show(field: FrameField): FrameField {
  const element: HTMLElement = field.element;
  applyToField(field, settings);
  document.body.append(element);
  field.listen({
    ink(strokes, written, penIsUp) {
      tell();
      cell = written;
      latest = undefined;
      if (tellsInk && penIsUp) connection.say({ type: "ink", cell, strokes });
    },
    reading(reading, isSettled) {
      latest = reading;
      changed(field, isSettled);
    },
  });
  element.addEventListener("input", () => {
    if (!latest) changed(field, false); // a reading has told it
  });
  element.addEventListener("change", () => changed(field, true));
  new ResizeObserver(measure).observe(element);
  return field;
}

function sayWhy(error: unknown): void {
  if (!(error instanceof EmnistError)) throw error;
  const note = document.createElement("p");
  note.role = "status";
  texts.whenSpoken(() => {
    note.textContent = texts.sentence(error);
  });
  document.body.append(note);
}

async function keep(field: FrameField): Promise<boolean> {
  await field.load();
  const registration = await keepOffline("/embed-worker.js", "/embed");
  if (!registration) return false;
  const isKept = await field.keep();
  return isKept && Boolean(registration.active); // it gets active only with everything in its cache
}

/** Once for the last hello. */
async function tellReady(hello: number): Promise<void> {
  const message = await readiness();
  if (hello === hellos) connection.say(message);
}

async function readiness(): Promise<FrameMessage> {
  try {
    await (await shown).load();
    return { type: "ready", version, offline: await offline };
  } catch (error) {
    if (!(error instanceof EmnistError)) throw error;
    return { type: "error", code: error.code, sentence: texts.sentence(error) };
  }
}

function carryOut(field: FrameField, message: HostMessage): void {
  const { element } = field;
  if (message.type === "configure") {
    applyToPage(message);
    applyToField(field, message);
  } else if (message.type === "ink") element.write(message.strokes);
  else if (message.type === "focus") element.focus();
  else {
    latest = undefined;
    lastTold = "";
    element.clear();
  }
}

function applyToPage({ language, theme, ink }: Settings): void {
  if (language) {
    page.lang = language;
    texts.speakFirstOf([language]);
  }
  if (theme) page.dataset.theme = theme;
  if (ink !== undefined) tellsInk = ink;
}

function applyToField(field: FrameField, { language, alphabet, length, hand, compact, ...others }: Settings): void {
  const { element } = field;
  if (language) element.lang = language;
  if (alphabet !== undefined) element.alphabet = alphabet;
  if (length !== undefined) field.ask(length);
  if (hand) element.setAttribute("hand", hand);
  if (compact !== undefined) element.toggleAttribute("compact", compact);
  const { value, pause, disabled, readonly, colours = {} } = others;
  if (value !== undefined) element.value = value;
  if (pause !== undefined) element.pause = pause;
  if (disabled !== undefined) element.disabled = disabled;
  if (readonly !== undefined) element.readOnly = readonly;
  for (const [name, colour] of Object.entries(colours)) element.style.setProperty(`--emnist-${name}`, colour);
  element.refresh();
}

/** To be told when all events that are about it are over: the value follows what the ink means. */
function changed(field: FrameField, settled: boolean): void {
  if (!untold) queueMicrotask(tell);
  untold = () => tellAnswer(field, settled);
}

function tell(): void {
  untold?.();
  untold = undefined;
}

/** Once, though several events may be about it. */
function tellAnswer({ element: { value }, complete, noReading }: FrameField, settled: boolean): void {
  const { texts, ...reading } = latest ?? noReading;
  const inVersion2 = version > 1 && texts ? { texts } : {};
  const message: FrameMessage = { type: "answer", value, complete, cell, ...reading, ...inVersion2, settled };
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
