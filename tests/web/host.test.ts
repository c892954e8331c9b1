// staticwebapp.config.json as its host reads it: held against the published schema and served by the host's own emulator.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectations, faults } from "../../scripts/site-paths.mjs";
import { freePort } from "../browsers/free-port.ts";
import { repository } from "./built.ts";

const site = join(repository, "web/dist");
const configuration = join(site, "staticwebapp.config.json");
let emulator = "";
let child: ChildProcess | undefined;
let origin = "";

beforeAll(async () => {
  emulator = execFileSync(join(repository, "scripts/emulator.sh"), { encoding: "utf8" }).trim();
  const port = await freePort();
  origin = `http://localhost:${port}`;
  // A group of its own, because the command leaves a server behind that has to be ended with it.
  child = spawn(process.execPath, [emulator, "start", site, "--host", "localhost", "--port", String(port)], {
    cwd: repository,
    detached: true,
    stdio: "ignore",
  });
  await served(child);
}, 300_000);

afterAll(() => {
  if (child?.pid && child.exitCode === null) process.kill(-child.pid);
});

/** Until the emulator answers; it says when it starts listening only to people. */
async function served(emulator: ChildProcess): Promise<void> {
  while (!(await fetch(origin).catch(() => undefined))?.ok) {
    if (emulator.exitCode !== null) throw new Error(`The emulator ended with ${emulator.exitCode}.`);
    await pause(100);
  }
}

/** The schema that the emulator's package carries, and its validator. */
function violations(content: unknown): unknown[] {
  const require = createRequire(emulator);
  const schema = require(join(emulator, "../../../schema/staticwebapp.config.json"));
  const { Draft04 } = require("json-schema-library") as {
    Draft04: new (schema: unknown) => { validate(content: unknown): unknown[] };
  };
  return new Draft04(schema).validate(content);
}

test("the configuration follows the published schema, which refuses another", () => {
  const content = JSON.parse(readFileSync(configuration, "utf8"));
  expect(violations(content)).toEqual([]);
  expect(violations({ ...content, navigationFallbak: {} })).not.toEqual([]);
  expect(violations({ ...content, routes: [{ headers: {} }] })).not.toEqual([]);
});

test("the configuration is small enough for the host, and no page stands in for what is missing", () => {
  expect(statSync(configuration).size).toBeLessThanOrEqual(20 * 1024);
  expect(JSON.parse(readFileSync(configuration, "utf8"))).not.toHaveProperty("navigationFallback");
});

test("every kind of path answers in the emulator as it must", async () => {
  const html = await (await fetch(origin)).text();
  const embedded = existsSync(join(site, "embed.html"));
  const found = [];
  for (const expectation of expectations(html, embedded)) found.push(...(await faults(origin, expectation)));
  // The emulator compresses nothing and picks no .br; the host does.
  expect(found.filter((fault) => !/content-encoding is absent, not br$/.test(fault))).toEqual([]);
});

test("every binary has the compressed sibling that the host picks", () => {
  const names = readdirSync(join(site, "assets"));
  const binaries = names.filter((name) => /\.(wasm|onnx)$/.test(name));
  expect(binaries.length).toBeGreaterThanOrEqual(3);
  for (const name of binaries) expect(names).toContain(`${name}.br`);
});
