/** Published values by name: what they set, what they show, and back. */
import { expect, expectAccessible, inspector, node, openCircuit, test } from "./harness/index.ts";

test("Izhikevich's characters are chosen by name, one undo step each", async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, {
    nodes: [{ id: "cell", kind: "izhikevich", label: "Cell", at: [0, 0], color: 1 }],
    wires: [],
  });
  await node(page, "Cell").click({ position: { x: 12, y: 12 } });
  const choice = inspector(page).getByRole("combobox", { name: "Published values" });
  const c = inspector(page).getByRole("textbox", { name: "Potential after a spike, mV" });
  await choice.selectOption({ label: "Chattering (CH)" });
  await expect(c).toHaveValue("−50");
  await expect(inspector(page).getByRole("region", { name: "Published values" })).toContainText(
    "bursts with a short pause",
  );
  await choice.selectOption({ label: "Fast spiking (FS)" });
  await expect(c).toHaveValue("−65");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(choice).toHaveValue("CH");
  await c.fill("-48");
  await c.press("Enter");
  await expect(choice.locator("option:checked")).toHaveText("Values of your own");
  await expectAccessible(page, "aside[aria-label=Inspector]");
});
