/** How soon a memory has learned, recalls and is measured, in its laboratory as a user has it. */
import { dropCircuit, expect, open, type Page, test } from "./harness.ts";

const laboratory = (page: Page) => page.getByRole("region", { name: "Memory laboratory" });

/** Points of a square of so many on a side, random patterns, and the laboratory of their weights. */
async function openMemory(page: Page, side: number, patterns: number): Promise<void> {
  const n = side * side;
  await open(page);
  await dropCircuit(page, {
    spikeboard: 1,
    name: "Memory",
    seed: 1,
    order: "nest",
    dt: 1,
    nodes: [
      {
        id: "p",
        kind: "patterns",
        label: "P",
        at: [0, 0],
        n,
        parameters: { patterns: `${side}x${side}\nrandom ${patterns} seed 1` },
      },
      { id: "w", kind: "hebb", label: "W", at: [256, 0], parameters: { rule: "mean", diagonal: "kept" } },
    ],
    wires: [{ from: "p.patterns", to: "w.patterns" }],
  });
  await page.locator(".react-flow__node").filter({ hasText: "P" }).first().focus();
  await page.keyboard.press("i");
  await expect(laboratory(page)).toBeVisible();
}

/** What the thread says of its own time [ms]; "under 1 ms" counts as 1. */
async function timing(page: Page): Promise<{ learned: number; recalled: number }> {
  const caption = laboratory(page).getByText(/learned in .* recalled in/);
  await expect(caption).toBeVisible({ timeout: 60_000 });
  const [, learned, recalled] =
    /learned in (?:under )?([\d.]+) ms, recalled in (?:under )?([\d.]+) ms/.exec((await caption.textContent()) ?? "") ??
    [];
  return { learned: Number(learned), recalled: Number(recalled) };
}

for (const { side, patterns, learn, recall } of [
  { side: 28, patterns: 10, learn: 50, recall: 20 },
  { side: 64, patterns: 100, learn: undefined, recall: undefined },
]) {
  test(`a memory of ${side * side} units and ${patterns} patterns`, async ({ page, figure }) => {
    await openMemory(page, side, patterns);
    const { learned, recalled } = await timing(page);
    const name = `memory of ${side * side} units, ${patterns} patterns`;
    figure({
      name: `${name}: to learn`,
      value: learned,
      unit: "ms",
      ...(learn ? { goal: { at: "most", value: learn } } : {}),
    });
    figure({
      name: `${name}: to recall`,
      value: recalled,
      unit: "ms",
      ...(recall ? { goal: { at: "most", value: recall } } : {}),
    });
  });
}

test("the capacity of 400 units", async ({ page, figure }) => {
  await openMemory(page, 20, 5);
  await laboratory(page).getByRole("tab", { name: "Capacity" }).click();
  await laboratory(page).getByRole("button", { name: "Measure" }).click();
  const began = Date.now();
  await expect(laboratory(page).getByRole("progressbar")).toBeVisible();
  await expect(laboratory(page).getByRole("progressbar")).toHaveCount(0, { timeout: 120_000 });
  figure({
    name: "capacity curve of 400 units, 10 loads, 20 networks each",
    value: (Date.now() - began) / 1000,
    unit: "s",
    goal: { at: "most", value: 20 },
  });
});
