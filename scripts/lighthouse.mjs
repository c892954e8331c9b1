// Lighthouse on the production build behind its real headers, for a phone and for a desk: 95 at least in every
// category but performance: that depends on what else the machine does, and is only printed. Reports are kept in build/lighthouse/. Usage: npm run lighthouse

import { mkdirSync, writeFileSync } from "node:fs";
import lighthouse, { desktopConfig } from "lighthouse";
import { launch } from "puppeteer-core";
import { serveSite } from "./site-server.mjs";

const least = 95;
const folder = "build/lighthouse";
mkdirSync(folder, { recursive: true });

const site = await serveSite("web/dist");
let browser;
let failed = false;
try {
  browser = await launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"], // containers run as root, where the sandbox cannot start
  });
  const debugging = Number(new URL(browser.wsEndpoint()).port);
  for (const [name, config] of [
    ["phone", undefined],
    ["desk", desktopConfig],
  ]) {
    const flags = { port: debugging, output: "html", logLevel: "error" };
    const { lhr, report } = await lighthouse(site.address, flags, config);
    writeFileSync(`${folder}/${name}.html`, report);
    writeFileSync(`${folder}/${name}.json`, JSON.stringify(lhr));
    for (const { id, title, score, auditRefs } of Object.values(lhr.categories)) {
      const points = Math.round((score ?? 0) * 100);
      failed ||= id !== "performance" && points < least;
      console.log(`${name}: ${title} ${points}`);
      if (points === 100) continue;
      for (const { id: audit, weight } of auditRefs)
        if (weight > 0 && (lhr.audits[audit].score ?? 1) < 0.9)
          console.log(`  ${lhr.audits[audit].title}: ${lhr.audits[audit].displayValue ?? "failed"}`);
    }
  }
} finally {
  await browser?.close();
  await site.close();
}
console.log(`Reports: ${folder}/*.html`);
process.exitCode = failed ? 1 : 0;
