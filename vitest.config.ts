// Unit tests, under node, against the real modules in build/. Browsers are playwright.config.ts's business.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/web/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
