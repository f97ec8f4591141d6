/** Golden circuits in the engine's own thread of the browser: the same cells fire in the same steps as in a terminal. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JSHandle } from "playwright/test";
import { catalogue } from "../nodes/index.ts";
import { createFingerprint, type SeenRun } from "../src/cli/fingerprint.ts";
import { readers } from "../src/cli/readers.ts";
import type { Frame, Reply, Request } from "../src/engine/index.ts";
import type { Kind } from "../src/kind/index.ts";
import { expect, type Page, pause, test } from "./harness/index.ts";

/** Cases of minutes, for a run on demand: EVERY_CASE=1. */
const long = ["q15_lif_siegert", "x_brunel_A", "x_brunel_C", "x_brunel_small_AI", "x_coba", "x_cobahh"].map(
  (name) => `statistics/${name}`,
);

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

/** All spikes of a run in an engine's thread of the page, by node: steps and cells. A catalogue that comes anew begins anew. */
async function spikesInBrowser(engine: JSHandle<Worker>, run: SeenRun): Promise<[string, number[], number[]][]> {
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
      let firsts: { node: string; n: number; first: number }[] = [];
      await new Promise<void>((resolve, reject) => {
        const take = ({ spikes: { times, cells } }: Frame): void => {
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
      return [...spikes.values()];
    },
    { kinds, requests, dt },
  );
}

/**
 * Of a test: every case is run in the terminal and in a page's engine, and both fingerprints are compared.
 *
 * @returns how many spikes, and how many cases the engine runs: the others are closed forms, iterations and training
 */
async function compareAll(page: Page, names: readonly string[]): Promise<{ cases: number; spikes: number }> {
  const started = page.waitForEvent("worker");
  await page.goto("./");
  const script = (await started).url();
  // The page's own circuit would take half of the processor.
  await pause(page);
  const engine = await page.evaluateHandle((url) => new Worker(url, { type: "module" }), script);
  const known = readers(catalogue);
  let [cases, spikes] = [0, 0];
  for (const name of names) {
    await test.step(name, async () => {
      const data: unknown = JSON.parse(readFileSync(join(import.meta.dirname, `reference/${name}.json`), "utf8"));
      const runs: SeenRun[] = [];
      known
        .find((reader) => reader.reads(data))
        ?.compare(data, { ...createFingerprint(), saw: (run) => void runs.push(run) });
      if (runs.length > 0) cases++;
      for (const run of runs) {
        const found = createFingerprint();
        for (const [node, steps, cells] of await spikesInBrowser(engine, run)) {
          found.add(node, steps, cells);
          spikes += steps.length;
        }
        expect(found.text()).toBe(run.fingerprint);
      }
    });
  }
  return { cases, spikes };
}

/** Cases that are kept here, by folder and name. */
const kept: readonly string[] = readdirSync(join(import.meta.dirname, "reference"), {
  recursive: true,
  encoding: "utf8",
})
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.slice(0, -5).replaceAll("\\", "/"))
  .toSorted();

test("every golden case leaves the same fingerprint in the browser as in a terminal", async ({ page }) => {
  const all = process.env.EVERY_CASE === "1";
  test.setTimeout(all ? 1_800_000 : 300_000);
  expect(kept).toEqual(expect.arrayContaining(long));
  const { cases, spikes } = await compareAll(
    page,
    kept.filter((name) => all || !long.includes(name)),
  );
  expect(cases).toBeGreaterThan(200);
  expect(spikes).toBeGreaterThan(100_000);
});
