// The production build on a port of its own, behind its real headers, that can be taken away and come back: stopping the
// server is the one way to be offline that every browser understands.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "./free-port.ts";

export class Site {
  readonly address: string;
  readonly #port: number;
  #server: ChildProcess | undefined;

  private constructor(port: number) {
    this.#port = port;
    this.address = `http://localhost:${port}/`;
  }

  static async serve(): Promise<Site> {
    const site = new Site(await freePort());
    await site.start();
    return site;
  }

  async start(): Promise<void> {
    const server = spawn(process.execPath, ["scripts/serve.mjs", "web/dist", String(this.#port)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await Promise.race([
      once(server.stdout, "data"),
      once(server, "exit").then(() => Promise.reject(new Error(`Nothing is served at ${this.address}.`))),
    ]);
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const ended = once(server, "exit");
    server.kill();
    await ended;
  }
}
