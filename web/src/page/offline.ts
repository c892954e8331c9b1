// Use without a network: registers the service worker, and says when this version is kept and when a newer one waits.

import { find } from "../site/find.ts";
import { keepOffline } from "../storage/keep-offline.ts";
import type { StatusLine } from "./status-line.ts";
import type { Texts } from "./texts.ts";

export async function connectOffline(texts: Texts, status: StatusLine): Promise<void> {
  const line = find("offline");
  document.querySelector("footer")?.addEventListener("click", (event) => {
    if (navigator.onLine || !(event.target instanceof HTMLAnchorElement)) return;
    event.preventDefault(); // the browser would leave this page, which works, for one that says it is offline
    status.show(() => texts.say("needsNetwork"), "error");
  });
  const registration = await keepOffline("/service-worker.js", "/");
  if (!registration) return;

  const showState = () => {
    const { installing, waiting, active } = registration;
    if (!installing && !waiting && !active) line.textContent = texts.say("offlineFailed");
    else if (waiting && active) offerUpdate(line, texts, waiting);
    else if (active) line.textContent = texts.say("offlineReady");
  };
  texts.whenSpoken(showState);
  registration.addEventListener("updatefound", () =>
    registration.installing?.addEventListener("statechange", showState),
  );
  registration.installing?.addEventListener("statechange", showState);
}

function offerUpdate(line: HTMLElement, texts: Texts, waiting: ServiceWorker): void {
  const reload = document.createElement("button");
  reload.type = "button";
  reload.textContent = texts.say("reload");
  reload.addEventListener("click", () => {
    // Not "controllerchange": a tab that was reloaded past the cache has no controller, and gets none.
    waiting.addEventListener("statechange", () => waiting.state === "activated" && location.reload());
    waiting.postMessage("take over");
  });
  line.replaceChildren(`${texts.say("updateReady")} `, reload);
}
