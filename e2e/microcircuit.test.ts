/**
 * A third of a billion synapses in one tab: seen while they are wired, given up and begun again. With FULL_SCALE set they are wired
 * to the end and run, which takes 1.5 GB of memory and, on a machine that does nothing else, about ten seconds.
 */
import { dock, expect, expectAccessible, inkOf, nowMs, type Page, test } from "./harness/index.ts";

async function openExample(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("main").getByRole("button", { name: title }).click();
}

const progress = (page: Page) => page.getByRole("progressbar", { name: "Wiring" });
const stop = (page: Page) => page.getByRole("button", { name: "Stop wiring" });
const again = (page: Page) => page.getByRole("button", { name: "Wire again" });

test("the microcircuit is wired before one's eyes, and given up by mouse and by keyboard", async ({ page }) => {
  await page.goto("./");
  await openExample(page, "A cortical microcircuit");
  await expect(progress(page)).toBeVisible();
  await expect(page.getByText(/^Wiring \d+ % of 298,958,137 pairs of cells$/)).toBeVisible();
  await stop(page).click();
  await expect(page.getByText(/^Wiring was stopped at \d+ % of 298,958,137 pairs of cells/)).toBeVisible();
  await expect(page.getByRole("button", { name: "1 problem" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await expectAccessible(page);

  await again(page).focus();
  await page.keyboard.press("Enter");
  await expect(progress(page)).toBeVisible();
  await stop(page).focus();
  await page.keyboard.press("Enter");
  await expect(again(page)).toBeVisible();

  // Another circuit does not wait for this one.
  await again(page).click();
  await expect(progress(page)).toBeVisible();
  await openExample(page, "One cell, one current");
  await expect.poll(() => nowMs(page)).toBeGreaterThan(0);
  await expect(progress(page)).toHaveCount(0);
});

test("the microcircuit runs at full scale, drawn layer by layer", async ({ page }) => {
  test.skip(process.env["FULL_SCALE"] === undefined);
  test.setTimeout(300_000);
  await page.goto("./");
  await openExample(page, "A cortical microcircuit");
  await expect.poll(() => nowMs(page), { timeout: 240_000 }).toBeGreaterThan(20);
  await expect(progress(page)).toHaveCount(0);
  expect(await inkOf(dock(page).getByRole("img", { name: /^Raster/ }))).toBeGreaterThan(1000);
});
