/** Published values by name: what they set, what they show, and back. */
import {
  expect,
  expectAccessible,
  expectOneStep,
  inspector,
  node,
  openCircuit,
  pause,
  play,
  spikesOf,
  test,
  untilMs,
} from "./harness/index.ts";

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

test("an experiment is set up as published and converged, and the spikes are those of each", async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, {
    nodes: [{ id: "cell", kind: "izhikevich", label: "Cell", at: [240, 0], color: 1 }],
    wires: [],
  });
  await node(page, "Cell").click({ position: { x: 12, y: 12 } });
  const values = inspector(page).getByRole("region", { name: "Published values" });
  const choice = values.getByRole("combobox", { name: "Published values" });
  const published = values.getByRole("button", { name: "As published" });
  const converged = values.getByRole("button", { name: "Converged" });
  const source = page.getByRole("region", { name: "Board", exact: true }).getByRole("group", { name: /^steps/ });
  const count = async (): Promise<number> => {
    await play(page);
    await untilMs(page, 151);
    await pause(page);
    return (await spikesOf(page)).filter(({ timeMs }) => timeMs <= 150).length;
  };

  await choice.selectOption({ label: "Fast spiking (FS)" });
  await expectOneStep(page, "Set up the published experiment", () => published.click(), {
    before: () => expect(source).toHaveCount(0),
    after: async () => {
      await expect(source).toHaveCount(1);
      await expect(published).toHaveAttribute("aria-pressed", "true");
    },
  });
  await expect(values).toContainText("in steps of 0.25 ms");
  await expect(values).toContainText("looks for v above 30 mV only after a step");
  expect(await count()).toBe(15);

  await converged.focus();
  await page.keyboard.press("Enter");
  await expect(converged).toHaveAttribute("aria-pressed", "true");
  await expect(source).toHaveCount(1);
  expect(await count()).toBe(19);

  await test.step("the next pattern is shown in the same way, with the same numbers as another or not", async () => {
    await choice.selectOption({ label: "E Mixed mode" });
    await expect(choice).toHaveValue("E");
    await expect(converged).toHaveAttribute("aria-pressed", "true");
    await expect(source).toHaveCount(1);
  });
  await expectAccessible(page, "aside[aria-label=Inspector]");
});
