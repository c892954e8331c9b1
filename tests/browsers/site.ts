// The production build on a port of its own, behind its real headers, that can be taken away and come back: stopping the
// server is the one way to be offline that every browser understands.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "./free-port.ts";

export class Site {
  readonly address: string;
  readonly #port: number;
  readonly #folder: string;
  #server: ChildProcess | undefined;

  private constructor(port: number, folder: string) {
    this.#port = port;
    this.#folder = folder;
    this.address = `http://localhost:${port}/`;
  }

  static async serve(folder = "web/dist", port?: number): Promise<Site> {
    const site = new Site(port ?? (await freePort()), folder);
    await site.start();
    return site;
  }

  async start(): Promise<void> {
    const server = spawn(process.execPath, ["scripts/serve.mjs", this.#folder, String(this.#port)], {
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
