/** The view is the reader's: theme, motion, sizes and what is folded; kept on the device, and never in the circuit. */
import { board, dock, drag, expect, inspector, middle, node, type Page, pause, test, undo } from "./harness/index.ts";

const ground = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("light, dark, or as the system", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("./");
  await pause(page);
  const light = await ground(page);
  const choose = async (theme: string): Promise<void> => {
    await page.getByRole("button", { name: "Theme" }).click();
    await page.getByRole("menuitemradio", { name: theme }).click();
  };
  await choose("Dark");
  await expect.poll(() => ground(page)).not.toBe(light);
  const dark = await ground(page);

  await test.step("plots too", async () => {
    const corner = await dock(page)
      .getByRole("img", { name: /^Membrane/ })
      .evaluate((canvas) => getComputedStyle(canvas.closest("section") as Element).color);
    expect(corner).not.toBe("rgb(0, 0, 0)");
  });

  await page.reload();
  await expect(board(page)).toBeVisible();
  await expect.poll(() => ground(page)).toBe(dark);
  await choose("As the system");
  await expect.poll(() => ground(page)).toBe(light);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => ground(page)).toBe(dark);
});

test("regions are sized, folded and found again", async ({ page }) => {
  await page.goto("./");
  await pause(page);
  const width = async (): Promise<number> => (await board(page).boundingBox())?.width ?? 0;
  const height = async (): Promise<number> => (await dock(page).boundingBox())?.height ?? 0;

  await test.step("the plots, by dragging and by keys", async () => {
    const before = await height();
    const grip = page.getByRole("separator", { name: "Height of the plots" });
    const { x, y } = await middle(grip);
    await drag(page, { x, y }, { x, y: y - 60 });
    await expect.poll(height).toBeCloseTo(before + 60, -1);
    await grip.press("ArrowDown");
    await expect.poll(height).toBeLessThan(before + 60);
    await grip.dblclick();
    await expect.poll(height).toBe(before);
  });

  await test.step("the inspector", async () => {
    const before = await width();
    await page.getByRole("separator", { name: "Size of the inspector" }).press("ArrowLeft");
    await expect.poll(width).toBeLessThan(before);
  });

  await test.step("folding gives the board the room", async () => {
    const before = await width();
    await page.getByRole("button", { name: "Fold the inspector" }).click();
    await page.getByRole("button", { name: "Fold the palette" }).click();
    await page.getByRole("button", { name: "Fold the plots away" }).click();
    await expect.poll(width).toBeGreaterThan(before + 300);
    await expect.poll(height).toBeLessThan(60);
  });

  await test.step("a reload finds it so", async () => {
    await page.reload();
    await expect(page.getByRole("button", { name: "Show the inspector" })).toBeVisible();
    await page.getByRole("button", { name: "Show the plots" }).click();
    await page.getByRole("button", { name: "Show the palette" }).click();
    await page.getByRole("button", { name: "Show the inspector" }).click();
    await expect(inspector(page).getByRole("heading", { name: "This circuit" })).toBeVisible();
    await expect(undo(page)).toBeDisabled();
  });

  await test.step("projected: larger type, board and plots only", async () => {
    const size = (): Promise<number> =>
      node(page, "E").evaluate((element) =>
        Number.parseFloat(getComputedStyle(element.querySelector(".part-name") ?? element).fontSize),
      );
    const type = (): Promise<number> =>
      dock(page).evaluate((element) =>
        Number.parseFloat(getComputedStyle(element.querySelector("h3") ?? element).fontSize),
      );
    const before = [await size(), await type()] as const;
    await page.keyboard.press("p");
    await expect.poll(type).toBeGreaterThan(before[1]);
    await page.keyboard.press("p");
    await expect.poll(type).toBe(before[1]);
  });
});

test("less motion is a choice of its own, and stays chosen", async ({ page }) => {
  await page.goto("./");
  const choice = page.getByRole("menuitemradio", { name: "Less motion" });
  const open = () => page.getByRole("banner").getByRole("button", { name: "Theme" }).click();
  await open();
  await choice.click();
  await page.reload();
  await open();
  await expect(choice).toBeChecked();
});

test("with reduced motion nothing glides, and everything still works", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("./");
  await pause(page);
  const moving = await page.evaluate(
    () =>
      document
        .getAnimations()
        .filter(({ playState, effect }) => playState === "running" && (effect?.getComputedTiming().duration ?? 0) !== 0)
        .length,
  );
  expect(moving).toBe(0);
  await board(page).getByRole("button", { name: "Zoom in" }).click();
  await page.keyboard.press("Shift+1");
  await expect(node(page, "Poisson")).toBeInViewport();
});
