/** Installs the dependencies when `node_modules` is not what the lock file says. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { alone, isProgram, readText, root, runCommand } from "./workspace.mjs";

/** Installs if needed. Ends the process with one sentence if it cannot. */
export async function install() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Spikeboard needs Node 20.19 or later; this is ${process.versions.node}. Get one from https://nodejs.org.`);
  }
  if (isInstalled()) return;
  await alone("install", async () => {
    if (isInstalled()) return;
    process.stderr.write("Installing dependencies …\n");
    // No package has an install script to run; dev dependencies are needed even if NODE_ENV says production.
    const args = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
    const npm = npmProgram();
    const code = npm ? await runCommand(process.execPath, [npm, ...args]) : await runCommand("npm", args);
    if (code !== 0) fail(`npm could not install the dependencies (exit code ${code}); its message is above.`);
  });
}

/**
 * @typedef {{ version?: string, optional?: boolean, os?: string[] }} Entry
 * @typedef {{ packages?: Record<string, Entry> }} Lock
 */

const isInstalled = () =>
  agrees(
    readLock("node_modules/.package-lock.json").packages,
    readLock("package-lock.json").packages,
    process.platform,
  );

/**
 * Whether npm's own record of what lies in `node_modules` agrees with the lock file: the same versions, nothing missing that
 * is not optional, and nothing for another system, as after copying the folder from one.
 *
 * @param {Record<string, Entry> | undefined} installed packages of `node_modules/.package-lock.json`
 * @param {Record<string, Entry> | undefined} locked packages of `package-lock.json`
 * @param {string} platform
 */
export function agrees(installed, locked, platform) {
  if (!installed || !locked) return false;
  return Object.entries(locked).every(([path, { version, optional }]) => {
    if (path === "") return true;
    const found = installed[path];
    if (!found) return optional === true;
    return found.version === version && (found.os?.includes(platform) ?? true);
  });
}

/** @type {(path: string) => Lock} Without packages if there is no such file. */
const readLock = (path) => JSON.parse(readText(join(root, path)) || "{}");

/** npm's own main file, to be run by this Node: without a shell, so that it works on Windows too. */
function npmProgram() {
  const candidates = [
    process.env.npm_execpath ?? "",
    join(dirname(process.execPath), "node_modules/npm/bin/npm-cli.js"),
    join(dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js"),
  ];
  return candidates.find((path) => path.endsWith("npm-cli.js") && existsSync(path));
}

/** @type {(sentence: string) => never} */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

if (isProgram(import.meta.url)) await install();
