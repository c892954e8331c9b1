// Registers a service worker under a policy that lets no plain string become code.

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

/** Undefined where the browser forbids it: everything works all the same. Vite's own server has no worker to register. */
export async function keepOffline(workerUrl: string, scope: string): Promise<ServiceWorkerRegistration | undefined> {
  if (import.meta.env.DEV) return undefined;
  try {
    const policy = window.trustedTypes?.createPolicy("service-worker", { createScriptURL: () => workerUrl });
    const url = policy?.createScriptURL(workerUrl) ?? workerUrl;
    return await navigator.serviceWorker.register(url, { scope, updateViaCache: "none" });
  } catch {
    return undefined;
  }
}
