/** Firing analysis beside a neuron: what textbooks say of it, read off the panel; by mouse, by keyboard, and following the inspector. */
import {
  chooseFromMenu,
  expect,
  expectAccessible,
  inspector,
  node,
  oneCell,
  openCircuit,
  type Page,
  test,
} from "./harness/index.ts";

const panel = (page: Page) => page.getByRole("tabpanel");
const tab = (page: Page, name: string) => page.getByRole("tab", { name, exact: true });
const picture = (page: Page) => panel(page).getByRole("img").first();

test.beforeEach(async ({ page }) => {
  await page.goto("./");
});

test("the f-I curve of a leaky cell has its rheobase where g_L (V_th - E_L) is", async ({ page }) => {
  await openCircuit(page, oneCell);
  await chooseFromMenu(page, node(page, "Cell"), "Analyse firing…");
  await expect(page.getByRole("heading", { name: "Firing of Cell" })).toBeVisible();

  await test.step("25 nS times 15 mV; and at 500 pA a spike every 2 ms + 10 ms ln 4 = 15.9 ms", async () => {
    await expect(panel(page)).toContainText("Rheobase 375\u202fpA");
    await expect(panel(page)).toContainText("Class 1");
    await expect(panel(page)).toContainText(/In the circuit: 500\u202fpA, 62\.\d\u202fHz/);
    await expect(picture(page)).toHaveAccessibleName(/^Rate against constant current\. Rheobase 375/);
  });

  await test.step("a number turned in the inspector moves it", async () => {
    await node(page, "Cell").click({ position: { x: 12, y: 12 } });
    const threshold = inspector(page).getByRole("textbox", { name: "Threshold, mV" });
    await threshold.fill("-50");
    await threshold.press("Enter");
    await expect(panel(page)).toContainText("Rheobase 500\u202fpA");
    await page.keyboard.press("ControlOrMeta+z");
    await expect(panel(page)).toContainText("Rheobase 375\u202fpA");
  });

  await test.step("pattern, intervals and phase line of the same cell", async () => {
    await tab(page, "Pattern").click();
    await expect(panel(page)).toContainText("Tonic");
    await tab(page, "Intervals").click();
    await expect(panel(page)).toContainText("CV 0: regular as a clock. Mean 15.9\u202fms");
    await tab(page, "Phase line").click();
    await expect(picture(page)).toBeVisible();
  });
  await expectAccessible(page, ".analysis");
});

test("by keyboard: I opens it, arrows turn its pages, Escape closes it", async ({ page }) => {
  await openCircuit(page, oneCell);
  await node(page, "Cell").focus();
  await page.keyboard.press("i");
  await expect(tab(page, "Rate")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(tab(page, "Steps")).toBeFocused();
  await expect(tab(page, "Steps")).toHaveAttribute("aria-selected", "true");
  await expect(panel(page).getByRole("img").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Firing of Cell" })).toBeHidden();
});

test("a cell with two variables has a phase plane, and one with channels shows its gates", async ({ page }) => {
  await openCircuit(page, {
    nodes: [
      { id: "fhn", kind: "fitzHughNagumo", label: "Excitable", at: [0, 0] },
      { id: "hh", kind: "hodgkinHuxley", label: "Axon", at: [0, 160] },
    ],
    wires: [],
  });
  await test.step("at rest the point where the nullclines cross, v - v^3/3 = (v + 0.7)/0.8, is stable", async () => {
    await chooseFromMenu(page, node(page, "Excitable"), "Analyse firing…");
    await tab(page, "Phase plane").click();
    await expect(picture(page)).toHaveAccessibleName(/^Phase plane of v and w\. stable spiral at v −1\.199/);
  });
  await test.step("three gates beside the spike", async () => {
    await chooseFromMenu(page, node(page, "Axon"), "Analyse firing…");
    await tab(page, "Gates").click();
    for (const gate of ["m", "h", "n"])
      await expect(panel(page).getByText(gate, { exact: true }).first()).toBeVisible();
  });
});

test("a bistable patch opens with its phase plane: two resting states and the saddle between them", async ({
  page,
}) => {
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("main").getByRole("button", { name: "A pulse it remembers" }).click();
  await expect(tab(page, "Phase plane")).toHaveAttribute("aria-selected", "true");
  await expect(picture(page)).toHaveAccessibleName(/^Phase plane of E and I\. stable node .*saddle .*stable node/);
});

test("another integrator and another step are drawn over the run, with how far they are apart", async ({ page }) => {
  await openCircuit(page, oneCell);
  await chooseFromMenu(page, node(page, "Cell"), "Analyse firing…");
  await tab(page, "Numerics").click();

  await test.step("a spike every 2 ms + 10 ms ln 4, rounded up to steps of 0.1 ms and of 0.01 ms", async () => {
    await expect(panel(page)).toContainText("12 spikes in both, number 12 the farthest apart");
    await expect(panel(page)).toContainText("as it is: exact propagator, 0.1 ms");
    await expect(panel(page)).toContainText("exact propagator, 0.01 ms");
  });
  await test.step("without steps, where spikes fall between them: there is no step to choose", async () => {
    await panel(page).getByRole("combobox", { name: "Other integrator" }).selectOption("Reference: adaptive, no steps");
    await expect(panel(page)).toContainText("reference without steps");
    // Twelve intervals of 15.8629 ms, each taken to the end of its step.
    await expect(panel(page)).toContainText("number 12 the farthest apart, by 0.4");
    await expect(panel(page).getByRole("textbox", { name: "Other step" })).toHaveCount(0);
  });
  await test.step("Euler in the same step, chosen by keyboard", async () => {
    await panel(page).getByRole("combobox", { name: "Other integrator" }).selectOption("Euler");
    const step = panel(page).getByRole("textbox", { name: "Other step" });
    await step.fill("0.1");
    await step.press("Enter");
    await expect(panel(page)).toContainText("forward Euler, 0.1 ms");
    await expect(picture(page)).toHaveAccessibleName(
      /^v over 200.ms in two ways: exact propagator, 0.1 ms; forward Euler/,
    );
  });
  await test.step("an edit moves both", async () => {
    await node(page, "Cell").click({ position: { x: 12, y: 12 } });
    const threshold = inspector(page).getByRole("textbox", { name: "Threshold, mV" });
    await threshold.fill("-40");
    await threshold.press("Enter");
    await expect(panel(page)).not.toContainText("spikes in both");
  });
  await expectAccessible(page, ".analysis");
});
