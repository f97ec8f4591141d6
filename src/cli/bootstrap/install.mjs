/** Installs the dependencies when `node_modules` is not what the lock file says. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { alone, fingerprint, isProgram, readText, root, runCommand, writeText } from "./workspace.mjs";

const stamp = join(root, "node_modules/.installed");

/** Installs if needed. Ends the process with one sentence if it cannot. */
export async function install() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Spikeboard needs Node 20.19 or later; this is ${process.versions.node}. Get one from https://nodejs.org.`);
  }
  const wanted = fingerprint(["package.json", "package-lock.json"], [process.platform, process.arch, String(major)]);
  if (readText(stamp) === wanted) return;
  await alone("install", async () => {
    if (readText(stamp) === wanted) return;
    process.stderr.write("Installing dependencies …\n");
    // No package has an install script to run; dev dependencies are needed even if NODE_ENV says production.
    const args = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
    const npm = npmProgram();
    const code = npm ? await runCommand(process.execPath, [npm, ...args]) : await runCommand("npm", args);
    if (code !== 0) fail(`npm could not install the dependencies (exit code ${code}); its message is above.`);
    writeText(stamp, wanted);
  });
}

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
