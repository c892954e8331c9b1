// For the page that holds the frame: says hello, checks who answers, keeps the frame as high as its field.

import {
  type FrameMessage,
  type FrameMode,
  type Hello,
  type HostMessage,
  protocol,
  readFrameMessage,
  readLoaded,
  readMode,
  type Settings,
  versions,
} from "./protocol.ts";

export type { FrameMessage, FrameMode, Settings } from "./protocol.ts";

/** Each message of the frame by its type; `event.detail` is the message. */
export type PadFrameEvents = { [Message in FrameMessage as Message["type"]]: CustomEvent<Message> };

export class PadFrame extends EventTarget {
  /** What the frame was asked to read, by `mode` in its address: of a line, answers carry `texts`. */
  readonly mode: FrameMode;
  readonly #frame: HTMLIFrameElement;
  /** What the frame's origin may be: "null" for one that is sandboxed, which has none. */
  readonly #origins: readonly string[];
  readonly #leaving = new AbortController();
  #port: MessagePort | undefined;
  /** What was asked before the frame listened, and is asked of one that was loaded anew. */
  #settings: Settings = {};
  /** What else was asked before the frame was ready; nothing is kept any more once it is. */
  #early: HostMessage[] | undefined = [];

  constructor(frame: HTMLIFrameElement) {
    super();
    const { origin, searchParams } = new URL(frame.src);
    // Not location's, which calls a file's "file://": the frame sees "null".
    if (!searchParams.get("origins")?.split(",").includes(globalThis.origin))
      throw new Error(`The frame will not listen: add origins=${globalThis.origin} to its address.`);
    this.mode = readMode(searchParams.get("mode"));
    this.#frame = frame;
    const sandboxed = frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin");
    // A host without an origin may be sandboxed itself, and then so is everything in it.
    this.#origins = sandboxed ? ["null"] : [origin, ...(globalThis.origin === "null" ? ["null"] : [])];
    addEventListener("message", (event) => this.#noticed(event), { signal: this.#leaving.signal });
    if (frame.contentDocument?.URL !== "about:blank") this.#greet(); // it may be there already, or else will say so
  }

  /** Hears of one kind of message. */
  on<Type extends keyof PadFrameEvents>(type: Type, listener: (message: PadFrameEvents[Type]["detail"]) => void): this {
    this.addEventListener(type, (event) => listener((event as PadFrameEvents[Type]).detail));
    return this;
  }

  /** A `value` is set once; everything else holds for a frame that is loaded anew, too. */
  configure(settings: Settings): void {
    const { value, ...lasting } = settings;
    this.#settings = { ...this.#settings, ...lasting };
    if (value !== undefined) this.#early?.push({ type: "configure", value });
    this.#say({ type: "configure", ...settings });
  }

  clear(): void {
    this.#ask({ type: "clear" });
  }

  focus(): void {
    this.#ask({ type: "focus" });
  }

  /** Strokes of [x, y] or [x, y, pressure], 0 to 1000 from top to bottom of the sheet. */
  write(strokes: Extract<HostMessage, { type: "ink" }>["strokes"]): void {
    this.#ask({ type: "ink", strokes });
  }

  /** Ends the conversation. */
  close(): void {
    this.#leaving.abort();
    this.#port?.close();
  }

  #noticed({ source, origin, data }: MessageEvent): void {
    const ours = source === this.#frame.contentWindow && this.#origins.includes(origin);
    if (ours && readLoaded(data)) this.#greet();
  }

  #greet(): void {
    const { port1, port2 } = new MessageChannel();
    this.#port?.close();
    this.#port = port1;
    port1.onmessage = ({ data }) => this.#heard(data);
    for (const message of [{ type: "configure", ...this.#settings } as const, ...(this.#early ?? [])])
      this.#say(message);
    const hello: Hello = { protocol, type: "hello", versions };
    const [origin = "*"] = this.#origins.includes("null") ? [] : this.#origins; // "null" cannot be addressed
    this.#frame.contentWindow?.postMessage(hello, origin, [port2]);
  }

  #ask(message: HostMessage): void {
    this.#early?.push(message);
    this.#say(message);
  }

  #say(message: HostMessage): void {
    this.#port?.postMessage(message);
  }

  #heard(data: unknown): void {
    const message = readFrameMessage(data);
    if (!message) return;
    if (message.type === "ready") this.#early = undefined;
    if (message.type === "resize") this.#frame.style.height = `${message.height}px`;
    this.dispatchEvent(new CustomEvent(message.type, { detail: message }));
  }
}
