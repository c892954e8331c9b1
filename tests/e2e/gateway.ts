// A gateway between the browser and the site: counts what passes, and may tamper with it on the way, as bad networks, old
// caches and wrongly set-up servers do. Unlike the browser's own interception it also stands between a service worker and
// the site. (Playwright calls something else a proxy.)

import { once } from "node:events";
import { createServer, request as forward, type OutgoingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { test as base } from "./page.ts";

/** What is made of an answer: null never answers, "cut" loses the connection half-way through the body. */
export type Tampering = (answer: Answer) => Tampered | Promise<Tampered>;
type Tampered = Partial<Answer> | "cut" | null;

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  /** Not compressed when the answer is tampered with. */
  readonly body: Buffer;
}

export class Gateway {
  readonly #server: Server;
  readonly #passed = new Map<string, number>();
  readonly #first = new Map<string, number>();
  #tampered: readonly [RegExp, Tampering][] = [];

  constructor(site: string) {
    this.#server = createServer(async (incoming, outgoing) => {
      const path = incoming.url ?? "/";
      const tampering = this.#tampered.find(([pattern]) => pattern.test(path))?.[1];
      const target = new URL(path, site);
      const headers = { ...incoming.headers, host: target.host, ...(tampering && { "accept-encoding": "identity" }) };
      const [answer] = await once(forward(target, { method: incoming.method, headers }).end(), "response");
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const original = { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) };
      const changed = tampering ? await tampering(original) : {};
      if (changed === null) return;
      const { status, headers: sent, body } = { ...original, ...(changed === "cut" ? {} : changed) };
      outgoing.writeHead(status, { ...sent, "content-length": body.length });
      this.#count(path, body.length);
      if (changed === "cut") outgoing.write(body.subarray(0, body.length / 2), () => outgoing.destroy());
      else outgoing.end(body);
    });
  }

  async open(): Promise<void> {
    await once(this.#server.listen(0, "localhost"), "listening");
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  get address(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}/`;
  }

  get passed(): ReadonlyMap<string, number> {
    return this.#passed;
  }

  /** From now on; the first pattern that matches a path decides. */
  tamper(...tampered: readonly [RegExp, Tampering][]): void {
    this.#tampered = tampered;
  }

  #count(path: string, bytes: number): void {
    if (!this.#first.has(path)) this.#first.set(path, bytes);
    this.#passed.set(path, (this.#passed.get(path) ?? 0) + bytes);
  }

  /** Of the first answer to each of these paths: a service worker may have asked for some of them again. */
  firstKilobytes(paths: ReadonlySet<string>): number {
    return [...paths].reduce((sum, path) => sum + (this.#first.get(path) ?? 0), 0) / 1000;
  }

  kilobytes(counts: (path: string) => boolean = () => true): number {
    return [...this.#passed].reduce((sum, [path, bytes]) => sum + (counts(path) ? bytes : 0), 0) / 1000;
  }
}

/** A test with a gateway of its own. */
export const behindGateway = base.extend<{ gateway: Gateway }>({
  gateway: async ({ baseURL }, use) => {
    const gateway = new Gateway(baseURL ?? "");
    await gateway.open();
    await use(gateway);
    gateway.close();
  },
});
