/** Spikeboard is a page that goes on working: without a network, in a folder of any host, and when a new version comes. */
import { appUrl, expect, pause, staticUrl, test, untilKept } from "./harness/index.ts";

for (const [where, address] of [
  ["as npm start serves it", appUrl],
  ["in a folder of a plain static host", staticUrl],
] as const) {
  test(`opens again without a network, ${where}`, async ({ page, context }) => {
    await page.goto(address());
    await untilKept(page);
    await context.setOffline(true);
    await page.reload();
    await expect(page.locator("#root")).not.toBeEmpty();
    // With words after the address too, as a link to a circuit has.
    await page.goto(`${address()}?from=class#x`);
    await expect(page.locator("#root")).not.toBeEmpty();
  });
}

test("on a host without headers the service worker adds them", async ({ page }) => {
  await page.goto(staticUrl());
  await untilKept(page);
  const response = await page.reload();
  expect(response?.headers()).toMatchObject({
    "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-opener-policy": "same-origin",
  });
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test("every file that the page needs is kept", async ({ page }) => {
  await page.goto(staticUrl());
  await untilKept(page);
  const kept = await page.evaluate(async () => {
    const [name = ""] = await caches.keys();
    const requests = await (await caches.open(name)).keys();
    return requests.map((request) => request.url);
  });
  expect(kept).toContain(staticUrl());
  expect(kept.filter((url) => /\/assets\/.*\.js$/.test(url)).length).toBeGreaterThan(0);
});

test("a new version waits, is announced, and is taken when asked for", async ({ page, request }) => {
  await page.goto(staticUrl("updated"));
  await pause(page);
  await untilKept(page);
  await page.evaluate(() => {
    addEventListener("spikeboard:new-version", (event) =>
      Object.assign(window, { newVersion: (event as CustomEvent).detail }),
    );
  });
  await request.post(staticUrl("updated"));
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await page.waitForFunction(() => "newVersion" in window);
  const reloaded = page.waitForEvent("load");
  await page.evaluate(() => (window as unknown as { newVersion: { takeOver(): void } }).newVersion.takeOver());
  await reloaded;
  expect(await page.evaluate(() => caches.keys())).toEqual([expect.stringMatching(/ next$/)]);
});

test("a new version that waited is announced again when the page is opened next", async ({ page, request }) => {
  await page.goto(staticUrl("reopened"));
  await pause(page);
  await untilKept(page);
  await request.post(staticUrl("reopened"));
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
  });
  await expect.poll(() => page.evaluate(async () => Boolean((await navigator.serviceWorker.ready).waiting))).toBe(true);
  await page.reload();
  await expect(page.locator(".notice").getByText("A new version is ready. Your circuits stay.")).toBeVisible();
});
