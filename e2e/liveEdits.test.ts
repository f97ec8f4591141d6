/** Turning and rewiring a network while it runs: it answers, and no time is lost. */
import {
  drag,
  expect,
  inspector,
  node,
  nowMs,
  oneCell,
  openCircuit,
  pause,
  placeOn,
  play,
  port,
  spikesOf,
  test,
  untilMs,
  wire,
} from "./harness/index.ts";

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, oneCell);
});

test("raising the current raises the rate of the network that runs", async ({ page }) => {
  await play(page);
  await untilMs(page, 100);
  await node(page, "Source").click();
  const slider = inspector(page).getByRole("slider", { name: "Amplitude" });
  const raisedMs = await nowMs(page);
  await inspector(page).getByRole("textbox", { name: "Amplitude" }).fill("1500");
  await page.keyboard.press("Enter");
  await expect(slider).toHaveAttribute("aria-valuenow", "1500");
  await untilMs(page, raisedMs + 100);
  await pause(page);
  const spikes = await spikesOf(page);
  const before = spikes.filter(({ timeMs }) => timeMs < raisedMs);
  expect(before.length).toBeGreaterThan(3);
  // 500 pA: every 15.9 ms; 1500 pA: every 4.9 ms.
  expect(intervals(before)[0]).toBeCloseTo(15.9, 1);
  expect(intervals(spikes).at(-1)).toBeLessThan(5);

  await test.step("and the slider's keys do the same", async () => {
    await slider.focus();
    await page.keyboard.press("ArrowLeft");
    expect(Number(await slider.getAttribute("aria-valuenow"))).toBeLessThan(1500);
  });
});

test("a new wire keeps time and spikes", async ({ page }) => {
  await play(page);
  await untilMs(page, 60);
  await drag(page, page.getByRole("button", { name: "Leaky integrate-and-fire" }), await placeOn(page, 0.8, 0.75));
  await drag(page, port(page, "Source i output"), port(page, "LIF 1 i input"));
  await expect(wire(page, "Source", "LIF 1")).toBeAttached();
  const wiredMs = await nowMs(page);
  expect(wiredMs).toBeGreaterThan(60);
  await untilMs(page, wiredMs + 60);
  await pause(page);
  const spikes = await spikesOf(page);
  const old = spikes.filter(({ population }) => population === "Cell");
  for (const interval of intervals(old)) expect(interval).toBeCloseTo(intervals(old)[0] ?? Number.NaN, 5);
  expect(old[0]?.timeMs).toBeLessThan(20);
  expect(spikes.some(({ population, timeMs }) => population === "LIF 1" && timeMs > 60)).toBe(true);
});

const intervals = (spikes: readonly { timeMs: number }[]): number[] =>
  spikes.slice(1).map(({ timeMs }, k) => timeMs - (spikes[k]?.timeMs ?? 0));
