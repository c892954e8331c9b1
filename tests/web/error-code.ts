// The code of the error that something ends with.

import { EmnistError } from "../../web/src/core/index.ts";

export function errorCode(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof EmnistError) return error.code;
    throw error;
  }
  return "no error";
}
