/** A class looks at a memory: an example opens, its laboratory shows what is stored, a damaged cue comes back, and what it holds is measured. */
import { expect, expectAccessible, node, openCircuit, type Page, test } from "./harness/index.ts";

const laboratory = (page: Page) => page.getByRole("region", { name: "Memory laboratory" });

async function openExample(page: Page, title: string): Promise<void> {
  await page.goto("./");
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("main").getByRole("button", { name: title }).click();
  await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
}

/** The laboratory of a node, by the keyboard. */
async function openLaboratory(page: Page, label: string): Promise<void> {
  await node(page, label).focus();
  await page.keyboard.press("i");
  await expect(laboratory(page).getByRole("heading", { level: 2 })).toBeVisible();
}

test("the lecture's ten patterns: a corrupted cue comes back, and after a stroke of half of all weights too", async ({
  page,
}) => {
  await openExample(page, "Ten patterns in 784 units");
  await openLaboratory(page, "W");
  const lab = laboratory(page);
  await expect(lab.getByText("10 stored, 28 × 28 points")).toBeVisible();
  await lab.getByRole("button", { name: "random 4", exact: true }).click();
  await lab.getByRole("button", { name: "Recall", exact: true }).click();
  await expect(lab.getByRole("status")).toHaveText("This is random 4, exactly as stored.");
  await lab.getByRole("combobox", { name: "What the damage does" }).selectOption({ label: "The lecture's stroke" });
  const damage = lab.getByRole("slider", { name: "Share of the weights that is damaged" });
  await damage.focus();
  for (let k = 0; k < 5; k++) await damage.press("PageUp");
  await expect(lab.getByText("recalled in")).toBeVisible();
  await lab.getByRole("button", { name: "Recall", exact: true }).click();
  await expect(lab.getByRole("status")).toHaveText("This is random 4, exactly as stored.");
});

test("letters: outer products mix them up, the pseudo-inverse does not; a drawn one is stored, and undone", async ({
  page,
}) => {
  await openExample(page, "A memory for letters");
  await openLaboratory(page, "Letters");
  const lab = laboratory(page);
  await lab.getByRole("button", { name: "K", exact: true }).click();
  await lab.getByRole("radio", { name: "In part" }).click();
  await lab.getByRole("button", { name: "Recall", exact: true }).click();
  await expect(lab.getByRole("status")).toHaveText("This is K, exactly as stored.");
  await lab
    .getByRole("combobox", { name: "How patterns become weights" })
    .selectOption({ label: "Outer products over N" });
  await lab.getByRole("button", { name: "Recall", exact: true }).click();
  await expect(lab.getByRole("status")).not.toHaveText(/^$|This is K/);
  // By keyboard alone: a point is turned, which makes the cue one's own, and that is stored.
  await lab.getByRole("application", { name: /points/ }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await lab.getByRole("button", { name: "Store this" }).click();
  await expect(lab.getByText("7 stored")).toBeVisible();
  await lab.getByRole("button", { name: "drawn", exact: true }).click();
  await lab.getByRole("button", { name: "Forget" }).click();
  await expect(lab.getByText("6 stored")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(lab).toHaveCount(0);
});

test("where it rests, what it holds and how it forgets", async ({ page }) => {
  await openExample(page, "A memory for letters");
  await openLaboratory(page, "Units");
  const lab = laboratory(page);
  await lab.getByRole("tab", { name: "States of rest" }).click();
  await expect(lab.getByRole("list", { name: "States of rest" }).getByRole("listitem").first()).toBeVisible();
  await expect(lab.getByText(/From 200 random starts/)).toBeVisible();
  await lab.getByRole("tab", { name: "Capacity" }).click();
  await lab.getByRole("combobox", { name: "Units" }).selectOption({ label: "100 units" });
  await lab.getByRole("button", { name: "Measure" }).click();
  await expect(lab.getByRole("img", { name: /Final overlap against load: .* at 0.3$/ })).toBeVisible({
    timeout: 60_000,
  });
  await lab.getByRole("tab", { name: "Forgetting" }).click();
  await expect(lab.getByText(/After 80 patterns in 200 units/)).toBeVisible({ timeout: 60_000 });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the laboratory can be used by all, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openExample(page, "A memory for letters");
    await openLaboratory(page, "W");
    await expect(laboratory(page).getByText("recalled in")).toBeVisible();
    await expectAccessible(page);
  });
}

test("patterns of another size than the population are named, and the fix mends it", async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, {
    name: "Sizes",
    nodes: [
      { id: "p", kind: "patterns", label: "P", at: [0, 0], n: 64 },
      { id: "u", kind: "binaryUnit", label: "U", at: [256, 0], n: 10, color: 1 },
      { id: "w", kind: "hebb", label: "W", at: [256, 176] },
    ],
    wires: [
      { from: "p.patterns", to: "w.patterns" },
      { from: "u.u", to: "w.u_pre" },
      { from: "w.i", to: "u.i" },
    ],
  });
  await page.getByRole("button", { name: /1 problem/ }).click();
  await expect(page.getByText('The patterns of "P" have 64 points, but "U" has 10 cells.')).toBeVisible();
  await page.getByRole("button", { name: 'Give "U" 64' }).click();
  await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
});
