/**
 * Our engine in Chromium, beside the same in Node: the circuit runs in a module worker of a page, as in the app. Processor time
 * is that of the page's process, asked of the browser.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright";
import { isolationHeaders } from "../build/headers.ts";
import type { Sample } from "./measure.ts";

export interface Question {
  type: "load" | "run";
  circuit: string;
}
export interface Answer {
  spikes: number;
  wallS: number;
}

export interface Chromium {
  version: string;
  /** Compiles and warms up a circuit in the page, outside all timing. @returns one turn */
  prepare(circuit: string): Promise<() => Promise<Sample>>;
  close(): Promise<void>;
}

const page = `<!doctype html><title>Benchmark</title><script type="module">
  const worker = new Worker("worker.js", { type: "module" });
  window.ask = (question) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(question);
  });
</script>`;

/**
 * @param root the project
 * @param scratch folder for the worker's bundle
 * @returns undefined where no Chromium is found; none is installed for this
 */
export async function openChromium(root: string, scratch: string): Promise<Chromium | undefined> {
  // By its place in the project, since this file may run from a bundle.
  const finder: typeof import("../bootstrap/browser.mjs") = await import(
    /* @vite-ignore */ pathToFileURL(join(root, "src/cli/bootstrap/browser.mjs")).href
  );
  const executablePath = await finder.findBrowser();
  if (!executablePath) return undefined;
  const bundle = join(scratch, "page");
  const { build } = await import("vite");
  await build({
    root,
    configFile: false,
    logLevel: "error",
    publicDir: false,
    build: {
      outDir: bundle,
      target: "es2023",
      lib: { entry: join(root, "src/cli/bench/inPage.ts"), formats: ["es"], fileName: () => "worker.js" },
      emptyOutDir: true,
    },
  });
  const server = createServer(({ url }, response) => {
    const script = url?.endsWith(".js");
    response.writeHead(200, { ...isolationHeaders, "Content-Type": script ? "text/javascript" : "text/html" });
    response.end(script ? readFileSync(join(bundle, "worker.js")) : page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { chromium } = await import("playwright");
  const browser = await chromium.launch({ executablePath });
  const tab = await browser.newPage();
  await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const ask = (question: Question): Promise<Answer> =>
    tab.evaluate((asked) => (window as unknown as { ask(question: Question): Promise<Answer> }).ask(asked), question);
  const spent = await processorTime(browser);
  return {
    version: browser.version(),
    async prepare(circuit) {
      await ask({ type: "load", circuit });
      return async () => {
        const before = await spent();
        const { spikes, wallS } = await ask({ type: "run", circuit });
        return { cpuS: (await spent()) - before, wallS, spikes };
      };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** Processor time of all pages' processes since they began [s]. There is one page. */
async function processorTime(browser: Browser): Promise<() => Promise<number>> {
  const session = await browser.newBrowserCDPSession();
  return async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return processInfo.reduce((sum, { type, cpuTime }) => sum + (type === "renderer" ? cpuTime : 0), 0);
  };
}
