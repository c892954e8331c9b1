// Our drawings as other hands would have made them: turned, slanted, stretched and shaken, by a seeded generator.

import type { Stroke } from "../../web/src/core/index.ts";

export function perturbed(drawing: readonly Stroke[], next: () => number): Stroke[] {
  const spread = (limit: number) => (2 * next() - 1) * limit;
  const [angle, slant, stretch, shake] = [spread(0.25), spread(0.25), 1 + spread(0.2), 2 * next()];
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  return drawing.map((stroke) =>
    stroke.map(([x, y]) => {
      const slanted = x * stretch + y * slant;
      return [slanted * cosine - y * sine + spread(shake), slanted * sine + y * cosine + spread(shake)] as const;
    }),
  );
}
