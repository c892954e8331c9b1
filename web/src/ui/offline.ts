// Use without a network: registers the service worker, and says when this version is kept and when a newer one waits.

import { find } from "./find.ts";
import type { Texts } from "./texts.ts";

/** Not yet in TypeScript's library, nor in every browser. */
declare global {
  interface Window {
    readonly trustedTypes?: {
      createPolicy(name: string, rules: Policy): Policy;
    };
  }
}
interface Policy {
  createScriptURL(url: string): string;
}

const workerUrl = "/service-worker.js";

export async function connectOffline(texts: Texts): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const line = find("offline");
  const registration = await register().catch(() => undefined); // forbidden here: the page works all the same
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

function register(): Promise<ServiceWorkerRegistration> {
  // The page's policy lets no plain string become code; this one address may.
  const policy = window.trustedTypes?.createPolicy("service-worker", { createScriptURL: () => workerUrl });
  const url = policy?.createScriptURL(workerUrl) ?? workerUrl;
  return navigator.serviceWorker.register(url, { updateViaCache: "none" });
}

function offerUpdate(line: HTMLElement, texts: Texts, waiting: ServiceWorker): void {
  const reload = document.createElement("button");
  reload.type = "button";
  reload.textContent = texts.say("reload");
  reload.addEventListener("click", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    waiting.postMessage("take over");
  });
  line.replaceChildren(`${texts.say("updateReady")} `, reload);
}
