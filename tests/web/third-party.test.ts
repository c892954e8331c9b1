// The notices and the bill of materials name everything of other people's that is linked, with its licence in full.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const notices = readFileSync("web/dist/third-party.txt", "utf8");
const bill: {
  specVersion: string;
  metadata: { component: { name: string; version: string; "bom-ref": string } };
  components: { "bom-ref": string; name: string; version: string; licenses: object[] }[];
  dependencies: { ref: string; dependsOn: string[] }[];
} = JSON.parse(readFileSync("build/sbom/package.cdx.json", "utf8"));

/** Independent of the list: what the fetched sources and the command's build say. */
const pinned = [...readFileSync("scripts/fetch-sources.sh", "utf8").matchAll(/^(\w+) (\S+) -\S+ (?:trixie|sid) /gm)];
const linked = [
  ...readFileSync("cmake/Command.cmake", "utf8").matchAll(/(?:find_package|find_library)\((\w+) .*REQUIRED\)/g),
];

test("every pinned source is named, in the pinned version", () => {
  expect(pinned).toHaveLength(5);
  for (const [, name = "", version] of pinned) {
    expect(notices.toLowerCase()).toContain(`${name} (${version})`);
    const component = bill.components.find((component) => component.name.toLowerCase() === name);
    expect(component?.version, name).toBe(name === "cpuinfo" ? undefined : version); // WebAssembly has no such question
  }
});

test("so is what the command links, what Emscripten brings, and whose data taught the model", () => {
  expect(linked.map(([, name]) => name).sort()).toEqual(["CLI11", "EXIF_LIBRARY", "Z_LIBRARY", "nlohmann_json"]);
  const others = [
    "CLI11",
    "JSON for Modern C++",
    "zlib",
    "libexif",
    "GNU C Library",
    "libstdc++",
    "stb",
    "Emscripten",
    "musl",
    "libc++",
    "EMNIST",
    "UNIPEN",
  ];
  for (const name of others) expect(notices, name).toMatch(new RegExp(`^${name.replaceAll("+", "\\+")}`, "m"));
});

test("each licence is there in full", () => {
  expect(notices).not.toContain("is not on the machine that built this");
  expect(notices).not.toContain("of the building machine");
  for (const words of ["Neither the name Facebook", "Rich Felker", "Unless required by applicable law", "CC-BY-4.0"])
    expect(notices).toContain(words);
  expect(notices.match(/Permission is hereby granted/g)?.length).toBeGreaterThanOrEqual(4);
});

test("the bill says what the package depends on", () => {
  const { component } = bill.metadata;
  expect(component).toMatchObject(
    (({ name, version }) => ({ name, version }))(JSON.parse(readFileSync("package.json", "utf8"))),
  );
  const own = bill.dependencies.find(({ ref }) => ref === component["bom-ref"]);
  expect(own?.dependsOn.sort()).toEqual(bill.components.map((part) => part["bom-ref"]).sort());
  for (const part of bill.components) expect(part.licenses, part.name).toHaveLength(1);
});
