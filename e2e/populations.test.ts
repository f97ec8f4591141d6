/** A node stands for many cells, each with its own numbers and its own partners. */
import {
  expect,
  inspector,
  node,
  openCircuit,
  type Page,
  pause,
  play,
  spikesOf,
  test,
  untilMs,
} from "./harness/index.ts";

const twoPopulations = {
  name: "Two populations",
  nodes: [
    { id: "source", kind: "constant", label: "Source", at: [0, 32], parameters: { amplitude: 500 } },
    { id: "e", kind: "lif", label: "E", at: [240, 0], color: 1 },
    { id: "syn", kind: "exponential", label: "E to I", at: [464, 16] },
    { id: "i", kind: "lif", label: "I", at: [624, 0], color: 2, n: 20 },
  ],
  wires: [
    { from: "source.i", to: "e.i" },
    { from: "e.spikes", to: "syn.spikes" },
    { from: "syn.i", to: "i.i" },
  ],
};

const field = (page: Page, name: string | RegExp) => inspector(page).getByRole("textbox", { name });

test("eighty cells, each with its own threshold", async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, twoPopulations);
  await node(page, "E").click();
  await field(page, "Cells").fill("80");
  await page.keyboard.press("Enter");
  await expect(node(page, "E")).toContainText("80 LIF");

  await inspector(page).getByRole("button", { name: "Spread Threshold" }).click();
  await expect(inspector(page).getByRole("combobox", { name: "Threshold, shape of the spread" })).toContainText(
    "Normal",
  );
  await field(page, "Threshold, mean").fill("-55");
  await page.keyboard.press("Enter");
  await field(page, "Threshold, standard deviation").fill("2");
  await page.keyboard.press("Enter");
  await play(page);
  await untilMs(page, 60);
  await pause(page);
  const first = new Map<number, number>();
  for (const { population, cell, timeMs } of await spikesOf(page))
    if (population === "E" && !first.has(cell)) first.set(cell, timeMs);
  expect(first.size).toBeGreaterThan(70);
  expect(new Set(first.values()).size).toBeGreaterThan(20);

  await test.step("one value again", async () => {
    await inspector(page)
      .getByRole("radiogroup", { name: /^Threshold/ })
      .getByRole("radio", { name: "One" })
      .click();
    await expect(field(page, "Threshold, mV")).toHaveValue("−55");
  });
});

test("who reaches whom: the rule, the picture of W and its pairs", async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, {
    ...twoPopulations,
    nodes: twoPopulations.nodes.map((each) => (each.id === "e" ? { ...each, n: 80 } : each)),
  });
  await node(page, "E to I").click();
  const connections = inspector(page).getByRole("region", { name: "Connections" });
  await expect(connections.getByRole("img", { name: /^W/ })).toHaveAccessibleName(
    /^W: 80 rows of E, 20 columns of I, 1.600 pairs$/,
  );

  await connections.getByRole("combobox", { name: "Connection rule" }).selectOption("Each pair, by chance");
  await connections.getByRole("textbox", { name: "Probability" }).fill("0.25");
  await page.keyboard.press("Enter");
  const pairs = async (): Promise<number> =>
    Number((await connections.getByRole("img", { name: /^W/ }).getAttribute("aria-label"))?.match(/(\d+) pairs/)?.[1]);
  // 1600 * 0.25 = 400, standard deviation 17.
  await expect.poll(async () => Math.abs((await pairs()) - 400)).toBeLessThan(80);

  await test.step("a pair is read off by pointing", async () => {
    await connections.getByRole("img", { name: /^W/ }).hover({ position: { x: 20, y: 20 } });
    await expect(connections).toContainText(/E \d+ → I \d+: /);
  });

  await test.step("so many into each", async () => {
    await connections.getByRole("combobox", { name: "Connection rule" }).selectOption("So many into each");
    await connections.getByRole("textbox", { name: "Senders of each" }).fill("5");
    await page.keyboard.press("Enter");
    await expect.poll(pairs).toBe(100);
  });

  await test.step("weights spread over the pairs", async () => {
    const weight = inspector(page).getByRole("radiogroup", { name: /^Weight/ });
    await weight.getByRole("radio", { name: "Spread" }).click();
    await expect(inspector(page).getByRole("img", { name: /density over the drawn values/ })).toBeVisible();
  });

  await test.step("a rule that the numbers of cells do not allow says so", async () => {
    await connections.getByRole("combobox", { name: "Connection rule" }).selectOption("One to one");
    await expect(page.getByRole("button", { name: /problem/ }).first()).toHaveAccessibleName(/1 problem/);
    await page.getByRole("button", { name: "1 problem" }).click();
    await expect(page.getByRole("dialog", { name: "Problems" })).toContainText("80");
  });
});
