/** What the app says of numbers that cannot be right: a step too long, a part of an equation without a value, a cell that fires for ever. */
import { expect, expectAccessible, inspector, node, openCircuit, play, test, undo } from "./harness/index.ts";

const problems = /problem|warning/;

test.beforeEach(async ({ page }) => {
  await page.goto("./");
});

test("a step too long for a channel is told before it is run, and mended with one press", async ({ page }) => {
  await openCircuit(page, {
    order: "brian2",
    nodes: [{ id: "n", kind: "hodgkinHuxley", label: "Axon", at: [0, 0], method: "rk4", parameters: { I_e: 10 } }],
    wires: [],
  });
  await page.getByRole("button", { name: problems }).first().click();
  const dialog = page.getByRole("dialog", { name: "Problems" });
  await expect(dialog).toContainText(/v has a time constant of 0\.0\d+ ms while its channels are open/);
  await expectAccessible(page, '[role="dialog"]');
  await dialog.getByRole("button", { name: "Set dt to 0.05 ms" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
  await page.keyboard.press("Escape");
  await undo(page).click();
  await expect(page.getByRole("button", { name: "1 warning" })).toBeVisible();
});

test("a run that loses a value says which part of the equation has none", async ({ page }) => {
  await openCircuit(page, {
    nodes: [
      {
        id: "n",
        kind: "customNeuron",
        label: "Odd",
        at: [0, 0],
        definition: {
          parameters: {},
          state: { v: { unit: "mV", start: "-70 mV" } },
          equations: "dv/dt = log(v/mV)*mV/ms",
          threshold: "v > 0 mV",
          reset: "v = -70 mV",
        },
      },
    ],
    wires: [],
  });
  await test.step("a division by a written 0 is refused as it is typed, at its place", async () => {
    await node(page, "Odd").click();
    const equations = inspector(page).getByRole("textbox", { name: "Equations", exact: true });
    await equations.fill("dv/dt = 1/0*mV/ms");
    await expect(inspector(page).locator("mark")).toHaveText("1/0");
    await expect(inspector(page)).toContainText("1 / 0 divides by 0");
    await undo(page).click();
    await expect(equations).toHaveValue("dv/dt = log(v/mV)*mV/ms");
  });
  await play(page);
  await expect(
    page.getByText(/log\(v\/mV\) is the logarithm of -70, and only numbers above 0 have one/).first(),
  ).toBeVisible();
  await expect(node(page, "Odd")).toBeVisible();
});

test("a cell that fires ever faster stops the run, which names it", async ({ page }) => {
  await openCircuit(page, {
    order: "brian2",
    dt: 0.005,
    nodes: [
      {
        id: "n",
        kind: "izhikevich",
        label: "Pattern T",
        at: [0, 0],
        method: "rk4",
        parameters: { a: -0.026, b: -1, c: -45, d: -2, I_e: 120 },
        start: { v: -63.8 },
      },
    ],
    wires: [],
  });
  await play(page);
  await expect(page.getByText(/"Pattern T": cell 0 fired more than 10 times within a millisecond/).first()).toBeVisible(
    {
      timeout: 30_000,
    },
  );
});
