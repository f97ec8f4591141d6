/** A node stands for many cells, each with its own numbers and its own partners. */
import { readFileSync } from "node:fs";
import {
  expect,
  expectAccessible,
  expectOneStep,
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

  await test.step("more than a circuit holds is refused with the reason, and nothing changes", async () => {
    await field(page, "Cells").fill("1000000");
    await page.keyboard.press("Enter");
    await expect(inspector(page).getByRole("alert")).toHaveText(
      /1.000.000 is outside.*room for 1.000.000 cells.*take 22/,
    );
    await page.keyboard.press("Escape");
    await expect(node(page, "E")).toContainText("80 LIF");
  });

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

test("weights and delays go out as CSV, come back, and are set pair by pair", async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, {
    ...twoPopulations,
    nodes: twoPopulations.nodes.map((each) =>
      each.id === "e" ? { ...each, n: 3 } : each.id === "i" ? { ...each, n: 2 } : each,
    ),
  });
  await node(page, "E to I").click();
  const pairs = inspector(page).getByRole("region", { name: "Pair by pair" });
  const rule = inspector(page).getByRole("combobox", { name: "Connection rule" });
  const weight = pairs.getByRole("textbox", { name: "Weight of the pair" });
  const delay = pairs.getByRole("textbox", { name: "Delay of the pair" });
  const from = pairs.getByRole("textbox", { name: "From cell of E" });
  const to = pairs.getByRole("textbox", { name: "To cell of I" });
  const save = async (what: string): Promise<string[]> => {
    await pairs.getByRole("button", { name: "Save" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: what }).click();
    const text = readFileSync(await (await download).path(), "utf8");
    return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  };
  const file = (text: string) => ({ name: "pairs.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  const open = (text: string): Promise<void> => pairs.locator('input[type="file"]').setInputFiles(file(text));

  await test.step("one pair is set, and the rule gives way to the list of what it drew", () =>
    expectOneStep(
      page,
      "Set pair 2 to 1",
      async () => {
        await from.fill("2");
        await from.press("Enter");
        await to.fill("1");
        await to.press("Enter");
        await weight.fill("-12.5");
        await weight.press("Enter");
      },
      {
        before: () => expect(rule).toHaveValue("all-to-all"),
        after: () => expect(rule).toHaveValue("pairs"),
      },
    ));

  await test.step("all are saved, as a list and as matrices", async () => {
    await expect(weight).toHaveValue("−12.5");
    const rows = await save("Pairs, one a line");
    expect(rows).toHaveLength(7);
    expect(rows[0]).toBe("from,to,weight,delay");
    expect(rows).toContain("2,1,-12.5,1.5");
    const matrix = await save("Weights as a matrix");
    expect(matrix.map((row) => row.split(",").length)).toEqual([2, 2, 2]);
    expect(matrix[2]?.split(",")[1]).toBe("-12.5");
    expect(await save("Delays as a matrix")).toEqual(["1.5,1.5", "1.5,1.5", "1.5,1.5"]);
  });

  await test.step("a file is taken whole, as one step", async () => {
    await open("from,to,weight,delay\n0,1,33,2\n2,1,44,3\n");
    await expect(weight).toHaveValue("44");
    await expect(delay).toHaveValue("3");
    await expect(inspector(page).getByRole("img", { name: /^W/ })).toHaveAccessibleName(/2 pairs$/);
    await page.getByRole("button", { name: "Undo: Take pairs from a file" }).click();
    await expect(weight).toHaveValue("−12.5");
  });

  const choose = async (what: string, text: string): Promise<void> => {
    await pairs.getByRole("button", { name: "Open" }).focus();
    await page.keyboard.press("Enter");
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("menuitem", { name: what }).press("Enter");
    await (await chooser).setFiles(file(text));
  };
  const picture = inspector(page).getByRole("img", { name: /^W/ });
  await test.step("a matrix of weights is taken too: a number is a pair, an empty field is none, delays stay", async () => {
    await choose("Weights as a matrix", "1,2\n,4\n5,6\n");
    await expect(weight).toHaveValue("6");
    await expect(delay).toHaveValue("1.5");
    await expect(picture).toHaveAccessibleName(/5 pairs$/);
    await choose("Delays as a matrix", "1,1\n,1\n1,7.5\n");
    await expect(delay).toHaveValue("7.5");
    await expect(weight).toHaveValue("6");
    expect(await save("Weights as a matrix")).toEqual(["1,2", ",4", "5,6"]);
    await choose("Weights as a matrix", "1,2,3\n4,5,6\n");
    await expect(pairs.getByRole("alert")).toContainText("It looks turned");
    await page.getByRole("button", { name: "Undo: Take delays from a file" }).click();
    await page.getByRole("button", { name: "Undo: Take weights from a file" }).click();
    await expect(weight).toHaveValue("−12.5");
  });

  await test.step("or refused whole, with the line and the reason", async () => {
    await open("from,to,weight,delay\n0,1,33,2\n3,1,44,3\n");
    await expect(pairs.getByRole("alert")).toContainText("Line 3: from 3 is outside 0 to 2");
    await expect(weight).toHaveValue("−12.5");
  });
  await expectAccessible(page, "aside[aria-label=Inspector]");
});

test("a weight that learns is read as it is and set where it starts", async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, {
    nodes: [
      { id: "source", kind: "constant", label: "Source", at: [0, 32], parameters: { amplitude: 500 } },
      { id: "e", kind: "lif", label: "E", at: [240, 0], color: 1 },
      { id: "syn", kind: "stdp", label: "Learns", at: [464, 16], parameters: { weight: 100 } },
      { id: "i", kind: "lif", label: "I", at: [624, 0], color: 2, parameters: { I_e: 520 } },
    ],
    wires: [
      { from: "source.i", to: "e.i" },
      { from: "e.spikes", to: "syn.spikes" },
      { from: "syn.i", to: "i.i" },
    ],
  });
  await node(page, "Learns").click();
  const pairs = inspector(page).getByRole("region", { name: "Pair by pair" });
  const start = pairs.getByRole("textbox", { name: "Weight of the pair" });
  await expect(start).toHaveValue("100");
  await expect(pairs).toContainText("Now 100 pA");
  await play(page);
  await untilMs(page, 300);
  await pause(page);
  await expect(pairs).not.toContainText("Now 100 pA");
  await expect(start).toHaveValue("100");
  await pairs.getByRole("button", { name: "Start from this" }).click();
  await expect(start).not.toHaveValue("100");
  await page.getByRole("button", { name: "Undo: Start from what is learned" }).click();
  await expect(start).toHaveValue("100");
  await start.fill("150");
  await start.press("Enter");
  await page.getByRole("button", { name: "Back to 0 ms" }).click();
  await expect(pairs).toContainText("Now 150 pA");
});
