// What the service worker keeps only for those who use it.

/** Has the files of that name, without their hashes, kept for use without a network, too. */
export async function keepUsed(name: string): Promise<void> {
  const { active } = (await navigator.serviceWorker?.ready) ?? {};
  active?.postMessage({ used: name });
}
