/** `npm start`: installs what is missing, builds, and serves the production build on localhost. */
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { readText, root } from "./workspace.mjs";

const preferredPort = 4173;

await install();
if (!(await build())) process.exit(1);
endWithParent();

// Vite can be imported only now that it is installed. Its preview server sends the headers of vite.config.ts.
const { preview } = await import("vite");
const server = await preview({
  root,
  logLevel: "warn",
  preview: { host: "127.0.0.1", port: preferredPort, open: someoneIsLooking() },
});
const address = server.httpServer.address();
if (!address || typeof address === "string") throw new Error("The server has no port");
process.stdout.write(`Ready: http://127.0.0.1:${address.port}/\n`);

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, () => process.exit(0));

/** A browser is opened for a person at a desktop, never for a script. */
function someoneIsLooking() {
  const display = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return Boolean(process.stdout.isTTY && !process.env.CI && display);
}

/**
 * If npm is killed outright it tells nobody: without this the server would live on and hold the port. Some shells stay between
 * npm and this process; then it is the shell's parent that matters. A server put in the background on purpose stays: npm
 * lives on when the terminal closes.
 */
function endWithParent() {
  const shell = readText(`/proc/${process.ppid}/cmdline`).includes("start.mjs") ? process.ppid : undefined;
  const npm = shell === undefined ? process.ppid : parentOf(shell);
  setInterval(() => {
    const parent = shell === undefined ? process.ppid : parentOf(shell);
    if (parent !== npm || !lives(npm)) process.exit(0);
  }, 500).unref();
}

/** @type {(pid: number) => number} 0 if there is no such process */
function parentOf(pid) {
  return Number(/^PPid:\s*(\d+)/m.exec(readText(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** @type {(pid: number) => boolean} Windows keeps the number of a parent that has ended. */
function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
