/** Every example opens running, without a problem, and draws something at once. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { board, dock, expect, inkOf, type Locator, nameField, nowMs, type Page, test } from "./harness/index.ts";

interface Entry {
  file: string;
  title: string;
  question: string;
}

const folder = join(import.meta.dirname, "../public/examples");
const index: readonly Entry[] = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));

async function openGallery(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Examples" }).click();
  await expect(page.getByRole("heading", { name: "Examples", level: 1 })).toBeVisible();
}

/** Whether any of these canvases is drawn on. Reading one back is slow: the first that is will do. */
async function anyInk(plots: Locator): Promise<boolean> {
  for (const plot of await plots.all()) if ((await inkOf(plot)) > 50) return true;
  return false;
}

test("every example opens running and draws", async ({ page }) => {
  test.setTimeout(600_000);
  await page.goto("./");
  for (const { file, title, question } of index) {
    await test.step(file, async () => {
      await openGallery(page);
      await page
        .getByRole("main")
        .getByRole("button", { name: `${title} ${question}` })
        .click();
      const { name } = JSON.parse(readFileSync(join(folder, file), "utf8"));
      await expect(nameField(page)).toHaveValue(name);
      await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
      await expect.poll(() => nowMs(page), { intervals: [100], timeout: 120_000 }).toBeGreaterThan(0.5);
      // A note is no problem: it tells of background input that is not recorded.
      await expect(page.getByRole("button", { name: /^(No problems|\d+ notes?)$/ })).toBeVisible();
      const plots = dock(page).getByRole("img", { name: /^Raster|^Membrane|^Activity/ });
      await expect.poll(() => anyInk(plots), { intervals: [50] }).toBe(true);
      await expect(dock(page).getByRole("status")).toHaveCount(0);
      await expect(
        board(page).locator("[aria-roledescription=neuron], [aria-roledescription=spikes]").first(),
      ).toBeVisible();
    });
  }
});

test("the gallery is searched, filtered and left", async ({ page }) => {
  await page.goto("./");
  await openGallery(page);
  const cards = page.getByRole("main").getByRole("listitem");
  await expect(cards).toHaveCount(index.length);
  await page.keyboard.press("/");
  await page.keyboard.type("synfire");
  await expect(cards).toHaveCount(1);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("no such thing");
  await page.getByRole("button", { name: `Show all ${index.length}` }).click();
  await expect(cards).toHaveCount(index.length);
  await page.getByRole("button", { name: /^Networks/ }).click();
  await expect.poll(() => cards.count()).toBeLessThan(index.length);
  await page.keyboard.press("Escape");
  await expect(board(page)).toBeVisible();
  await expect(nameField(page)).toHaveValue("Balance, and a squid");
});
