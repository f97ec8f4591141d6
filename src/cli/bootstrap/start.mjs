/** `npm start`: installs what is missing, builds, and serves the production build on localhost. */
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { root } from "./workspace.mjs";

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

/** If npm is killed outright it tells nobody: without this the server would live on and hold the port. */
function endWithParent() {
  const parent = process.ppid;
  const alive = () => {
    try {
      process.kill(parent, 0);
      return process.ppid === parent;
    } catch {
      return false;
    }
  };
  setInterval(() => alive() || process.exit(0), 500).unref();
}
