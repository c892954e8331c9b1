// What has to come over the network and did not: it is said, and asked for again when the network is back. Nothing that
// was drawn meanwhile is touched.

import { EmnistError } from "../core/index.ts";

/** A part of the page that is fetched when it is wanted; EmnistError "unreachable" when it cannot be. */
export async function fetchPart<Module>(module: Promise<Module>): Promise<Module> {
  try {
    return await module;
  } catch (cause) {
    throw new EmnistError("unreachable", "", { cause });
  }
}

/** What `attempt` gives, however often the network goes; undefined after any other error. Each error is reported. */
export async function untilReachable<Result>(
  attempt: () => Promise<Result>,
  report: (error: unknown) => void,
): Promise<Result | undefined> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      report(error);
      if (!(error instanceof EmnistError) || error.code !== "unreachable") return undefined;
      await new Promise((resolve) => addEventListener("online", resolve, { once: true }));
    }
  }
}
