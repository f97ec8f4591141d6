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

test("what people write at first is understood, and mended with one click", async ({ page }) => {
  await node(page, "Mine").click();
  const leak = "(g_L*(E_L - v) - w + i)/C_m";
  for (const { typed, message, button } of [
    { typed: "0 mV/ms*(v if v > E_L else 0 mV)", message: "if(v > E_L, v, 0 mV)", button: /^Change to if/ },
    { typed: "1,5 mV/ms", message: "1,5 reads as two numbers", button: "Change to 1.5" },
    { typed: "xi", message: "xi is white noise, in 1/√ms", button: "Change to 1 mV/ms^0.5*xi" },
    { typed: "3 mv/ms", message: "mv is neither a unit nor a name", button: "Change to mV" },
  ])
    await test.step(typed, async () => {
      await text(page, "Equations").fill(`dv/dt = ${leak} + ${typed}\ndw/dt = -w/tau_w`);
      await expect(said(page)).toContainText([message]);
      await said(page).getByRole("button", { name: button }).click();
      await expect(text(page, "Equations")).toHaveAttribute("aria-invalid", "false");
      await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
    });

  await test.step("a state that is not there is declared", async () => {
    await text(page, "Equations").fill(`dv/dt = ${leak}\ndw/dt = -w/tau_w\ndx/dt = (v - E_L)/tau_w`);
    await expect(said(page)).toContainText(["dx/dt: x is not a state variable."]);
    await said(page).getByRole("button", { name: "Declare the state x" }).click();
    await expect(text(page, "Unit of x")).toHaveValue("mV");
    await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
  });

  await test.step("a rest of less than no time", async () => {
    await text(page, "Rests for").fill("-3 ms");
    await expect(said(page)).toContainText(["would rest for -3 ms"]);
    await said(page).getByRole("button", { name: "Change to 0 ms" }).click();
    await expect(text(page, "Rests for")).toHaveValue("0 ms");
  });

  await test.step("a name that cannot be one says why, and one that is taken", async () => {
    await text(page, "Name of tau_w").fill("τ w");
    await page.keyboard.press("Enter");
    await expect(inspector(page).getByRole("alert")).toContainText("“τ_w” cannot be a name.");
    await page.keyboard.press("Escape");
    await text(page, "Name of tau_w").fill("C_m");
    await page.keyboard.press("Enter");
    await expect(inspector(page).getByRole("alert")).toContainText("Another row is called C_m.");
    await inspector(page).getByRole("button", { name: "Call it C_m_2" }).click();
    await expect(text(page, "Unit of C_m_2")).toHaveValue("ms");
    await undo(page).click();
    await expect(text(page, "Unit of tau_w")).toHaveValue("ms");
  });
});

test("a run that its equations stop is said to have stopped", async ({ page }) => {
  await node(page, "Mine").click();
  await text(page, "Equations").fill("dv/dt = v^3/(1 mV^2)/(1 ms)\ndw/dt = -w/tau_w");
  await expect(text(page, "Equations")).toHaveAttribute("aria-invalid", "false");
  await play(page);
  await page.getByRole("button", { name: /^1 problem/ }).click();
  const list = page.getByRole("dialog", { name: "Problems" });
  await expect(list).toContainText("The run has stopped. What it recorded stays.");
  await expect(list).not.toContainText("goes on running");
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
