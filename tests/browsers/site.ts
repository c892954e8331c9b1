// The production build behind its real headers, that can be taken away and come back to the same address: stopping the
// server is the one way to be offline that every browser understands.

import { type ServedSite, serveSite } from "../../scripts/site-server.mjs";

export class Site {
  readonly address: string;
  readonly #folder: string;
  #server: ServedSite | undefined;

  private constructor(folder: string, server: ServedSite) {
    this.#folder = folder;
    this.#server = server;
    this.address = server.address;
  }

  static async serve(folder = "web/dist", port = 0): Promise<Site> {
    return new Site(folder, await serveSite(folder, port));
  }

  async start(): Promise<void> {
    this.#server = await serveSite(this.#folder, Number(new URL(this.address).port));
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }
}
