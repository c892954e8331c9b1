// models/model-card.json as the page shows it: without the matrices and per-class lists, which weigh twenty times the
// rest; and the card's pictures as files of their own.

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Plugin } from "vite";
import type { ModelCard } from "../src/page/model-card.ts";

const models = join(import.meta.dirname, "../../models");
const plots = join(models, "plots");

/** What the page shows of the whole card; figures that are not there yet stay away. */
export function shownOf(card: ModelCard): ModelCard {
  const { model, measurements, honesty, attribution, license } = card;
  return {
    model,
    measurements: measurements.map(({ set, n, top1, top1_interval, top3, final }) => ({
      set,
      n,
      top1,
      top1_interval,
      top3,
      final,
    })),
    honesty: {
      calibration_error: honesty.calibration_error,
      nothing_flagged: { scribbles: honesty.nothing_flagged.scribbles },
      real_flagged: honesty.real_flagged,
    },
    attribution,
    license,
  };
}

export function modelCard(): Plugin {
  return {
    name: "model-card",
    resolveId: (id) => (id === "emnist:card" ? "\0emnist:card" : undefined),
    load(id) {
      if (id !== "\0emnist:card") return undefined;
      const card = join(models, "model-card.json");
      this.addWatchFile(card);
      const names = readdirSync(plots)
        .filter((name) => name.endsWith(".svg") && !name.startsWith("line-")) // the card is not of the line model
        .sort();
      const imports = names.map(
        (name, index) => `import url${index} from ${JSON.stringify(`${join(plots, name)}?url`)};`,
      );
      const pictures = names.map(
        (name, index) => `{ name: ${JSON.stringify(basename(name, ".svg"))}, url: url${index} }`,
      );
      return `${imports.join("\n")}
export default ${JSON.stringify(shownOf(JSON.parse(readFileSync(card, "utf8"))))};
export const plots = [${pictures}];`;
    },
  };
}
