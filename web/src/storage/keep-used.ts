// What the service worker keeps only for those who use it.

/** Has the part of that name kept for use without a network, too. Resolves when it is; never where it cannot be. */
export async function keepUsed(name: string): Promise<void> {
  const { active } = (await navigator.serviceWorker?.ready) ?? {};
  const { port1, port2 } = new MessageChannel();
  const kept = new Promise<void>((resolve) => {
    port1.onmessage = () => resolve();
  });
  active?.postMessage({ used: name }, [port2]);
  return kept;
}
