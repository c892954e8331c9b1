// A histogram as an SVG: time runs to the right, each doubling as wide as the next; the median has a mark.

import type { Histogram } from "./histogram.ts";
import type { Texts } from "./texts.ts";

const namespace = "http://www.w3.org/2000/svg";
const [width, height, axis] = [320, 130, 18];
/** The narrowest range shown, so that a few alike samples do not fill the picture. */
const leastDoublings = 2;

export function showHistogram(svg: Element, histogram: Histogram, texts: Pick<Texts, "duration">): void {
  const { buckets } = histogram;
  const median = histogram.quantile(0.5);
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (!first || !last || !median) return;
  const margin = Math.max(0.25, (leastDoublings - Math.log2(last.to / first.from)) / 2);
  const from = Math.log2(first.from) - margin;
  const scale = width / (Math.log2(last.to) + margin - from);
  const x = (duration: number) => (Math.log2(duration) - from) * scale;
  const tallest = Math.max(...buckets.map(({ count }) => count));

  const bars = buckets.map(({ from, to, count }) => {
    const tall = (count / tallest) * (height - axis - 4);
    const place = { x: x(from), width: Math.max(1, x(to) - x(from) - 0.5), y: height - axis - tall, height: tall };
    return shape("rect", place);
  });
  const base = shape("line", { x1: 0, x2: width, y1: height - axis, y2: height - axis });
  const mark = shape("text", { x: Math.min(width - 40, Math.max(40, x(median))), y: height - 4 });
  mark.textContent = `p50 ${texts.duration(median)}`;
  svg.replaceChildren(...bars, base, mark);
}

function shape(name: string, attributes: Readonly<Record<string, number>>): Element {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(Math.round(value * 10) / 10));
  return element;
}
