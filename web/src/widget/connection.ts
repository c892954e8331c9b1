// The frame's side of the conversation: who may talk to it, and over which port. Knows nothing of what is said.

import {
  type FrameMessage,
  type FrameMode,
  type HostMessage,
  type Loaded,
  protocol,
  readHello,
  readHostMessage,
  versions,
} from "./protocol.ts";
import { RateLimit } from "./rate-limit.ts";

/** Messages at once, and per second; more are ignored. */
const burst = 60;
const perSecond = 60;

export interface Conversation {
  /** A host was let in, and speaks this version. */
  opened(version: number): void;
  heard(message: HostMessage): void;
}

export class Connection {
  readonly #mode: FrameMode;
  readonly #conversation: Conversation;
  readonly #hellos = new RateLimit(burst, perSecond);
  #port: MessagePort | undefined;

  /** Only the parent window is listened to, and only while its origin is one of `origins`. */
  constructor(origins: readonly string[], mode: FrameMode, conversation: Conversation) {
    this.#mode = mode;
    this.#conversation = conversation;
    if (parent === window) return;
    addEventListener("message", (event) => {
      if (event.source !== parent || !origins.includes(event.origin) || !this.#hellos.take()) return;
      const offered = readHello(event.data);
      const [port] = event.ports;
      if (offered && port) this.#open(port, offered);
    });
    const loaded: Loaded = { protocol, type: "loaded", versions };
    // An opaque origin cannot be named as a target; such a host has to be told in the open that a pad is here.
    for (const origin of origins) parent.postMessage(loaded, origin === "null" ? "*" : origin);
  }

  /** To the host that is listening; to nobody when there is none. */
  say(message: FrameMessage): void {
    this.#port?.postMessage(message);
  }

  /** The last hello counts: a host that was rebuilt connects again. */
  #open(port: MessagePort, offered: readonly number[]): void {
    const version = versions.find((version) => offered.includes(version));
    if (version === undefined) {
      const sentence = `This pad speaks version ${versions.join(", ")} of its protocol.`;
      port.postMessage({ type: "error", code: "version", sentence } satisfies FrameMessage);
      port.close();
      return;
    }
    this.#port?.close();
    this.#port = port;
    const limit = new RateLimit(burst, perSecond);
    port.onmessage = ({ data }) => {
      const message = limit.take() ? readHostMessage(data, this.#mode) : undefined;
      if (message) this.#conversation.heard(message);
    };
    this.#conversation.opened(version);
  }
}
