// For the TypeScript tests that serve a site themselves.

export interface ServedSite {
  /** Ends with a slash. */
  readonly address: string;
  close(): Promise<void>;
}
export function serveSite(folder: string, port?: number): Promise<ServedSite>;
