/** A node becomes another kind where it stands: by keys, by its menu and from the inspector; wires stay, and what would be lost is said before. */
import { board, expect, expectAccessible, node, type Page, test, wire } from "./harness/index.ts";

async function openExample(page: Page, title: string): Promise<void> {
  await page.goto("./");
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("main").getByRole("button", { name: title }).click();
  await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
}

test("by keyboard a hidden unit of the lecture's XOR becomes linear, and undo brings it back", async ({ page }) => {
  await openExample(page, "XOR in two layers");
  await node(page, "Hidden").focus();
  await page.keyboard.press("t");
  const field = page.getByRole("combobox", { name: "Kind that Hidden should be" });
  await expect(field).toBeFocused();
  await expectAccessible(page, ".add-dialog");
  await page.keyboard.type("linear unit");
  const first = page.getByRole("option").first();
  await expect(first).toContainText("Linear unit");
  await expect(first).toContainText("keeps all wires");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Linear unit", exact: true })).toBeVisible();
  await expect(board(page).getByRole("group", { name: /^Wire from .*, to Hidden, / })).toHaveCount(1);
  await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("button", { name: /Rectified linear|ReLU/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Redo: Change Hidden to Linear unit" })).toBeEnabled();
});

test("by mouse, from the node's menu and the inspector; a kind that would lose wires names them and can be taken back", async ({
  page,
}) => {
  await page.goto("./");
  await node(page, "E").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Change kind…" }).click();
  await page.getByRole("option", { name: /^Adaptive exponential/ }).click();
  await expect(page.getByRole("button", { name: /^Adaptive exponential/ })).toBeVisible();
  await expect(wire(page, "P → E", "E")).toBeVisible();

  await page.getByRole("button", { name: /^Adaptive exponential/ }).click();
  await page.getByRole("combobox", { name: "Kind that E should be" }).fill("tanh");
  const option = page.getByRole("option", { name: /^Tanh unit/ });
  await expect(option).toContainText("Takes away the wire to “E → I”");
  await option.click();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByRole("button", { name: /^Adaptive exponential/ })).toBeVisible();
  await expect(wire(page, "E", "E → I")).toBeVisible();
});
