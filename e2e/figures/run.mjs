/**
 * `npm run figures`: builds, finds a browser, and measures the app in it, one page at a time.
 *
 *     npm run figures -- [--out <folder>] [--only <words of a title>] [--tensorflow <folder>]
 *
 * Prints one table, and writes it as figures.md and figures.json into the folder (`.cache/figures` if not given).
 * TensorFlow.js is measured beside where it is found: in node_modules of the folder that is given, or else of the project.
 */
import { join } from "node:path";
import { browser } from "../../src/cli/bootstrap/browser.mjs";
import { build } from "../../src/cli/bootstrap/build.mjs";
import { install } from "../../src/cli/bootstrap/install.mjs";
import { cache, runTool } from "../../src/cli/bootstrap/workspace.mjs";

/** @type {(name: string) => string | undefined} */
const option = (name) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};

await install();
if (!(await build())) process.exit(1);
const chromium = await browser();
if (!chromium) {
  process.stderr.write("The figures need Chromium or Chrome: install one, or set CHROMIUM_PATH to its program.\n");
  process.exit(1);
}
const only = option("only");
const tensorflow = option("tensorflow");
process.exitCode = await runTool(
  "playwright",
  ["test", "--config", "e2e/figures/playwright.config.ts", ...(only ? ["--grep", only] : [])],
  {
    CHROMIUM_PATH: chromium,
    FIGURES_FOLDER: option("out") ?? join(cache, "figures"),
    ...(tensorflow && { TENSORFLOW_FOLDER: tensorflow }),
  },
);
