/** The engine's own thread of the built app, without the page around it. */
import type { JSHandle, Page } from "playwright/test";
import type { SeenRun } from "../../src/cli/fingerprint.ts";
import type { Frame, Reply, Request } from "../../src/engine/index.ts";
import type { Kind } from "../../src/kind/index.ts";
import { pause } from "./circuit.ts";

/** One more of them, beside that of the page that is opened, which stands still. */
export async function openEngine(page: Page, url: string): Promise<JSHandle<Worker>> {
  const started = page.waitForEvent("worker");
  await page.goto(url);
  const script = (await started).url();
  // The page's own circuit would take half of the processor.
  await pause(page);
  return page.evaluateHandle((address) => new Worker(address, { type: "module" }), script);
}

/** Kinds that a case brings have no words for readers; the app asks for them. */
const worded = (kind: Kind): Kind =>
  JSON.parse(
    JSON.stringify(kind, (key, value) =>
      value === "" && ["label", "short", "about", "notes"].includes(key)
        ? "As the case says."
        : value === "" && key === "icon"
          ? "M5,7H19"
          : key === "sources" && value.length === 0
            ? ["A golden case (2026)"]
            : value,
    ),
  );

/**
 * A run in an engine's thread of the page. A catalogue that comes anew begins anew.
 *
 * @returns spikes by node, steps and cells, and the most threads that took part at a time
 */
export async function runInBrowser(
  engine: JSHandle<Worker>,
  run: Omit<SeenRun, "fingerprint">,
): Promise<{ spikes: [string, number[], number[]][]; threads: number }> {
  const { dt, nodes } = run.graph;
  const used = run.catalogue.filter(({ kind }) => nodes.some((node) => node.kind === kind));
  const kinds = used.map(({ migrations: _, ...kind }) => worded(kind));
  const requests: Request[] = [
    { type: "graph", version: 1, graph: run.graph },
    { type: "run", speed: "max", untilMs: run.steps * dt },
  ];
  return engine.evaluate(
    async (worker, { kinds, requests, dt }) => {
      const spikes = new Map<number, [string, number[], number[]]>();
      let threads = 0;
      let firsts: { node: string; n: number; first: number }[] = [];
      await new Promise<void>((resolve, reject) => {
        const take = ({ spikes: { times, cells }, threads: now }: Frame): void => {
          threads = Math.max(threads, now);
          for (const [k, cell] of cells.entries()) {
            const index = firsts.findIndex(({ first, n }) => first >= 0 && cell >= first && cell < first + n);
            const own = spikes.get(index);
            own?.[1].push(Math.round((times[k] as number) / dt));
            own?.[2].push(cell - (firsts[index]?.first ?? 0));
          }
        };
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.onmessage = ({ data }: MessageEvent<Reply>) => {
          if (data.type === "compiled") {
            if (!data.network) reject(new Error(data.diagnostics.map(({ message }) => message).join(" ")));
            firsts = [...(data.network?.populations ?? [])];
            for (const [index, { node, first }] of firsts.entries()) if (first >= 0) spikes.set(index, [node, [], []]);
          } else if (data.type === "frame") take(data);
          else if (data.type === "stopped") resolve();
        };
        worker.postMessage(kinds);
        for (const request of requests) worker.postMessage(request);
      });
      return { spikes: [...spikes.values()], threads };
    },
    { kinds, requests, dt },
  );
}
