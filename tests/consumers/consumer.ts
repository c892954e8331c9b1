// People who use the package: an empty folder outside of this repository, the packed tarball installed into it, and a
// server for what their bundlers make of it.

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { test as base, expect } from "@playwright/test";
import { onlyFile, repository } from "./questions.ts";

export interface Consumer {
  readonly folder: string;
  /** Runs a program in the folder and returns what it says. */
  run(command: string, parameters: readonly string[], input?: string): string;
}

interface Fixtures {
  /** Errors and files that were not there, of which there must be none: the library would make do without some. */
  complaints: string[];
  /** Installs the packed package, with the dependencies of tests/consumers/<name>, next to that folder's files. */
  install(name: string): Consumer;
  /** Serves a folder as any host would: no headers but the type, and that everyone may fetch it. */
  serve(folder: string): Promise<string>;
}

const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
};

export const test = base.extend<Fixtures>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", ({ message }) => complaints.push(message));
      page.on("response", (response) => {
        const wanted = !response.url().endsWith("/favicon.ico");
        if (wanted && !response.ok()) complaints.push(`${response.status()} ${response.url()}`);
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures in use from here
  install: async ({}, use) => {
    const folders: string[] = [];
    await use((name) => {
      const folder = mkdtempSync(join(tmpdir(), "emnist-edge-consumer-"));
      folders.push(folder);
      cpSync(join(repository, "tests/consumers", name), folder, { recursive: true });
      const run: Consumer["run"] = (command, parameters, input) => {
        const { status, stdout, stderr } = spawnSync(command, parameters, {
          cwd: folder,
          encoding: "utf8",
          env: { ...process.env, FORCE_COLOR: "0" },
          ...(input && { input }),
        });
        // Compilers say on standard output what is wrong.
        if (status !== 0)
          throw new Error(`${command} ${parameters.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
        return stdout;
      };
      const quiet = ["--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
      run("npm", ["install", ...quiet, onlyFile("build/packed", ".tgz")]);
      return { folder, run };
    });
    for (const folder of folders) rmSync(folder, { recursive: true });
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  serve: async ({}, use) => {
    const servers: ReturnType<typeof createServer>[] = [];
    await use(async (folder) => {
      const server = createServer((request, response) => {
        const path = new URL(request.url ?? "/", "http://localhost").pathname;
        try {
          const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
          const headers = { "Content-Type": types[extname(file)] ?? "", "Access-Control-Allow-Origin": "*" };
          const body = readFileSync(file);
          response.writeHead(200, headers).end(body);
        } catch {
          response.writeHead(404).end();
        }
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
      return `http://localhost:${(server.address() as AddressInfo).port}/`;
    });
    for (const server of servers) server.close();
  },
});
