/** How smooth the page stays while the engine works. */
import { cubaOnBoard, fiveHundred } from "./boards.ts";
import {
  dropCircuit,
  expect,
  heard,
  mainThread,
  now,
  open,
  type Page,
  play,
  quantile,
  setSpeed,
  test,
} from "./harness.ts";

const gapMs = 1000 / 60;

/** Frames a second over some seconds, and the worst of the gaps between them. */
async function frames(
  page: Page,
  seconds: number,
): Promise<{ perSecond: number; p95Ms: number; worstMs: number; count: number }> {
  const from = await now(page);
  await page.waitForTimeout(seconds * 1000);
  const until = await now(page);
  const own = (await heard(page)).frames.filter((at) => at >= from && at <= until);
  const gaps = own.slice(1).map((at, k) => at - (own[k] ?? at));
  return {
    perSecond: own.length / ((until - from) / 1000),
    p95Ms: quantile(gaps, 0.95),
    worstMs: Math.max(...gaps),
    count: own.length,
  };
}

test("500 nodes in view with live values", async ({ page, figure }) => {
  await open(page);
  await dropCircuit(page, fiveHundred());
  await setSpeed(page, "real time");
  await page.locator("body").press("f");
  await play(page);
  await page.waitForTimeout(2000);
  await expect.poll(() => page.locator(".react-flow__node").count()).toBeGreaterThanOrEqual(500);
  const spent = await mainThread(page);
  const { perSecond, p95Ms, worstMs, count } = await frames(page, 5);
  const time = await spent();
  const each = (name: string) => ((time[name] ?? 0) / count).toFixed(1);
  figure({
    name: "500 nodes in view, running: frames a second",
    value: perSecond,
    unit: "/s",
    goal: { at: "least", value: 58 },
    note: `gap p95 ${p95Ms.toFixed(0)} ms, worst ${worstMs.toFixed(0)} ms`,
  });
  figure({
    name: "500 nodes in view, running: processor time of the page a frame",
    value: (time.TaskDuration ?? 0) / count,
    unit: "ms",
    goal: { at: "most", value: gapMs },
    note: `script ${each("ScriptDuration")}, style ${each("RecalcStyleDuration")}, layout ${each("LayoutDuration")}`,
  });

  // The board follows the hand.
  const box = await page.getByRole("main", { name: "Board" }).boundingBox();
  if (!box) throw new Error("no board");
  const panned = frames(page, 4);
  await page.mouse.move(box.x + box.width - 30, box.y + box.height - 30);
  await page.mouse.wheel(0, 1);
  for (let k = 0; k < 40; k++) {
    await page.mouse.wheel(0, k % 20 < 10 ? 30 : -30);
    await page.waitForTimeout(50);
  }
  const { perSecond: moving, worstMs: worst } = await panned;
  figure({
    name: "The same while zooming with the wheel: frames a second",
    value: moving,
    unit: "/s",
    note: `worst gap ${worst.toFixed(0)} ms`,
  });
});

test("input while the engine runs flat out", async ({ page, figure }) => {
  await open(page);
  await dropCircuit(page, cubaOnBoard());
  await setSpeed(page, "max");
  await play(page);
  await page.waitForTimeout(2000);
  const spent = await mainThread(page);
  const board = page.locator('.react-flow__node[data-id="e"]');
  const from = await now(page);
  for (let k = 0; k < 60; k++) {
    if (k % 3 === 0) await board.click({ position: { x: 12, y: 12 } });
    else await page.keyboard.press(k % 2 === 0 ? "ArrowRight" : "ArrowLeft");
    await page.waitForTimeout(40);
  }
  const until = await now(page);
  const time = await spent();
  const { inputs, messages } = await heard(page);
  const shown = inputs.filter(({ at }) => at >= from).map(({ shownMs }) => shownMs);
  figure({
    name: "Input to painted frame while CUBA 4000 runs flat out, p95",
    value: quantile(shown, 0.95),
    unit: "ms",
    goal: { at: "most", value: 50 },
    note: `median ${quantile(shown, 0.5).toFixed(0)} ms of ${shown.length} keys and clicks; page busy ${((100 * (time.TaskDuration ?? 0)) / (until - from)).toFixed(0)} % of the time`,
  });
  const own = messages.filter(({ at, type }) => type === "frame" && at >= from && at <= until);
  const [first, last] = [own[0], own.at(-1)];
  const speed = first && last ? ((last.timeMs ?? 0) - (first.timeMs ?? 0)) / (last.at - first.at) : Number.NaN;
  figure({
    name: "CUBA 4000 in the app as fast as possible: model time over real time",
    value: speed,
    unit: "x",
    note: "on the wall, drawing included",
  });
});
