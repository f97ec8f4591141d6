/** Several threads in the page: the spikes of one thread, wherever memory can be shared, and one thread everywhere else. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../nodes/index.ts";
import { fingerprintOf } from "../src/cli/fingerprint.ts";
import { simulate } from "../src/cli/simulate.ts";
import { testTerminal } from "../src/cli/testTerminal.ts";
import { compile, type Network } from "../src/compiler/index.ts";
import { partsOf } from "../src/engine/index.ts";
import { type Graph, parseGraph } from "../src/graph/index.ts";
import { appUrl, expect, inspector, openEngine, runInBrowser, staticUrl, test } from "./harness/index.ts";

const text = readFileSync(join(import.meta.dirname, "../public/examples/cobahh.json"), "utf8");
const graph = parseGraph(text, catalogue).graph as Graph;
const steps = 500;

/** Of one thread, in Node. */
function inTerminal(): string {
  const { network } = compile(graph, catalogue);
  const { spikes } = simulate(network as Network, steps, [], partsOf(graph, catalogue), testTerminal());
  expect(spikes.get("e")?.cells.length).toBeGreaterThan(100);
  return fingerprintOf(spikes, graph.dt);
}

for (const [where, address, shares] of [
  ["where the page is isolated, several threads take part", appUrl, true],
  ["on a host without headers one thread does it all", staticUrl, false],
] as const)
  test(`${where}, and leave the fingerprint of a terminal`, async ({ page }) => {
    const engine = await openEngine(page, address());
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(shares);
    const { spikes, threads } = await runInBrowser(engine, { graph, catalogue, steps });
    const several = await page.evaluate(() => navigator.hardwareConcurrency > 1);
    expect(threads > 1).toBe(shares && several);
    const byNode = new Map(
      spikes.map(([node, at, cells]) => [node, { timesMs: at.map((step) => step * graph.dt), cells }]),
    );
    expect(fingerprintOf(byNode, graph.dt)).toBe(inTerminal());
  });

test("the circuit's panel says how many threads there are, for networks that are worth it", async ({ page }) => {
  await page.goto("./");
  const threads = inspector(page).getByText(/^\d of [2-4]$/);
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("main").getByRole("button", { name: "COBAHH: channels in every cell" }).click();
  await expect(threads).toBeVisible();
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("main").getByRole("button", { name: "One cell, one current" }).click();
  await expect(threads).toHaveCount(0);
});
