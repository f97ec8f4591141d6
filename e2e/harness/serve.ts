/**
 * Serves the build while the tests run, once as `npm start` does and once as a plain static host does, and finds a browser
 * when `npm test` has not. Ports are free ones, so that two runs do not meet; both servers end with this process.
 */
import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { preview } from "vite";
import { browser } from "../../src/cli/bootstrap/browser.mjs";

const root = join(import.meta.dirname, "../..");
const dist = join(root, "dist");

export default async function serve(): Promise<() => Promise<void>> {
  if (!existsSync(join(dist, "index.html"))) throw new Error("There is no build to test: run `npm run build` first.");
  process.env.CHROMIUM_PATH ??= await browser();

  const app = await preview({ root, logLevel: "warn", preview: { host: "127.0.0.1", port: 0, open: false } });
  process.env.APP_URL = addressOf(app.httpServer as Server);

  const host = createServer(staticHost());
  host.listen(0, "127.0.0.1");
  await once(host, "listening");
  process.env.STATIC_URL = addressOf(host);

  return async () => {
    host.closeAllConnections();
    host.close();
    await app.close();
  };
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

/**
 * A host that knows nothing of headers and serves the app from any folder of `/lab/`, as GitHub Pages and university servers
 * do. A POST to a folder publishes the next version there.
 */
function staticHost(): Parameters<typeof createServer>[1] {
  const types: Readonly<Record<string, string>> = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
  };
  const updated = new Set<string>();
  return (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const [, folder = "", name = ""] = /^\/lab\/(\w+)\/(.*)$/.exec(pathname) ?? [];
    if (request.method === "POST") updated.add(folder);
    const path = join(dist, name || "index.html");
    if (!folder || !existsSync(path) || !statSync(path).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "Content-Type": types[extname(path)] ?? "application/octet-stream" });
    const content = readFileSync(path);
    const next = name === "service-worker.js" && updated.has(folder);
    response.end(next ? content.toString().replace(/"version": "\w+"/, '"version": "next"') : content);
  };
}
