/** From a hand on the board to the answer on the screen. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cobahh } from "../../src/cli/bench/circuits.ts";
import type { Graph } from "../../src/graph/index.ts";
import { dropCircuit, heard, median, now, open, type Page, play, quantile, setSpeed, test } from "./harness.ts";

const thousand: Graph = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../public/examples/a-thousand-cells.json"), "utf8"),
);

/**
 * Times of an edit [ms] from the input, or from when the text is given to the engine: to the engine's answer, and to the frame
 * that draws its first results.
 */
async function answerTo(
  page: Page,
  act: () => Promise<void>,
  how: string,
  since: "input" | "sent" = "input",
): Promise<{ answerMs: number; drawnMs: number; tookMs: number }> {
  const from = (await heard(page)).messages.length;
  const inputs = (await heard(page)).inputs.length;
  const before = await now(page);
  await act();
  await page.waitForFunction(
    ({ from, how }) => {
      const { messages, frames } = (window as unknown as { heard: Awaited<ReturnType<typeof heard>> }).heard;
      const own = messages.slice(from);
      const answer = own.findIndex((message) => message.type === "compiled" && message.how === how);
      const frame = answer < 0 ? undefined : own.slice(answer).find(({ type }) => type === "frame");
      return frame !== undefined && (frames.at(-1) ?? 0) > frame.at;
    },
    { from, how },
    { timeout: 30_000 },
  );
  const { messages, frames, inputs: all } = await heard(page);
  const own = messages.slice(from);
  const answer = own.findIndex((message) => message.type === "compiled" && message.how === how);
  const frame = own.slice(answer).find(({ type }) => type === "frame")?.at ?? Number.NaN;
  const sent = own.findLast((message, k) => k < answer && message.type === "graph")?.at;
  const started = (since === "sent" ? sent : all[inputs]?.at) ?? before;
  return {
    answerMs: (own[answer]?.at ?? Number.NaN) - started,
    drawnMs: (frames.find((each) => each > frame) ?? Number.NaN) - started,
    tookMs: own[answer]?.tookMs ?? Number.NaN,
  };
}

test("from an empty board to the first spike", async ({ page, figure }) => {
  await open(page);
  await dropCircuit(page, { spikeboard: 1, name: "Empty", seed: 1, dt: 0.1, order: "nest", nodes: [], wires: [] });
  const start = page.getByRole("button", { name: "Place both and play" });
  await start.waitFor();
  const from = await now(page);
  await start.click();
  await page.waitForFunction(
    (since) =>
      (window as unknown as { heard: Awaited<ReturnType<typeof heard>> }).heard.messages.some(
        ({ at, spikes }) => at > since && (spikes ?? 0) > 0,
      ),
    from,
  );
  const { messages } = await heard(page);
  const spike = messages.find(({ at, spikes }) => at > from && (spikes ?? 0) > 0)?.at ?? Number.NaN;
  figure({
    name: "Empty board to the first own spike: gestures",
    value: 1,
    unit: "",
    goal: { at: "most", value: 3 },
    note: "Place both and play",
  });
  figure({
    name: "Empty board to the first own spike",
    value: (spike - from) / 1000,
    unit: "s",
    goal: { at: "most", value: 5 },
  });
});

test("edits of a running network of 1000 cells", async ({ page, figure }) => {
  await open(page);
  await dropCircuit(page, thousand);
  await setSpeed(page, "real time");
  await play(page);
  const nodeOf = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);

  // A parameter: one key on the fader of the noise.
  await nodeOf("ne").click({ position: { x: 12, y: 12 } });
  const fader = page
    .getByRole("complementary", { name: "Inspector" })
    .getByRole("slider", { name: "Standard deviation", exact: true });
  await fader.focus();
  const values: Awaited<ReturnType<typeof answerTo>>[] = [];
  for (let k = 0; k < 20; k++)
    values.push(await answerTo(page, () => fader.press(k % 2 === 0 ? "ArrowRight" : "ArrowLeft"), "written"));
  figure({
    name: "Parameter of a running 1000-cell network, key to drawn frame",
    value: median(values.map(({ drawnMs }) => drawnMs)),
    unit: "ms",
    goal: { at: "most", value: 33 },
    note: `p95 ${quantile(
      values.map(({ drawnMs }) => drawnMs),
      0.95,
    ).toFixed(0)} ms; next frame is 17 to 33 ms`,
  });

  // The structure: a node is deleted, and comes back by undo.
  const select = () => nodeOf("ee").click({ position: { x: 12, y: 12 } });
  await select();
  const deleted: Awaited<ReturnType<typeof answerTo>>[] = [];
  const undone: Awaited<ReturnType<typeof answerTo>>[] = [];
  for (let k = 0; k < 5; k++) {
    deleted.push(await answerTo(page, () => page.keyboard.press("Delete"), "recompiled"));
    undone.push(await answerTo(page, () => page.keyboard.press("Control+z"), "recompiled"));
    await select();
  }
  for (const [what, times] of [
    ["Deleting a synapse node", deleted],
    ["Undoing that", undone],
  ] as const) {
    const drawn = times.map(({ drawnMs }) => drawnMs);
    figure({
      name: `${what} of a running 1000-cell network, key to drawn frame`,
      value: median(drawn),
      unit: "ms",
      goal: { at: "most", value: 100 },
      note: `compile ${median(times.map(({ tookMs }) => tookMs)).toFixed(0)} ms; worst ${Math.max(...drawn).toFixed(0)} ms`,
    });
  }
});

test("equations of 4000 running Hodgkin-Huxley cells", async ({ page, figure }) => {
  const { graph } = cobahh();
  const cell = graph.nodes.find(({ id }) => id === "e");
  if (!cell) throw new Error("no cells");
  await open(page);
  await dropCircuit(page, { ...graph, nodes: [{ ...cell, n: 4000, at: [0, 0] }], wires: [] });
  await setSpeed(page, "real time");
  await play(page);
  await page.locator('.react-flow__node[data-id="e"]').click({ position: { x: 12, y: 12 } });
  const area = page.getByRole("textbox", { name: "Equations", exact: true });
  const text = cell.definition?.equations ?? "";
  const times: Awaited<ReturnType<typeof answerTo>>[] = [];
  for (let k = 0; k < 7; k++)
    times.push(await answerTo(page, () => area.fill(text.replace("0.5*exp", `0.${50 + k}*exp`)), "recompiled", "sent"));
  const drawn = times.map(({ drawnMs }) => drawnMs);
  figure({
    name: "Equations of 4000 running HH cells, from the pause in typing to the first frame of the new code",
    value: median(drawn),
    unit: "ms",
    goal: { at: "most", value: 50 },
    note: `compile ${median(times.map(({ tookMs }) => tookMs)).toFixed(0)} ms, answer ${median(times.map(({ answerMs }) => answerMs)).toFixed(0)} ms; worst ${Math.max(...drawn).toFixed(0)} ms`,
  });
});
