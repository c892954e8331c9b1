// What of other people is in what we ship: build/third-party.txt, the notices with their licences in full;
// build/third-party-package.txt, those of what the npm package holds; and build/sbom/package.cdx.json, what the site and
// the package hold of it, for machines (CycloneDX). The list is scripts/third-party.json; versions come from where they
// are pinned. Usage: node scripts/third-party.mjs FOLDER (of the sources that scripts/fetch-sources.sh keeps)

import "./one-sentence.mjs";
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const repository = join(import.meta.dirname, "..");
const sources = process.argv[2];
if (!sources) throw new Error("Usage: node scripts/third-party.mjs FOLDER (scripts/fetch-sources.sh prints it).");
const read = (path) => readFileSync(join(repository, path), "utf8");
const { version: ownVersion } = JSON.parse(read("package.json"));
const components = JSON.parse(read("scripts/third-party.json"));
const places = { web: "the web binary and its glue", command: "the native command", model: "the model" };

/** As pinned in scripts/fetch-sources.sh, as installed from Debian, or as the list says. */
function versionOf({ source, debian, version }) {
  if (source) {
    const pin = read("scripts/fetch-sources.sh").match(new RegExp(`^${source} (\\S+)`, "m"));
    if (!pin) throw new Error(`scripts/fetch-sources.sh pins no ${source}.`);
    return pin[1];
  }
  if (!debian) return version;
  try {
    const status = execFileSync("dpkg-query", ["--status", debian], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return status.match(/^Version: (.+)$/m)[1];
  } catch {
    return "of the building machine";
  }
}

/** The licence in full, from beside the source it is of. */
function textOf({ source, text, licence, copyright = "" }) {
  if (!source && !text) return copyright;
  const file = source
    ? join(sources, source, "LICENSE")
    : text.debian
      ? `/usr/share/doc/${text.debian}/copyright`
      : text.file.startsWith("/")
        ? text.file
        : join(repository, text.file);
  if (!existsSync(file)) return `${copyright}\nThe text of ${licence} is not on the machine that built this.`;
  const whole = readFileSync(file, "utf8");
  return `${copyright}\n\n${text?.stanza ? stanza(whole, text.stanza) : whole}`.trim();
}

/** One licence of a Debian copyright file, in which dots stand for empty lines. */
function stanza(file, name) {
  const found = file.split(/\n\n/).find((text) => text.startsWith(`License: ${name}\n`));
  if (!found) throw new Error(`That copyright file has no licence ${name}.`);
  return found
    .split("\n")
    .slice(1)
    .map((line) => line.replace(/^ \.?/, ""))
    .join("\n");
}

/** The site and the package hold the web binaries and the model; the native command is neither's part. */
const shipped = components.filter(({ parts }) => parts.some((part) => part !== "command"));

const introduction = `EMNIST Edge ${ownVersion} is under the Apache License 2.0 and contains work of others, listed here with its licences.\n`;
const notices = (some) => `${introduction}\n${some.map(notice).join("\n\n")}`;

function notice(component) {
  const { name, licence, home, parts, use } = component;
  const heading = `${name} (${versionOf(component)})`;
  const facts = `${use[0].toUpperCase()}${use.slice(1)}. In ${parts.map((part) => places[part]).join(" and ")}.`;
  return `${heading}\n${"=".repeat(heading.length)}\n${facts}\n${home}\nLicence: ${licence}\n\n${textOf(component)}\n`;
}

const reference = (component) => `${component.name}@${versionOf(component)}`;
const own = {
  "bom-ref": `emnist-edge@${ownVersion}`,
  type: "library",
  name: "emnist-edge",
  version: ownVersion,
  purl: `pkg:npm/emnist-edge@${ownVersion}`,
  licenses: [{ license: { id: "Apache-2.0" } }],
};
/** No package of npm ends up in what we ship, so this is all of it. */
const bill = {
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  serialNumber: `urn:uuid:${randomUUID()}`,
  version: 1,
  metadata: { component: own },
  components: shipped.map((component) => ({
    type: component.parts.includes("model") ? "data" : "library",
    "bom-ref": reference(component),
    name: component.name,
    version: versionOf(component),
    scope: "required",
    description: component.use,
    licenses: [licenceOf(component)],
    externalReferences: [{ type: "website", url: component.home }],
  })),
  dependencies: [{ ref: own["bom-ref"], dependsOn: shipped.map(reference) }],
};

/** As CycloneDX wants it: a name, an expression, or one id of SPDX's. */
function licenceOf({ licence }) {
  if (licence === "public domain") return { license: { name: licence } };
  return licence.includes(" ") ? { expression: licence } : { license: { id: licence } };
}

mkdirSync(join(repository, "build/sbom"), { recursive: true });
writeFileSync(join(repository, "build/third-party.txt"), notices(components));
writeFileSync(join(repository, "build/third-party-package.txt"), notices(shipped));
writeFileSync(join(repository, "build/sbom/package.cdx.json"), `${JSON.stringify(bill, undefined, 2)}\n`);
console.log(`build/third-party.txt and build/sbom/package.cdx.json: ${components.length} components`);
