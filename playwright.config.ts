// Browser tests, on the production build behind its real headers. The browser is the system's Chromium.

import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  fullyParallel: true,
  timeout: 90_000, // a busy machine draws slowly
  expect: { timeout: 10_000 },
  workers: 2,
  reporter: "list",
  use: {
    baseURL: `http://localhost:${process.env.SITE_PORT}`, // which the server below was given
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      // Containers run as root, and then Chromium's sandbox cannot start.
      args: ["--no-sandbox"],
    },
    screenshot: "only-on-failure",
  },
  webServer: {
    // This checkout's build on any free port: nobody else's site can be tested by mistake.
    command: "node scripts/serve.mjs",
    env: { PORT: "0" },
    wait: { stdout: /http:\/\/localhost:(?<site_port>\d+)/ },
  },
});
