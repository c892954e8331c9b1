// WebKit: Debian's MiniBrowser, driven over WebDriver on a display of its own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser, Launcher, Place } from "./browser.ts";
import { freePort } from "./free-port.ts";

/** Keys that are no character, as WebDriver writes them. */
const keyCodes: Record<string, string> = {
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  PageUp: "\uE00E",
  PageDown: "\uE00F",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  Delete: "\uE017",
};
const elementKey = "element-6066-11e4-a52e-4f735466cecf"; // the standard's name for a reference to an element

export const webkit: Launcher = {
  name: "WebKit",
  async launch() {
    const port = await freePort();
    const display = ["--auto-servernum", "--server-args=-screen 0 1600x1200x24"];
    // A process group of its own, so that closing ends the display, the driver and the browser together.
    const driver = spawn("xvfb-run", [...display, "WebKitWebDriver", `--port=${port}`], {
      detached: true,
      stdio: "ignore",
    });
    const end = async () => {
      if (driver.pid === undefined || driver.exitCode !== null) return;
      const ended = once(driver, "exit");
      process.kill(-driver.pid);
      await ended;
    };
    try {
      const session = await Session.start(`http://127.0.0.1:${port}`, () => driver.exitCode !== null);
      const browser = new WebKit(session, end);
      await browser.resize(1280, 900);
      return browser;
    } catch (error) {
      await end();
      throw error;
    }
  },
};

/** One WebDriver session; commands are named as in the W3C's list of endpoints. */
class Session {
  readonly #address: string;

  private constructor(address: string) {
    this.#address = address;
  }

  static async start(driver: string, ended: () => boolean): Promise<Session> {
    while (!(await fetch(`${driver}/status`).catch(() => undefined))?.ok) {
      if (ended()) throw new Error("WebKitWebDriver ended before it began.");
      await pause(50);
    }
    const options = { binary: miniBrowser(), args: ["--automation"] };
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
    const { sessionId } = await command<{ sessionId: string }>("POST", `${driver}/session`, { capabilities });
    return new Session(`${driver}/session/${sessionId}`);
  }

  post<Value>(endpoint: string, body: object = {}): Promise<Value> {
    return command("POST", `${this.#address}/${endpoint}`, body);
  }

  get<Value>(endpoint: string): Promise<Value> {
    return command("GET", `${this.#address}/${endpoint}`);
  }

  end(): Promise<void> {
    return command("DELETE", this.#address);
  }
}

async function command<Value>(method: string, address: string, body?: object): Promise<Value> {
  const response = await fetch(address, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: Value & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`${new URL(address).pathname}: ${value.error}: ${value.message}`);
  return value;
}

class WebKit implements Browser {
  readonly name = "WebKit";
  /** Its automation takes a finger's actions and makes a mouse of them. */
  readonly touch = undefined;
  readonly #session: Session;
  readonly #end: () => Promise<void>;

  constructor(session: Session, end: () => Promise<void>) {
    this.#session = session;
    this.#end = end;
  }

  goto(address: string): Promise<void> {
    return this.#session.post("url", { url: address });
  }

  run<Result, Given extends readonly unknown[]>(work: (...given: Given) => Result, ...given: Given): Promise<Result> {
    return this.#session.post("execute/sync", { script: `return (${work}).apply(null, arguments)`, args: given });
  }

  async drag(path: readonly Place[], held?: "held"): Promise<void> {
    const [start, ...others] = path;
    const actions = start ? [moveTo(start), { type: "pointerDown", button: 0 }, ...others.map(moveTo)] : [];
    await this.#pointer(held ? actions : [...actions, { type: "pointerUp", button: 0 }]);
  }

  release(): Promise<void> {
    return this.#pointer([{ type: "pointerUp", button: 0 }]);
  }

  async press(...combinations: string[]): Promise<void> {
    const actions = combinations.flatMap((combination) => {
      const keys = combination.split("+").map((key) => keyCodes[key] ?? key);
      const down = keys.map((value) => ({ type: "keyDown", value }));
      return [...down, ...keys.reverse().map((value) => ({ type: "keyUp", value }))];
    });
    await this.#session.post("actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  async chooseFile(selector: string, path: string): Promise<void> {
    const found = await this.#session.post<Record<string, string>>("element", {
      using: "css selector",
      value: selector,
    });
    await this.#session.post(`element/${found[elementKey]}/value`, { text: path });
  }

  /** The window's frame and bars are MiniBrowser's: asks for as much more as they take. */
  async resize(width: number, height: number): Promise<void> {
    // As it stands now: a new size arrives at the page some time after it was asked for.
    const outer = await this.#session.get<{ width: number; height: number }>("window/rect");
    const [innerWidth, innerHeight] = await this.run(() => [window.innerWidth, window.innerHeight] as const);
    const [bars, frame] = [outer.height - innerHeight, outer.width - innerWidth];
    await this.#session.post("window/rect", { x: 0, y: 0, width: width + frame, height: height + bars });
  }

  async screenshot(): Promise<Buffer> {
    return Buffer.from(await this.#session.get<string>("screenshot"), "base64");
  }

  complaints(): undefined {
    return undefined; // WebDriver has no console
  }

  async close(): Promise<void> {
    try {
      await this.#session.end();
    } finally {
      await this.#end();
    }
  }

  #pointer(actions: readonly object[]): Promise<void> {
    const mouse = { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions };
    return this.#session.post("actions", { actions: [mouse] });
  }
}

const moveTo = ([x, y]: Place) => ({ type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y) });

/** In a folder named after the library's version and the machine. */
function miniBrowser(): string {
  for (const machine of readdirSync("/usr/lib").filter((name) => name.endsWith("-linux-gnu")))
    for (const version of ["4.1", "4.0"]) {
      const path = `/usr/lib/${machine}/webkit2gtk-${version}/MiniBrowser`;
      if (existsSync(path)) return path;
    }
  throw new Error("There is no MiniBrowser: scripts/setup.sh test installs it.");
}
