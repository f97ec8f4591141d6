/** Turning and rewiring a network while it runs: it answers, and no time is lost. */
import {
  dock,
  drag,
  expect,
  inspector,
  middle,
  newCircuit,
  node,
  nowMs,
  oneCell,
  openCircuit,
  pause,
  placeOn,
  play,
  port,
  savedFile,
  showAll,
  spikesOf,
  test,
  undo,
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
    await expect.poll(async () => Number(await slider.getAttribute("aria-valuenow"))).toBeLessThan(1500);
  });
});

test("what is being typed is taken when another node is pressed", async ({ page }) => {
  const amplitude = inspector(page).getByRole("textbox", { name: "Amplitude" });
  await node(page, "Source").click();
  await amplitude.fill("777");
  await node(page, "Cell").click();
  await expect(amplitude).toBeHidden();
  await node(page, "Source").click();
  await expect(amplitude).toHaveValue("777");
  await expect(undo(page)).toBeEnabled();
});

test("the speed that was chosen is there after a reload", async ({ page }) => {
  const speed = page.getByRole("slider", { name: "Speed of model time" });
  await speed.focus();
  await page.keyboard.press("Home");
  await expect(speed).toHaveAttribute("aria-valuetext", "0.001× real time");
  await page.reload();
  await expect(speed).toHaveAttribute("aria-valuetext", "0.001× real time");
  await newCircuit(page);
  await expect(speed).toHaveAttribute("aria-valuetext", "1× real time");
});

test("Escape gives up a drag from the palette", async ({ page }) => {
  const from = await middle(page.getByRole("button", { name: "Leaky integrate-and-fire" }));
  const to = await placeOn(page, 0.8, 0.75);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(node(page, "Cell")).toBeVisible();
  await expect(node(page, "LIF 1")).toBeHidden();
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

test("more cells leave the rate that was recorded as it was", async ({ page }) => {
  await play(page);
  await untilMs(page, 120);
  await pause(page);
  await showAll(page);
  const rates = async () => (await savedFile(page, "Rate", "Save data (CSV)")).content.toString();
  const before = await rates();
  expect(before).toMatch(/\n\d+,[1-9]/);
  await node(page, "Cell").click();
  const cells = inspector(page).getByRole("textbox", { name: "Cells" });
  for (const n of ["5", "2"]) {
    await cells.fill(n);
    await page.keyboard.press("Enter");
    await expect(node(page, "Cell")).toContainText(`${n} LIF`);
    await expect(dock(page).getByText(`${n} cells`)).toBeVisible();
    expect(await rates()).toBe(before);
  }
});

const intervals = (spikes: readonly { timeMs: number }[]): number[] =>
  spikes.slice(1).map(({ timeMs }, k) => timeMs - (spikes[k]?.timeMs ?? 0));
