// Canvases are painted in the page's colours, and have to be painted again when those change.

/** Calls `repaint` when the visitor changes the colour scheme or forces colours of their own, until `until` is aborted. */
export function whenColoursChange(repaint: () => void, until?: AbortSignal): void {
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"])
    matchMedia(query).addEventListener("change", repaint, until ? { signal: until } : {});
}
