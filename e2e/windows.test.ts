/** One circuit in two windows: one of them stores it, and nothing is overwritten unseen. */
import {
  addByName,
  board,
  expect,
  expectAccessible,
  nameField,
  node,
  oneCell,
  openCircuit,
  type Page,
  test,
} from "./harness/index.ts";

const elsewhere = (page: Page) => page.getByText("This circuit is open in another window");
const saved = (page: Page) => expect(page.getByText("Saved on this device")).toBeVisible();

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, oneCell);
  await saved(page);
});

test("the first change in the second window makes a copy", async ({ page, context }) => {
  const second = await context.newPage();
  await second.goto("./");
  await expect(nameField(second)).toHaveValue("One cell");
  await expect(elsewhere(second)).toBeVisible();
  await expect(elsewhere(page)).toBeHidden();
  await expectAccessible(second, ".notice");
  const [bar, room] = await Promise.all([second.locator(".notice").boundingBox(), board(second).boundingBox()]);
  expect(bar && room && bar.y > room.y && bar.y + bar.height < room.y + room.height / 2, "over the board").toBe(true);

  await addByName(second, "ramp");
  await expect(nameField(second)).toHaveValue("One cell (copy)");
  await expect(elsewhere(second)).toBeHidden();
  await saved(second);

  await addByName(page, "sine");
  await saved(page);
  await page.reload();
  await second.reload();
  await test.step("each finds its own again", async () => {
    await second.getByRole("button", { name: "Circuit menu" }).click();
    await second.getByRole("menuitem", { name: "Circuits on this device" }).click();
    const library = second.getByRole("dialog", { name: "Circuits on this device" });
    await expect(library.getByText("One cell", { exact: true })).toBeVisible();
    await expect(library.getByText("One cell (copy)", { exact: true })).toBeVisible();
  });
});

test("taken over, the circuit is stored by the other window, with all that was edited", async ({ page, context }) => {
  const second = await context.newPage();
  await second.goto("./");
  await expect(elsewhere(second)).toBeVisible();
  await addByName(page, "ramp");
  await second.getByRole("button", { name: "Take it over" }).click();
  await expect(elsewhere(second)).toBeHidden();
  await expect(node(second, "ramp 1")).toBeVisible();
  await expect(elsewhere(page)).toBeVisible();
  await expect(nameField(page)).toHaveValue("One cell");

  await addByName(second, "sine");
  await test.step("the first window takes it back", async () => {
    await page.getByRole("button", { name: "Take it over" }).click();
    await page.getByRole("button", { name: /^Fit/ }).click();
    await expect(node(page, "sine 1")).toBeVisible();
    await expect(elsewhere(page)).toBeHidden();
    await expect(elsewhere(second)).toBeVisible();
  });
});
