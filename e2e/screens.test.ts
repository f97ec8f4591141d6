/** Every screen, in light and in dark, without a violation that axe can find. */
import { expect, expectAccessible, inspector, node, openCircuit, type Page, pauseRun, test } from "./harness/index.ts";

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
      await expectAccessible(page);
    });
  }
  await test.step("several nodes, and a wire", async () => {
    await page.keyboard.press("ControlOrMeta+a");
    await expectAccessible(page);
  });
});

test("what opens over the board", async ({ page }) => {
  test.slow();
  await page.goto("./");
  await pauseRun(page);
  const screen = async (name: string, open: () => Promise<unknown>): Promise<void> => {
    await test.step(name, async () => {
      await open();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
    });
  };
  await screen("all equations", () => page.getByRole("button", { name: "All equations" }).click());
  await screen("keys", () => page.keyboard.press("?"));
  await screen("adding by name", () => page.keyboard.press("a"));
  await screen("examples", async () => {
    await menu(page, "Examples");
    await expect(page.getByRole("heading", { name: "Examples", level: 1 })).toBeVisible();
  });
  await screen("sharing", () => menu(page, "Share"));
  await screen("theme", () => menu(page, "Theme"));
  await screen("library", async () => {
    await menu(page, "Circuit menu");
    await page.getByRole("menuitem", { name: "Circuits on this device" }).click();
    await expect(page.getByRole("dialog", { name: "Circuits on this device" })).toBeVisible();
  });
  await screen("outline", async () => {
    await menu(page, "Circuit menu");
    await page.getByRole("menuitem", { name: "Outline" }).click();
    await expect(page.getByRole("dialog", { name: "Outline" })).toBeVisible();
  });
  await screen("what is drawn", () => page.getByRole("button", { name: "Choose what is drawn" }).click());
  await screen("stop when", () => page.getByRole("button", { name: /^Stop when/ }).click());
  await screen("the equation of another population", () => page.getByRole("button", { name: /^Equation of/ }).click());
  await screen("the gallery of a folded palette", async () => {
    await page.getByRole("button", { name: "Fold the palette" }).click();
    await page.getByRole("button", { name: "Neurons", exact: true }).click();
  });
  await screen("projected", () => page.keyboard.press("p"));
});
