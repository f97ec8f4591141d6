/** Every screen, in light and in dark, without a violation that axe can find. */
import {
  drag,
  expect,
  expectAccessible,
  inspector,
  node,
  openCircuit,
  type Page,
  pause,
  port,
  test,
  wire,
} from "./harness/index.ts";

/** One node of each family, a custom one of each kind that has them, a note, a group, a problem and a kind that is not known. */
const oneOfEach = {
  name: "One of each",
  about: "Everything once.",
  nodes: [
    { id: "current", kind: "sine", label: "Current", at: [0, 32] },
    { id: "cell", kind: "hodgkinHuxley", label: "Cell", at: [208, 0], color: 1, form: "per area" },
    { id: "train", kind: "inhomogeneousPoisson", label: "Train", at: [0, 208], n: 10 },
    {
      id: "syn",
      kind: "exponentialConductance",
      label: "Synapse",
      at: [208, 224],
      connect: { rule: "probability", p: 0.5 },
    },
    {
      id: "many",
      kind: "lif",
      label: "Many",
      at: [384, 192],
      n: 30,
      color: 2,
      parameters: { V_th: { uniform: [-56, -50] } },
    },
    { id: "own", kind: "customNeuron", label: "Own", at: [640, 0], color: 3 },
    { id: "ownSynapse", kind: "customSynapse", label: "Own synapse", at: [640, 208] },
    { id: "odd", kind: "astrocyte", label: "Odd", at: [432, 16] },
    { id: "list", kind: "spikeList", label: "List", at: [832, 208], parameters: { times: [5, 10, 20] } },
  ],
  wires: [
    { from: "train.spikes", to: "syn.spikes" },
    { from: "syn.i", to: "many.i" },
    { from: "many.spikes", to: "ownSynapse.spikes" },
    { from: "ownSynapse.i", to: "own.i" },
  ],
  notes: [{ id: "note", at: [832, 32], text: "A note" }],
  groups: [{ id: "group", label: "Together", nodes: ["train", "syn"] }],
};

const inspectorOnly = "aside[aria-label=Inspector]";
const sheet = "dialog[open]";
const popover = ":popover-open";

const menu = async (page: Page, button: string): Promise<void> =>
  page.getByRole("banner").getByRole("button", { name: button, exact: true }).click();

test("the board and the inspector of each family", async ({ page }) => {
  test.slow();
  await page.goto("./");
  await openCircuit(page, oneOfEach);
  await page.getByRole("button", { name: "Step forward" }).click();
  await expectAccessible(page);
  for (const label of ["Current", "Cell", "Train", "Synapse", "Many", "Own", "Own synapse", "Odd", "List"]) {
    await test.step(label, async () => {
      await node(page, label).click({ position: { x: 40, y: 10 } });
      await expect(node(page, label)).toHaveClass(/selected/);
      const folded = inspector(page).locator("details:not([open]) > summary");
      while ((await folded.count()) > 0) await folded.first().click();
      await expectAccessible(page, inspectorOnly);
    });
  }
  await test.step("several nodes, and a wire", async () => {
    await page.keyboard.press("ControlOrMeta+a");
    await expectAccessible(page, inspectorOnly);
    await page.keyboard.press("Escape");
    await wire(page, "Train", "Synapse").click({ force: true });
    await expectAccessible(page, inspectorOnly);
  });
});

test("what opens over the board", async ({ page }) => {
  test.slow();
  await page.goto("./");
  await pause(page);
  const screen = async (name: string, part: string | undefined, open: () => Promise<unknown>): Promise<void> => {
    await test.step(name, async () => {
      await open();
      if (part) await expect(page.locator(part)).toBeVisible();
      await expectAccessible(page, part);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
    });
  };
  const fromCircuitMenu = async (item: string): Promise<void> => {
    await menu(page, "Circuit menu");
    await page.getByRole("menuitem", { name: item }).click();
  };
  await screen("all equations", sheet, () => page.getByRole("button", { name: "All equations" }).click());
  await screen("keys", sheet, () => page.keyboard.press("?"));
  await screen("adding by name", sheet, () => page.keyboard.press("a"));
  await screen("library", sheet, () => fromCircuitMenu("Circuits on this device"));
  await screen("outline", sheet, () => fromCircuitMenu("Outline"));
  await screen("sharing", popover, () => menu(page, "Share"));
  await screen("theme", popover, () => menu(page, "Theme"));
  await screen("problems", popover, () => menu(page, "No problems"));
  await screen("what is drawn", popover, () => page.getByRole("button", { name: "Choose what is drawn" }).click());
  await screen("stop when", popover, () => page.getByRole("button", { name: /^Stop when/ }).click());
  await screen("whose equation", popover, () => page.getByRole("button", { name: /^Equation of/ }).click());
  await screen("finding", ".board-panel", async () => {
    await node(page, "E").focus();
    await page.keyboard.press("/");
  });
  await screen("a refusal", ".board-panel", () => drag(page, port(page, "E spikes output"), port(page, "I i input")));
  await screen("examples", undefined, async () => {
    await menu(page, "Examples");
    await expect(page.getByRole("heading", { name: "Examples", level: 1 })).toBeVisible();
  });
  await screen("a folded palette", undefined, async () => {
    await page.getByRole("button", { name: "Fold the palette" }).click();
    await page.getByRole("button", { name: "Neurons", exact: true }).click();
  });
  await screen("projected", undefined, () => page.keyboard.press("p"));
});
