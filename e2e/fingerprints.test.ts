/** Golden circuits in the engine's own thread of the browser: the same cells fire in the same steps as in a terminal. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../nodes/index.ts";
import { createFingerprint, type SeenRun } from "../src/cli/fingerprint.ts";
import { readers } from "../src/cli/readers.ts";
import { expect, openEngine, type Page, runInBrowser, test } from "./harness/index.ts";

/** Cases of minutes, for a run on demand: EVERY_CASE=1. */
const long = ["q15_lif_siegert", "x_brunel_A", "x_brunel_C", "x_brunel_small_AI", "x_coba", "x_cobahh"].map(
  (name) => `statistics/${name}`,
);

/**
 * Of a test: every case is run in the terminal and in a page's engine, and both fingerprints are compared.
 *
 * @returns how many spikes, and how many cases the engine runs: the others are closed forms, iterations and training
 */
async function compareAll(page: Page, names: readonly string[]): Promise<{ cases: number; spikes: number }> {
  const engine = await openEngine(page, "./");
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
        for (const [node, steps, cells] of (await runInBrowser(engine, run)).spikes) {
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
