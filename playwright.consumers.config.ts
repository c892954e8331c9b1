// Tests of the packed library in other people's projects: no page of ours is served.

import { defineConfig } from "@playwright/test";
import pages from "./playwright.config.ts";

const { webServer: _, ...rest } = pages;
export default defineConfig({
  ...rest,
  testDir: "tests/consumers",
  testMatch: "*.spec.ts",
  timeout: 300_000, // npm and bundlers come before the page
});
