/** Moving in time: step by step, back to any moment and on from there, stopping by itself, and over the run before. */
import {
  dock,
  drag,
  drawn,
  expect,
  inkOf,
  inspector,
  middle,
  node,
  nowMs,
  oneCell,
  openCircuit,
  type Page,
  pause,
  play,
  present,
  spikesOf,
  stillMs,
  test,
  untilMs,
} from "./harness/index.ts";

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, oneCell);
});

const act = (page: Page, name: string) => dock(page).getByRole("button", { name, exact: true });
const expectNow = (page: Page, timeMs: number) => expect.poll(() => nowMs(page)).toBeCloseTo(timeMs, 3);

test("step by step, forward and back", async ({ page }) => {
  await act(page, "Step forward").click();
  await expectNow(page, 0.1);
  await page.keyboard.press("Shift+.");
  await expectNow(page, 1.1);
  await act(page, "Step back").click();
  await expectNow(page, 1);
  await page.keyboard.press("Shift+,");
  await expectNow(page, 0);
  await act(page, "Step back").click();
  await expectNow(page, 0);
});

test("back to a moment, and on from there with another current", async ({ page }) => {
  await play(page);
  await untilMs(page, 80);
  await pause(page);
  const stopped = await stillMs(page);
  const first = await spikesOf(page);

  await test.step("dragging the flag shows the past, and keeps what lies ahead in sight", async () => {
    const { x, y } = await middle(present(page));
    await drag(page, { x, y }, { x: x - 60, y });
    await expect.poll(() => nowMs(page)).toBeLessThan(stopped - 5);
    await expect(page.getByText("replay from here")).toBeVisible();
    await expect(present(page)).toHaveAttribute("aria-valuetext", /recorded/);
  });

  await test.step("going on unchanged gives the same spikes again", async () => {
    await present(page).focus();
    await page.keyboard.press("Home");
    await expectNow(page, 0);
    for (let k = 0; k < 3; k++) await page.keyboard.press("PageUp");
    await expectNow(page, 30);
    await play(page);
    await untilMs(page, stopped + 5);
    await pause(page);
    const again = await spikesOf(page);
    expect(again.slice(0, first.length)).toEqual(first);
  });

  await test.step("with more current the future is another, the past the same", async () => {
    await present(page).focus();
    await page.keyboard.press("Home");
    for (let k = 0; k < 4; k++) await page.keyboard.press("PageUp");
    await expectNow(page, 40);
    await node(page, "Source").click();
    await inspector(page).getByRole("textbox", { name: "Amplitude" }).fill("2000");
    await page.keyboard.press("Enter");
    await play(page);
    await untilMs(page, 70);
    await pause(page);
    const now = await spikesOf(page);
    const early = ({ timeMs }: { timeMs: number }): boolean => timeMs < 40;
    expect(now.filter(early)).toEqual(first.filter(early));
    expect(now.filter((spike) => !early(spike)).length).toBeGreaterThan(5);
  });
});

test("it stops by itself, and says why", async ({ page }) => {
  const stop = dock(page).getByRole("button", { name: /^Stop when/ });
  const sheet = page.getByRole("dialog", { name: "Stop when" });
  await stop.click();
  await sheet.getByRole("button", { name: "Set" }).click();
  await expect(stop).toHaveText("Stop when Cell spikes");
  await play(page);
  await expect(dock(page).getByRole("status")).toContainText("Cell");
  const at = await stillMs(page);
  expect(at).toBeGreaterThan(13);
  expect(at).toBeLessThan(15);
  expect(await spikesOf(page)).toHaveLength(1);

  await test.step("when a condition holds", async () => {
    await act(page, "Back to 0 ms").click();
    await stop.click();
    await sheet.getByText("a condition holds").click();
    await sheet.getByRole("textbox", { name: "Condition" }).fill("v > -60 mV");
    await sheet.getByRole("button", { name: "Set" }).click();
    await play(page);
    await expect(dock(page).getByRole("status")).toContainText("v > -60 mV");
    const first = await stillMs(page);
    expect(first).toBeLessThan(at);
    // On from there, until it comes true anew: after a spike and a rest.
    await play(page);
    await expect.poll(() => nowMs(page)).toBeGreaterThan(at);
    await expect(dock(page).getByRole("status")).toContainText("v > -60 mV");
  });

  await test.step("a condition that cannot be read is refused with its reason", async () => {
    await stop.click();
    await sheet.getByRole("textbox", { name: "Condition" }).fill("voltage > 3");
    await sheet.getByRole("button", { name: "Set" }).click();
    await expect(sheet.getByRole("alert")).toContainText("voltage is not known");
    await page.keyboard.press("Escape");
    await expect(stop).toHaveText("Stop when Cell: v > -60 mV");
  });
});

test("the last run lies under the present one", async ({ page }) => {
  await play(page);
  await untilMs(page, 60);
  await pause(page);
  await act(page, "Back to 0 ms").click();
  await expectNow(page, 0);
  const membrane = page.getByRole("img", { name: /^Membrane/ });
  const last = act(page, "Last run");
  await expect(last).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => inkOf(membrane)).toBeGreaterThan(100);
  const withLast = await drawn(membrane);
  await last.click();
  await expect.poll(() => drawn(membrane)).not.toBe(withLast);
});

test("slow, real and as fast as possible", async ({ page }) => {
  const speed = dock(page).getByRole("slider", { name: "Speed of model time" });
  await speed.focus();
  await page.keyboard.press("Home");
  await expect(speed).toHaveAttribute("aria-valuetext", "0.001× real time");
  await page.keyboard.press("End");
  await expect(speed).toHaveAttribute("aria-valuetext", "as fast as possible");
  await play(page);
  await untilMs(page, 2000);
  await expect(dock(page).getByText(/× reached/)).toBeVisible();
  await pause(page);
});
