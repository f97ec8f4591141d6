/** A phone and a small laptop: everything is there, nothing runs off the screen, and taps do what drags do. */
import {
  board,
  dock,
  expect,
  expectAccessible,
  inkOf,
  newCircuit,
  node,
  type Page,
  port,
  spikesOf,
  test,
  untilMs,
  wire,
} from "./harness/index.ts";

/** Nothing to scroll sideways, and no control outside the window. */
async function expectInside(page: Page): Promise<void> {
  const outside = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    return [...document.querySelectorAll("header button, nav button, .dock-run button, h1, h2")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((element) => !element.closest(".unseen"))
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left < -1 || right > width + 1;
      })
      .map((element) => element.outerHTML.slice(0, 120));
  });
  expect(outside).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("add by name, wire by taps, play, and see the raster", async ({ page }) => {
    await page.goto("./");
    const views = page.getByRole("navigation", { name: "Views" });
    const more = page.getByRole("banner").getByRole("button", { name: "More" });
    await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
    await expectInside(page);
    await more.tap();
    await page.getByRole("menuitem", { name: "New circuit" }).tap();
    await expect(page.getByRole("button", { name: "Place both and play" })).toBeVisible();
    await expectInside(page);

    for (const kind of ["Leaky integrate-and-fire", "Constant current"]) {
      await views.getByRole("button", { name: "Add" }).tap();
      await page.getByRole("main", { name: "Add" }).getByRole("button", { name: kind, exact: true }).tap();
    }
    await expect(node(page, "LIF 1")).toBeVisible();
    await board(page).getByRole("button", { name: "Fit the circuit into view" }).tap();
    await port(page, "const 1 i output").tap();
    await port(page, "LIF 1 i input").tap();
    await expect(wire(page, "const 1", "LIF 1")).toBeAttached();

    await page.getByRole("button", { name: "Play", exact: true }).first().tap();
    await untilMs(page, 40);
    await expect.poll(() => inkOf(dock(page).getByRole("img", { name: /^Raster/ }))).toBeGreaterThan(5);
    await page.getByRole("button", { name: "Pause", exact: true }).tap();
    await expectInside(page);
    await expectAccessible(page);

    await test.step("the number one turns first is at hand, and the rest a tap away", async () => {
      await node(page, "const 1").tap();
      const card = page.getByRole("region", { name: "Inspector" });
      await card.getByRole("textbox", { name: "Amplitude" }).fill("900");
      await page.keyboard.press("Enter");
      await expect(node(page, "const 1")).toContainText("900 pA");
      await card.getByRole("button", { name: "All numbers" }).tap();
      const sheet = page.getByRole("dialog", { name: "Inspector" });
      await expect(sheet.getByRole("slider", { name: "Amplitude" })).toBeVisible();
      await expectAccessible(page);
      await sheet.getByRole("button", { name: "Close" }).tap();
      await expect(sheet).toBeHidden();
    });

    for (const tab of ["Add", "Outline", "Equations"]) {
      await test.step(tab, async () => {
        await views.getByRole("button", { name: tab }).tap();
        await expect(page.getByRole("main", { name: tab })).toBeVisible();
        await expectInside(page);
        await expectAccessible(page);
      });
    }
    await page.getByRole("main", { name: "Equations" }).getByRole("button", { name: "LIF 1" }).tap();
    await expect(board(page)).toBeVisible();
  });
});

test.describe("on a small laptop", () => {
  test.use({ viewport: { width: 1366, height: 768 } });

  test("board, numbers and plots stand side by side", async ({ page }) => {
    await page.goto("./");
    await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
    await untilMs(page, 20);
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    await expectInside(page);
    for (const label of ["Poisson", "E", "I", "Squid axon"])
      await expect(node(page, label)).toBeInViewport({ ratio: 0.99 });
    await expect(dock(page).getByRole("region", { name: "Membrane, mV" })).toBeInViewport({ ratio: 0.9 });
    await expect(page.getByRole("button", { name: "Leaky integrate-and-fire" })).toBeVisible();
    await newCircuit(page);
    await page.getByRole("button", { name: "Place both and play" }).click();
    await untilMs(page, 30);
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    expect((await spikesOf(page)).length).toBeGreaterThan(0);
    await expectInside(page);
  });
});
