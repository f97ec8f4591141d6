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
import {
  appUrl,
  expect,
  inspector,
  openEngine,
  type Page,
  runInBrowser,
  staticUrl,
  test,
  untilKept,
} from "./harness/index.ts";

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

/** Fingerprint and most threads of the same in the page at an address. */
async function inBrowser(page: Page, address: string): Promise<{ fingerprint: string; several: boolean }> {
  const engine = await openEngine(page, address);
  const { spikes, threads } = await runInBrowser(engine, { graph, catalogue, steps });
  const byNode = new Map(
    spikes.map(([node, at, cells]) => [node, { timesMs: at.map((step) => step * graph.dt), cells }]),
  );
  return { fingerprint: fingerprintOf(byNode, graph.dt), several: threads > 1 };
}

const canShare = (page: Page): Promise<boolean> =>
  page.evaluate(() => crossOriginIsolated && navigator.hardwareConcurrency > 1);

test("where memory can be shared several threads take part, and leave the fingerprint of a terminal", async ({
  page,
}) => {
  const several = await inBrowser(page, appUrl());
  expect(several).toEqual({ fingerprint: inTerminal(), several: await canShare(page) });
});

test("on a host without headers one thread does it all; once the page is kept several do, without a network too", async ({
  page,
  context,
}) => {
  const fingerprint = inTerminal();
  expect(await inBrowser(page, staticUrl())).toEqual({ fingerprint, several: false });
  await untilKept(page);
  await context.setOffline(true);
  const kept = await inBrowser(page, staticUrl());
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(kept).toEqual({ fingerprint, several: await canShare(page) });
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
