/** Reading plots: values under the pointer, zoom and pan, legends, and files that say their units. */
import {
  boxOf,
  dock,
  drawn,
  expect,
  fromPlotMenu,
  inspector,
  middle,
  nameField,
  node,
  oneCell,
  openCircuit,
  type Page,
  pause,
  play,
  savedFile,
  showAll,
  test,
  untilMs,
} from "./harness/index.ts";

const raster = (page: Page) => page.getByRole("img", { name: /^Raster/ });
const membrane = (page: Page) => page.getByRole("img", { name: /^Membrane/ });

test("plots are read, moved and saved", async ({ page }) => {
  test.slow();
  await page.goto("./");
  await openCircuit(page, oneCell);
  await play(page);
  await untilMs(page, 100);
  await pause(page);
  await showAll(page);

  await test.step("the value and the moment under the pointer", async () => {
    const box = await boxOf(membrane(page));
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
    await expect(
      dock(page)
        .getByText(/^−\d\d\.\d( mV)?$/)
        .first(),
    ).toBeVisible();
    await expect(dock(page).locator(".dock-time-chip")).toHaveText(/^\d+\.\d+$/);
  });

  await test.step("the spike nearest to the pointer", async () => {
    const box = await boxOf(raster(page));
    const chip = page.getByText(/^Cell, cell 0 · \d/);
    for (let x = 0.05; x < 0.6 && !(await chip.isVisible()); x += 0.01)
      await page.mouse.move(box.x + box.width * x, box.y + box.height / 2);
    await expect(chip).toBeVisible();
  });

  await test.step("zoom about the pointer, pan, and the whole run again", async () => {
    const whole = await drawn(raster(page));
    const { x, y } = await middle(raster(page));
    await page.mouse.move(x, y);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -300);
    await page.keyboard.up("Control");
    await expect.poll(() => drawn(raster(page))).not.toBe(whole);
    const near = await drawn(raster(page));
    await page.mouse.wheel(-80, 0);
    await expect.poll(() => drawn(raster(page))).not.toBe(near);
    await page.mouse.down();
    await page.mouse.move(x + 100, y, { steps: 4 });
    await page.mouse.up();
    await showAll(page);
    await page.mouse.move(5, 5);
    await expect.poll(() => drawn(raster(page))).toBe(whole);
  });

  await test.step("a stretch that is marked is counted", async () => {
    const { x, y } = await middle(raster(page));
    await page.keyboard.down("Shift");
    await page.mouse.move(x - 300, y);
    await page.mouse.down();
    await page.mouse.move(x, y, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up("Shift");
    await expect(dock(page).getByText(/Cell\s+\d+ spikes?, [\d.]+ Hz/)).toBeVisible();
  });

  await test.step("a legend selects its node", async () => {
    await dock(page).getByRole("region", { name: "Spikes" }).getByRole("button", { name: /^Cell/ }).click();
    await expect(inspector(page).getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Cell");
    await expect(node(page, "Cell")).toHaveClass(/selected/);
  });

  await test.step("a table for who cannot see it", async () => {
    await fromPlotMenu(page, "Spikes", "Show as a table");
    const table = page.getByRole("dialog", { name: "Spikes as a table" });
    await expect(table).toContainText(/Cell sent \d+ spikes/);
    await expect(table.getByRole("columnheader", { name: "Rate (Hz)" })).toBeVisible();
    await table.getByRole("button", { name: "Close" }).click();
  });

  await test.step("files", async () => {
    const svg = await savedFile(page, "Membrane", "Save picture (SVG)");
    expect(svg.name).toMatch(/\.svg$/);
    expect(svg.content.toString()).toContain("<svg");
    expect(svg.content.toString()).toContain("mV");
    const png = await savedFile(page, "Spikes", "Save picture (PNG)");
    expect(png.content.subarray(1, 4).toString()).toBe("PNG");
    expect(png.content.length).toBeGreaterThan(5000);
    const csv = (await savedFile(page, "Membrane", "Save data (CSV)")).content.toString();
    expect(csv).toContain("mV");
    expect(csv).toContain("dt");
    const rows = csv
      .trim()
      .split("\n")
      .filter((line) => !line.startsWith("#"));
    expect(rows.length).toBeGreaterThan(500);
    expect(rows.at(-1)).toMatch(/^[\d.]+,-\d+(\.\d+)?$/);
  });

  await test.step("plots are closed and brought back", async () => {
    await fromPlotMenu(page, "Rate", "Close");
    await expect(dock(page).getByRole("region", { name: /^Rate/ })).toHaveCount(0);
    await page.getByRole("button", { name: "Choose what is drawn" }).click();
    await page.getByRole("dialog", { name: "What is drawn" }).getByRole("checkbox", { name: "Rate" }).check();
    await page.keyboard.press("Escape");
    await expect(dock(page).getByRole("region", { name: /^Rate/ })).toBeVisible();
  });
});

test("which plots are closed is remembered for each circuit, and over a reload", async ({ page }) => {
  const rate = dock(page).getByRole("region", { name: /^Rate/ });
  const spikes = dock(page).getByRole("region", { name: /^Spikes/ });
  await page.goto("./");
  await fromPlotMenu(page, "Rate", "Close");
  await expect(rate).toHaveCount(0);

  await test.step("of the example that the page opens with", async () => {
    await page.reload();
    await expect(spikes).toBeVisible();
    await expect(rate).toHaveCount(0);
  });

  await test.step("and not of another circuit", async () => {
    await openCircuit(page, oneCell);
    await expect(rate).toBeVisible();
    await fromPlotMenu(page, "Membrane", "Close");
    await expect(dock(page).getByRole("region", { name: /^Membrane/ })).toHaveCount(0);
    await expect(page.getByText("Saved on this device")).toBeVisible();
    await page.reload();
    await expect(nameField(page)).toHaveValue(oneCell.name);
    await expect(rate).toBeVisible();
    await expect(dock(page).getByRole("region", { name: /^Membrane/ })).toHaveCount(0);
  });
});

test("plots change places by menu, by key and by hand, and stay there", async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, oneCell);
  const titles = dock(page).locator(".dock-plot h3");
  await expect(titles).toHaveText(["Spikes", "Rate", "Membrane"]);
  await fromPlotMenu(page, "Spikes", "Move down");
  await expect(titles).toHaveText(["Rate", "Spikes", "Membrane"]);
  await page.getByRole("button", { name: "Membrane: more" }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(titles).toHaveText(["Rate", "Membrane", "Spikes"]);
  const from = await boxOf(titles.nth(2));
  const onto = await boxOf(titles.nth(0));
  await page.mouse.move(from.x + 5, from.y + 5);
  await page.mouse.down();
  await page.mouse.move(onto.x + 5, onto.y + 2, { steps: 8 });
  await page.mouse.up();
  await expect(titles).toHaveText(["Spikes", "Rate", "Membrane"]);
  await expect(page.getByText("Saved on this device")).toBeVisible();
  await page.reload();
  await expect(titles).toHaveText(["Spikes", "Rate", "Membrane"]);
});
