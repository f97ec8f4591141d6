/** Paths, hashes of sources, running a command, one process at a time. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** The folder of package.json. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
export const cache = join(root, ".cache");

/** @type {(path: string) => string} The text of a file, or "" if there is none. */
export const readText = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};

/** @type {(path: string, text: string) => void} Writes a file and the folders above it. */
export const writeText = (path, text) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

/**
 * A hash over names and contents of files and folders, for "has anything changed since".
 * @param {readonly string[]} paths relative to the root; folders are read whole
 * @param {readonly string[]} more anything else that the result depends on
 */
export function fingerprint(paths, more = []) {
  const hash = createHash("sha256").update(JSON.stringify(more));
  /** @type {(path: string) => void} */
  const add = (path) => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
    } else {
      hash.update(`\0${relative(root, path)}\0`).update(readFileSync(path));
    }
  };
  for (const path of paths) add(join(root, path));
  return hash.digest("hex");
}

/**
 * Runs a command in the root, without a shell, its output shown as it comes.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env] added to the environment
 * @returns {Promise<number>} the exit code; 127 if it could not be started
 */
export function runCommand(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
    child.on("error", () => resolve(127));
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** The main file of a package's command, to be run by this Node: `.bin` holds shell scripts on Windows. */
export const tools = {
  biome: join(root, "node_modules/@biomejs/biome/bin/biome"),
  playwright: join(root, "node_modules/playwright/cli.js"),
  tsc: join(root, "node_modules/typescript/bin/tsc"),
  vite: join(root, "node_modules/vite/bin/vite.js"),
  vitest: join(root, "node_modules/vitest/vitest.mjs"),
};

/** @type {(tool: keyof typeof tools, args: readonly string[], env?: Record<string, string>) => Promise<number>} */
export const runTool = (tool, args, env) => runCommand(process.execPath, [tools[tool], ...args], env);

/**
 * Lets one process at a time do some work: `npm start` and `npm test` may be started together on a fresh clone. A folder
 * is the lock, since making one succeeds once; its owner touches it, so that one left by a killed process is seen to be old.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(name, work) {
  const lock = join(cache, `${name}.lock`);
  const staleMs = 10_000;
  mkdirSync(cache, { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      const touched = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - touched > staleMs) rmSync(lock, { recursive: true, force: true });
      else await wait(200);
    }
  }
  const touching = setInterval(() => utimesSync(lock, new Date(), new Date()), staleMs / 5);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    rmSync(lock, { recursive: true, force: true });
  }
}

/** @type {(url: string) => boolean} True when the module at `url` is the program and not an import. */
export const isProgram = (url) => process.argv[1] !== undefined && fileURLToPath(url) === realpathSync(process.argv[1]);
