// Firefox, headless, over WebDriver BiDi.

import { type ElementHandle, type KeyInput, launch, type Page } from "puppeteer-core";
import type { Browser, Launcher, Place } from "./browser.ts";

export const firefox: Launcher = {
  name: "Firefox",
  async launch() {
    const browser = await launch({
      browser: "firefox",
      executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
      headless: true,
      defaultViewport: { width: 1280, height: 900 },
      extraPrefsFirefox: {
        // A camera that needs no hardware and no one to ask.
        "media.navigator.streams.fake": true,
        "media.navigator.permission.disabled": true,
      },
    });
    return new Firefox(await browser.newPage(), () => browser.close());
  },
};

class Firefox implements Browser {
  readonly name = "Firefox";
  readonly #page: Page;
  readonly #complaints: string[] = [];
  readonly close: () => Promise<void>;
  readonly touch = async (path: readonly Place[]): Promise<void> => {
    const [start, ...others] = path;
    if (!start) return;
    await this.#page.touchscreen.touchStart(...start);
    for (const place of others) await this.#page.touchscreen.touchMove(...place);
    await this.#page.touchscreen.touchEnd();
  };

  constructor(page: Page, close: () => Promise<void>) {
    this.#page = page;
    this.close = close;
    page.on("pageerror", (error) => this.#complaints.push(String(error)));
    page.on("console", (message) => {
      if (["error", "warn"].includes(message.type())) this.#complaints.push(message.text());
    });
  }

  async settle(): Promise<void> {
    await this.#page.waitForNetworkIdle({ idleTime: 100 });
  }

  async goto(address: string): Promise<void> {
    await this.#page.goto(address);
  }

  async run<Result, Given extends readonly unknown[]>(
    work: (...given: Given) => Result,
    ...given: Given
  ): Promise<Result> {
    return (await this.#page.evaluate(work as unknown as (...given: unknown[]) => unknown, ...given)) as Result;
  }

  async drag(path: readonly Place[], held?: "held"): Promise<void> {
    for (const [index, [x, y]] of path.entries()) {
      await this.#page.mouse.move(x, y);
      if (index === 0) await this.#page.mouse.down();
    }
    if (!held) await this.release();
  }

  release(): Promise<void> {
    return this.#page.mouse.up();
  }

  async press(...combinations: string[]): Promise<void> {
    for (const combination of combinations) {
      const keys = combination.split("+") as KeyInput[];
      for (const key of keys) await this.#page.keyboard.down(key);
      for (const key of keys.reverse()) await this.#page.keyboard.up(key);
    }
  }

  async chooseFile(selector: string, path: string): Promise<void> {
    const input = (await this.#page.$(selector)) as ElementHandle<HTMLInputElement> | null;
    if (!input) throw new Error(`The page has no ${selector}.`);
    await input.uploadFile(path);
  }

  resize(width: number, height: number): Promise<void> {
    return this.#page.setViewport({ width, height });
  }

  async screenshot(): Promise<Buffer> {
    return Buffer.from(await this.#page.screenshot());
  }

  complaints(): readonly string[] {
    return this.#complaints;
  }
}
