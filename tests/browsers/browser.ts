// What every browser here can be asked to do, whoever drives it. Knows nothing of our page (visitor.ts does).

/** Coordinates in CSS pixels from the window's corner. */
export type Place = readonly [x: number, y: number];

export interface Browser {
  readonly name: "Firefox" | "WebKit";
  /** Resolves when the page has loaded. */
  goto(address: string): Promise<void>;
  /** Resolves when the page fetches nothing more; undefined where automation cannot tell. */
  readonly settle?: () => Promise<void>;
  /** Runs `work` in the page. It travels as text: it sees its arguments, which are JSON, and nothing of the test. */
  run<Result, Given extends readonly unknown[]>(work: (...given: Given) => Result, ...given: Given): Promise<Result>;
  /** The left button goes down at the first place, along the others, and up at the last unless it is `held`. */
  drag(path: readonly Place[], held?: "held"): Promise<void>;
  /** Lets go of what drag() held. */
  release(): Promise<void>;
  /** One finger, from the first place to the last; undefined where automation has none. */
  readonly touch: ((path: readonly Place[]) => Promise<void>) | undefined;
  /** Keys one after the other, by their names in KeyboardEvent.key; "Control+z" is a combination. */
  press(...keys: string[]): Promise<void>;
  /** What a visitor does with the file dialog of the input that `selector` finds. */
  chooseFile(selector: string, path: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** A PNG of the window. */
  screenshot(): Promise<Buffer>;
  /** What the page complained about; undefined where automation cannot tell. */
  complaints(): readonly string[] | undefined;
  close(): Promise<void>;
}

export interface Launcher {
  readonly name: Browser["name"];
  launch(): Promise<Browser>;
}
