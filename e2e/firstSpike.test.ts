/** From an empty board to a spike of one's own: by the button that stands there, and by hand. */
import {
  drag,
  drawn,
  expect,
  expectAccessible,
  inkOf,
  newCircuit,
  node,
  type Page,
  pause,
  placeOn,
  play,
  port,
  spikesOf,
  test,
  untilMs,
} from "./harness/index.ts";

const raster = (page: Page) => page.getByRole("img", { name: /^Raster/ });
const membrane = (page: Page) => page.getByRole("img", { name: /^Membrane/ });

test("three gestures, and under 5 s", async ({ page }) => {
  await page.goto("./");
  const startMs = Date.now();
  await page.getByRole("button", { name: "Circuit menu" }).click();
  await page.getByRole("menuitem", { name: "New circuit" }).click();
  await page.getByRole("button", { name: "Place both and play" }).click();
  await expect.poll(() => inkOf(raster(page)), { intervals: [50] }).toBeGreaterThan(10);
  expect(Date.now() - startMs).toBeLessThan(5000);

  await test.step("the trace moves", async () => {
    const before = await drawn(membrane(page));
    await expect.poll(() => drawn(membrane(page))).not.toBe(before);
  });
  await expect(node(page, "LIF 1")).toContainText(/\d Hz/);
});

test("by hand: drag a current, drag a neuron, wire them, play", async ({ page }) => {
  await page.goto("./");
  await newCircuit(page);
  await expectAccessible(page);
  await drag(page, page.getByRole("button", { name: "Constant current" }), await placeOn(page, 0.25, 0.4));
  await drag(page, page.getByRole("button", { name: "Leaky integrate-and-fire" }), await placeOn(page, 0.6, 0.4));
  await expect(node(page, "LIF 1")).toBeVisible();
  await drag(page, port(page, "const 1 i output"), port(page, "LIF 1 i input"));
  await expect(page.getByRole("group", { name: "Wire from const 1, i, to LIF 1, i" })).toBeAttached();
  await play(page);
  await untilMs(page, 60);
  await pause(page);
  expect((await spikesOf(page)).length).toBeGreaterThan(1);
  await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
  await expectAccessible(page);
});
