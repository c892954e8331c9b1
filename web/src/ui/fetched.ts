// Parts of the page that are fetched when they are wanted.

import { EmnistError } from "../core/index.ts";

/** As `part`; out of reach it has the error, and so the sentence, of any other file that cannot be fetched. */
export async function fetched<Part>(part: Promise<Part>): Promise<Part> {
  try {
    return await part;
  } catch (cause) {
    throw new EmnistError("unreachable", "a part of the page", { cause });
  }
}
