import { defineConfig } from "playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "*.figure.ts",
  outputDir: "../../.cache/figures/traces",
  globalSetup: "../harness/serve.ts",
  reporter: [["./reporter.ts"]],
  // One browser at a time, or the figures measure each other.
  workers: 1,
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    launchOptions: process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {},
  },
});
