/**
 * `npm test` runs every step, even after one fails; `npm run check` runs those that take seconds. The steps can be named:
 * `node src/cli/bootstrap/test.mjs types unit`. The last line is the sum, and the exit code is 0 only if all passed.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { browser } from "./browser.mjs";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { cache, readText, runTool } from "./workspace.mjs";

/** @typedef {{ passed: number, failed: number }} Sum */

/** @type {(ok: boolean) => Sum} */
const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

/** @type {Record<string, () => Promise<Sum>>} */
const steps = {
  types: async () => {
    const everything = await runTool("tsc", ["--noEmit", "-p", "."]);
    const core = await runTool("tsc", ["--noEmit", "-p", "src/tsconfig.core.json"]);
    return one(everything === 0 && core === 0);
  },
  lint: async () => one((await runTool("biome", ["check", "--error-on-warnings", "."])) === 0),
  unit,
  build: async () => one(await build()),
  e2e,
};

async function unit() {
  const report = freshReport("unit.json");
  const code = await runTool("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
  const result = JSON.parse(readText(report) || "{}");
  const passed = result.numPassedTests ?? 0;
  // A file that cannot be loaded has no tests of its own to fail.
  const broken = (result.testResults ?? []).filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === "failed" && file.assertionResults.length === 0,
  ).length;
  return atLeastOneFailure(code, { passed, failed: (result.numFailedTests ?? 0) + broken });
}

async function e2e() {
  const chromium = await browser();
  if (!chromium) {
    process.stderr.write(
      "The browser tests need Chromium or Chrome: install one, or set CHROMIUM_PATH to its program.\n",
    );
    return one(false);
  }
  const report = freshReport("e2e.json");
  const code = await runTool("playwright", ["test", "--config", "e2e/playwright.config.ts"], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const { stats } = JSON.parse(readText(report) || '{"stats":{}}');
  return atLeastOneFailure(code, {
    passed: stats.expected ?? 0,
    failed: (stats.unexpected ?? 0) + (stats.flaky ?? 0),
  });
}

/** A runner that ended badly, or ran nothing, failed at least once: whatever its report says. @type {(code: number, sum: Sum) => Sum} */
const atLeastOneFailure = (code, { passed, failed }) => ({
  passed,
  failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed,
});

/** @type {(name: string) => string} A path for a report, with no report of an earlier run in it. */
function freshReport(name) {
  const path = join(cache, "reports", name);
  rmSync(path, { force: true });
  return path;
}

await install();
const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(steps);
const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const lines = [];
for (const name of names) {
  const step = steps[name];
  if (!step) throw new Error(`There is no step "${name}"; there are ${Object.keys(steps).join(", ")}.`);
  process.stdout.write(`\n── ${name}\n`);
  const start = performance.now();
  const { passed, failed } = await step();
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  lines.push(`${failed === 0 ? "✓" : "✗"} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
}
process.stdout.write(`\n${lines.join("\n")}\n\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
