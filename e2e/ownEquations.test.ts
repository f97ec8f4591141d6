/** A neuron and a synapse of one's own: typed, corrected at the place of the slip, and run at once. */
import {
  board,
  expect,
  inspector,
  node,
  openCircuit,
  type Page,
  pause,
  play,
  spikesOf,
  test,
  undo,
  untilMs,
} from "./harness/index.ts";

const own = {
  name: "Own equations",
  nodes: [
    { id: "source", kind: "constant", label: "Source", at: [0, 32], parameters: { amplitude: 600 } },
    { id: "cell", kind: "customNeuron", label: "Mine", at: [240, 0], color: 1 },
    { id: "syn", kind: "customSynapse", label: "My synapse", at: [480, 16] },
    { id: "target", kind: "lif", label: "Target", at: [640, 0], color: 2 },
  ],
  wires: [
    { from: "source.i", to: "cell.i" },
    { from: "cell.spikes", to: "syn.spikes" },
    { from: "syn.i", to: "target.i" },
  ],
};

const text = (page: Page, name: string) => inspector(page).getByRole("textbox", { name, exact: true });
const said = (page: Page) => inspector(page).getByRole("region", { name: "Equations" }).getByRole("listitem");

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, own);
});

test("equations of a neuron are checked as they are typed, mended by a button, and run", async ({ page }) => {
  await node(page, "Mine").click();
  const equations = text(page, "Equations");
  await expect(equations).toHaveValue(/dv\/dt/);
  await play(page);
  await untilMs(page, 20);

  await test.step("a name that is not known, and the one that is meant", async () => {
    await equations.fill("dv/dt = (g_l*(E_L - v) - w + i)/C_m\ndw/dt = -w/tau_w");
    await expect(equations).toHaveAttribute("aria-invalid", "true");
    await expect(said(page)).toContainText(["g_l is not known here. Did you mean g_L?"]);
    // Under the very letters.
    await expect(inspector(page).locator("mark")).toHaveText("g_l");
    await expect(node(page, "Mine")).toHaveAccessibleName(/g_l is not known/);
    await said(page).getByRole("button").click();
    await expect(equations).toHaveValue(/g_L\*\(E_L/);
    await expect(equations).toHaveAttribute("aria-invalid", "false");
    await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
  });

  await test.step("units that do not fit are said with both", async () => {
    await equations.fill("dv/dt = g_L*(E_L - v) - w + i\ndw/dt = -w/tau_w");
    await expect(said(page).first()).toContainText("pA");
    await expect(said(page).first()).toContainText("mV/ms");
    await expect(page.getByRole("button", { name: "1 problem" })).toBeVisible();
  });

  await test.step("a bracket that is open is said before a pause in typing", async () => {
    await equations.fill("dv/dt = (g_L*(E_L - v) - w + i/C_m\ndw/dt = -w/tau_w");
    await expect(said(page).first()).toContainText(/bracket|\)/);
  });

  await test.step("meanwhile the last good network ran on; now the new one does, without losing time", async () => {
    await equations.fill("dv/dt = (g_L*(E_L - v) + 2*i)/C_m\ndw/dt = -w/tau_w");
    await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
    const present = page.getByRole("slider", { name: "Present moment" });
    const now = Number(await present.getAttribute("aria-valuenow"));
    expect(now).toBeGreaterThan(20);
    await untilMs(page, now + 40);
    await pause(page);
    const times = (await spikesOf(page)).filter(({ population }) => population === "Mine").map(({ timeMs }) => timeMs);
    // 1200 pA onto 200 pF: far faster than with adaptation.
    expect((times.at(-1) ?? 0) - (times.at(-2) ?? 0)).toBeLessThan(10);
  });

  await test.step("undo brings the old text back", async () => {
    await expect(undo(page)).toHaveAccessibleName("Undo: Edit equations");
    while ((await undo(page).getAttribute("aria-label"))?.includes("equation")) await undo(page).click();
    await expect(equations).toHaveValue("dv/dt = (g_L*(E_L - v) - w + i)/C_m\ndw/dt = -w/tau_w");
  });
});

test("threshold, reset and a parameter of one's own", async ({ page }) => {
  await node(page, "Mine").click();
  await inspector(page).getByRole("button", { name: "Add a parameter" }).click();
  await text(page, "Name of p1").fill("V_up");
  await page.keyboard.press("Enter");
  await text(page, "Unit of V_up").fill("mV");
  await page.keyboard.press("Enter");
  await inspector(page).getByRole("textbox", { name: "Value of V_up" }).fill("-55");
  await page.keyboard.press("Enter");
  await text(page, "Spikes when").fill("v >= V_up");
  await expect(inspector(page)).toContainText("V_th is not used anywhere.");
  await inspector(page).getByRole("button", { name: "Remove V_th" }).click();
  await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
  await expect(inspector(page).getByRole("slider", { name: /V_up/ })).toBeVisible();

  await text(page, "Spikes when").fill("v + 1");
  await expect(inspector(page).getByRole("region", { name: "Equations" }).getByRole("listitem").first()).toBeVisible();
  await text(page, "Spikes when").fill("v >= V_up");
  await play(page);
  await untilMs(page, 60);
  await pause(page);
  expect((await spikesOf(page)).filter(({ population }) => population === "Mine").length).toBeGreaterThan(2);
});

test("a synapse of one's own", async ({ page }) => {
  await node(page, "My synapse").click();
  await expect(text(page, "When a spike arrives")).toHaveValue("s += weight");
  await text(page, "When a spike arrives").fill("s += weigt");
  await expect(said(page)).toContainText(["Did you mean weight?"]);
  await said(page).getByRole("button").click();
  await expect(text(page, "When a spike arrives")).toHaveValue("s += weight");
  await text(page, "Weight, nS").fill("60");
  await page.keyboard.press("Enter");
  await play(page);
  await untilMs(page, 120);
  await pause(page);
  expect((await spikesOf(page)).some(({ population }) => population === "Target")).toBe(true);
  await expect(board(page).getByRole("group", { name: /^My synapse/ })).toBeVisible();
});
