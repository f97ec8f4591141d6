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

/** Every family, every integrator, both orders of a step, gaps, learning, chance and a thousand cells. */
const cases = [
  "brian2/n013_lif_step_2p0",
  "brian2/n021_lif_sine",
  "brian2/n046_theta",
  "brian2/n073_hh_7",
  "brian2/n093_adex_regular_bursting",
  "brian2/n100_izh03_RS",
  "brian2/n124_glif5",
  "brian2/net04_coba_12",
  "brian2/net10_izhikevich_ring_delays",
  "brian2/net11_gap_hh",
  "brian2/net15_mixed_models",
  "brian2/net16_ping",
  "brian2/s11_ampa_spiking_target",
  "lecture/n001_deck_if",
  "lecture/n003_deck_lif",
  "plasticity/p03_stdp_all_to_all",
  "plasticity/p11_triplet",
  "sources/q08_poisson_dead_time",
  "statistics/x_cuba_small",
  "statistics/x_izh2003",
];

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

/** Of a test: every case is run in the terminal and in a page's engine, and both fingerprints are compared. @returns how many spikes */
async function compareAll(page: Page, names: readonly string[]): Promise<number> {
  const started = page.waitForEvent("worker");
  await page.goto("./");
  const script = (await started).url();
  // The page's own circuit would take half of the processor.
  await pause(page);
  const engine = await page.evaluateHandle((url) => new Worker(url, { type: "module" }), script);
  const known = readers(catalogue);
  let spikes = 0;
  for (const name of names) {
    await test.step(name, async () => {
      const data: unknown = JSON.parse(readFileSync(join(import.meta.dirname, `reference/${name}.json`), "utf8"));
      const runs: SeenRun[] = [];
      known
        .find((reader) => reader.reads(data))
        ?.compare(data, { ...createFingerprint(), saw: (run) => void runs.push(run) });
      expect(runs.length, "the case is run in the terminal").toBeGreaterThan(0);
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
  return spikes;
}

test("golden circuits leave the same fingerprint in the browser as in a terminal", async ({ page }) => {
  test.setTimeout(120_000);
  expect(await compareAll(page, cases)).toBeGreaterThan(10_000);
});

test("so does every case of NEST that is kept here", async ({ page }) => {
  test.setTimeout(120_000);
  const nest = readdirSync(join(import.meta.dirname, "reference/nest"))
    .filter((file) => file.endsWith(".json"))
    .map((file) => `nest/${file.slice(0, -5)}`);
  expect(nest.length).toBeGreaterThan(100);
  expect(await compareAll(page, nest)).toBeGreaterThan(10_000);
});
