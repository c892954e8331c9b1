// A page's elements by id. One that is missing is a mistake in its HTML, and says so.

export function find<Found extends HTMLElement = HTMLElement>(id: string): Found {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element #${id}.`);
  return found as Found;
}
