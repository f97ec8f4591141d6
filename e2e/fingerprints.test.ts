/** Golden circuits in the engine's own thread of the browser: the same cells fire in the same steps as in a terminal. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../nodes/index.ts";
import { createFingerprint, type SeenRun } from "../src/cli/fingerprint.ts";
import { readers } from "../src/cli/readers.ts";
import { expect, openEngine, type Page, runInBrowser, test } from "./harness/index.ts";

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

/** Of a test: every case is run in the terminal and in a page's engine, and both fingerprints are compared. @returns how many spikes */
async function compareAll(page: Page, names: readonly string[]): Promise<number> {
  const engine = await openEngine(page, "./");
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
        for (const [node, steps, cells] of (await runInBrowser(engine, run)).spikes) {
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
