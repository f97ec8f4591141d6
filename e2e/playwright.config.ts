import { defineConfig } from "playwright/test";

const reports: ["list" | "json"][] = [["list"]];
// Set by `npm test`, which adds up the results.
if (process.env.PLAYWRIGHT_JSON_OUTPUT_NAME) reports.push(["json"]);

export default defineConfig({
  testDir: ".",
  outputDir: "../.cache/e2e",
  globalSetup: "./harness/serve.ts",
  reporter: reports,
  forbidOnly: Boolean(process.env.CI),
  // Generous: a machine that is busy with other work is no defect, and what waits goes on as soon as it can.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    // A trace of everything would cost a third of the time; what failed says enough with a picture of its end.
    screenshot: "only-on-failure",
    launchOptions: process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {},
  },
});
