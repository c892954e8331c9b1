// For the TypeScript tests that hold servers against scripts/site-paths.mjs.

export interface Expectation {
  readonly kind: string;
  readonly path: string;
  readonly accept?: string;
  readonly status?: number;
  readonly headers: Readonly<Record<string, string | RegExp | undefined>>;
}
export function hashedFiles(html: string): string[];
export function expectations(html: string, embedded: boolean): Expectation[];
export function faults(origin: string, expectation: Expectation): Promise<string[]>;
