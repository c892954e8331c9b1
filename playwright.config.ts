// Browser tests, on the production build behind its real headers. The browser is the system's Chromium.

import { defineConfig } from "@playwright/test";

const port = Number(process.env.PORT ?? 4173);

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  fullyParallel: true,
  timeout: 90_000, // a busy machine draws slowly
  expect: { timeout: 10_000 },
  workers: 2,
  reporter: "list",
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      // Containers run as root, and then Chromium's sandbox cannot start.
      args: ["--no-sandbox"],
    },
    screenshot: "only-on-failure",
  },
  webServer: {
    command: `node scripts/serve.mjs web/dist ${port}`,
    port,
    reuseExistingServer: true,
  },
});
