/** Finds a Chromium for the tests, or installs one. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { alone, cache, readText, runCommand, runTool, writeText } from "./workspace.mjs";

const found = join(cache, "browser.json");

/**
 * The program file of a Chromium that has just started and loaded a page. A path that merely exists is not enough: some
 * are wrappers that tell the user to install something, or cannot run in this environment.
 * @returns {Promise<string | undefined>} undefined if there is none and none could be installed
 */
export function browser() {
  return alone("browser", async () => {
    return (await firstThatWorks(places())) ?? (await afterPlaywrightInstall()) ?? (await afterPackageInstall());
  });
}

/**
 * The same, where nothing shall be installed.
 * @returns {Promise<string | undefined>}
 */
export const findBrowser = () => alone("browser", () => firstThatWorks(places()));

/** The one found last, then all others. */
function places() {
  const known = readText(found);
  return [...(known ? [JSON.parse(known)] : []), ...candidates()];
}

/** Where a Chromium may be, the most deliberate choice first. */
function candidates() {
  const env = process.env;
  const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge", "chrome"];
  const onPath = (env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const mac = ["Google Chrome", "Chromium", "Microsoft Edge"].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  );
  const windows = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].flatMap((folder) =>
    folder
      ? [
          "Google/Chrome/Application/chrome.exe",
          "Chromium/Application/chrome.exe",
          "Microsoft/Edge/Application/msedge.exe",
        ].map((file) => join(folder, file))
      : [],
  );
  const byPlatform = process.platform === "darwin" ? mac : process.platform === "win32" ? windows : onPath;
  return [env.CHROMIUM_PATH ?? "", "playwright", ...byPlatform];
}

/** @type {(paths: readonly string[]) => Promise<string | undefined>} */
async function firstThatWorks(paths) {
  const { chromium } = await import("playwright");
  for (const path of new Set(paths)) {
    const executablePath = path === "playwright" ? chromium.executablePath() : path;
    if (!existsSync(executablePath)) continue;
    try {
      const started = await chromium.launch({ executablePath, timeout: 20_000 });
      try {
        const page = await started.newPage();
        await page.goto("data:text/html,<title>works</title>", { timeout: 10_000 });
        if ((await page.title()) !== "works") continue;
      } finally {
        await started.close();
      }
      writeText(found, JSON.stringify(executablePath));
      return executablePath;
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

async function afterPlaywrightInstall() {
  process.stderr.write("No Chromium found; downloading one …\n");
  const code = await runTool("playwright", ["install", "--no-shell", "chromium"]);
  return code === 0 ? firstThatWorks(["playwright"]) : undefined;
}

async function afterPackageInstall() {
  if (process.platform !== "linux" || !canRun("apt-get")) return undefined;
  const prefix = process.getuid?.() === 0 ? [] : canRun("sudo", ["-n", "true"]) ? ["sudo", "-n"] : undefined;
  if (!prefix) return undefined;
  process.stderr.write("Installing the Chromium of this system …\n");
  const packages = ["chromium", "fonts-dejavu-core"];
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]) {
    const [command = "", ...rest] = [...prefix, "apt-get", ...args];
    if ((await runCommand(command, rest, { DEBIAN_FRONTEND: "noninteractive" })) !== 0) return undefined;
  }
  return firstThatWorks(candidates());
}

/** @type {(command: string, args?: readonly string[]) => boolean} */
const canRun = (command, args = ["--version"]) => spawnSync(command, [...args], { stdio: "ignore" }).status === 0;
