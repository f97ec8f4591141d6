/** The first minute: the page opens with a circuit that already runs, and one key stops it. */
import { gzipSync } from "node:zlib";
import { appUrl, expect, expectAccessible, inkOf, test } from "./harness/index.ts";

test("opens with an example already running", async ({ page }) => {
  await page.goto(appUrl());
  await expect(page).toHaveTitle(/Spikeboard/);
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
  const now = page.getByRole("slider", { name: "Present moment" });
  await expect.poll(async () => Number(await now.getAttribute("aria-valuenow"))).toBeGreaterThan(50);

  await test.step("the raster fills", async () => {
    const raster = page.getByRole("region", { name: "Plots" }).locator("canvas").first();
    await expect.poll(() => inkOf(raster)).toBeGreaterThan(20);
  });

  await test.step("Space stops it, and nothing moves any more", async () => {
    await page.keyboard.press("Space");
    await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
    // What the engine had sent before it heard of the pause may still arrive.
    let before: string | null = null;
    const stands = async (): Promise<boolean> => {
      const last = before;
      before = await now.getAttribute("aria-valuenow");
      return before === last;
    };
    await expect.poll(stands, { intervals: [300] }).toBe(true);
  });

  await expectAccessible(page);
});

test("the first load is at most 500 kB compressed", async ({ page }) => {
  const bodies = new Map<string, Promise<Buffer>>();
  // Only what the page itself asks for: the service worker fetches the rest at its leisure. What page and engine share is asked
  // for twice, and comes from the browser's cache the second time.
  page.on("response", (response) => {
    if (!response.fromServiceWorker()) bodies.set(response.url(), response.body());
  });
  await page.goto(appUrl(), { waitUntil: "load" });
  const raster = page.getByRole("region", { name: "Plots" }).locator("canvas").first();
  await expect.poll(() => inkOf(raster)).toBeGreaterThan(20);
  const sizes = (await Promise.all(bodies.values())).map((body) => gzipSync(body).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(500_000);
});
