/** Circuits that last: kept by themselves, in a library, as files that a terminal runs too, and in links. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  addByName,
  board,
  dock,
  dropFile,
  expect,
  inspector,
  nameField,
  node,
  oneCell,
  openCircuit,
  type Page,
  pause,
  play,
  spikesOf,
  test,
  undo,
  untilMs,
  wire,
} from "./harness/index.ts";

const program = join(import.meta.dirname, "../src/cli/bootstrap/spikeboard.mjs");
const notices = (page: Page) => page.getByRole("main", { name: "Board" }).locator(".notice");

async function savedCircuit(page: Page): Promise<string> {
  // A machine without file pickers downloads; the tests have no one to answer a picker.
  await page.evaluate(() => Object.assign(window, { showSaveFilePicker: undefined }));
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("menuitem", { name: /^Save as a file/ }).click();
  return (await download).path();
}

test("a reload finds everything, undo aside", async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, oneCell);
  await addByName(page, "izhikevich");
  await node(page, "Source").click();
  await inspector(page).getByRole("textbox", { name: "Amplitude" }).fill("620");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved on this device")).toBeVisible();
  await page.reload();
  await expect(nameField(page)).toHaveValue("One cell");
  await expect(node(page, "Izh 1")).toBeVisible();
  await expect(node(page, "Source")).toContainText("620 pA");
  await expect(wire(page, "Source", "Cell")).toBeAttached();
  await expect(page.getByRole("button", { name: "Play", exact: true }).first()).toBeVisible();

  await test.step("an edit in the last moment before the page goes is kept too", async () => {
    await nameField(page).fill("To the last");
    await page.keyboard.press("Enter");
    await page.reload();
    await expect(nameField(page)).toHaveValue("To the last");
  });
});

test("the library opens, duplicates, renames and deletes", async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, oneCell);
  await addByName(page, "ramp");
  await openCircuit(page, { ...oneCell, name: "Another" });
  const library = page.getByRole("dialog", { name: "Circuits on this device" });
  const show = async (): Promise<void> => {
    await page.getByRole("button", { name: "Circuit menu" }).click();
    await page.getByRole("menuitem", { name: "Circuits on this device" }).click();
  };
  await show();
  await expect(library.getByRole("button", { name: /^One cell/ })).toBeVisible();
  await expect(library.getByRole("listitem").filter({ hasText: "open now" })).toContainText("Another");
  await library.getByRole("button", { name: "Rename One cell" }).click();
  await library.getByRole("textbox", { name: "New name" }).fill("First");
  await page.keyboard.press("Enter");
  await expect(library.getByRole("button", { name: /^First/ })).toBeVisible();
  await library.getByRole("button", { name: /^Another/ }).click();
  await expect(nameField(page)).toHaveValue("Another");

  await show();
  await library.getByRole("button", { name: "Delete First" }).click();
  await library.getByRole("button", { name: "Undo" }).click();
  await expect(library.getByRole("button", { name: /^First/ })).toBeVisible();
  await library.getByRole("button", { name: /^First/ }).click();
  await expect(node(page, "ramp 1")).toBeVisible();

  await show();
  await library.getByRole("button", { name: "Delete Another" }).click();
  await page.keyboard.press("Escape");
  await show();
  await expect(library.getByRole("button", { name: /^First/ })).toBeVisible();
  await expect(library.getByRole("button", { name: /^Another/ })).toHaveCount(0);
});

test("the file runs in a terminal and gives the same spikes", async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, {
    name: "Chance",
    seed: 7,
    nodes: [
      { id: "input", kind: "poisson", label: "Input", at: [0, 16], n: 50, parameters: { rate: 40 } },
      {
        id: "syn",
        kind: "exponential",
        label: "Synapse",
        at: [192, 32],
        parameters: { weight: { normal: [500, 80] } },
        connect: { rule: "probability", p: 0.3 },
      },
      { id: "E", kind: "lif", label: "E", at: [368, 0], n: 10, color: 1 },
    ],
    wires: [
      { from: "input.spikes", to: "syn.spikes" },
      { from: "syn.i", to: "E.i" },
    ],
  });
  await dock(page).getByRole("slider", { name: "Speed of model time" }).press("End");
  await play(page);
  await untilMs(page, 300);
  await pause(page);
  await expect(page.getByText("Saved on this device")).toBeVisible();
  const path = await savedCircuit(page);
  const inApp = (await spikesOf(page)).filter(({ population, timeMs }) => population === "E" && timeMs <= 300);
  expect(inApp.length).toBeGreaterThan(20);

  const { stdout } = spawnSync(process.execPath, [program, "run", path, "--duration", "300"], { encoding: "utf8" });
  const { spikes } = JSON.parse(stdout);
  const inTerminal = spikes.E.times_ms.map((timeMs: number, k: number) => `${timeMs.toFixed(3)} ${spikes.E.cells[k]}`);
  expect(inApp.map(({ timeMs, cell }) => `${timeMs.toFixed(3)} ${cell}`)).toEqual(inTerminal);

  await test.step("and opens again as it was", async () => {
    const text = readFileSync(path, "utf8");
    await openCircuit(page, oneCell);
    await dropFile(page, "chance.json", text);
    await expect(nameField(page)).toHaveValue("Chance");
    await expect(readFileSync(await savedCircuit(page), "utf8")).toBe(text);
  });
});

test("a file that is no circuit is refused with reasons, and what is open stays", async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, oneCell);
  const circuit = { spikeboard: 1, name: "Broken", seed: 1, dt: 0.1, order: "nest", nodes: [], wires: [] };
  for (const [name, text, reason] of [
    ["cut.json", JSON.stringify(circuit).slice(0, 40), /JSON|cut|end/i],
    ["step.json", JSON.stringify({ ...circuit, dt: -1 }), /dt/],
    ["later.json", JSON.stringify({ ...circuit, spikeboard: 99 }), /99|newer/],
  ] as const) {
    await dropFile(page, name, text);
    await expect(notices(page)).toContainText(`${name} cannot be opened as a circuit.`);
    await expect(notices(page)).toContainText(reason);
    await notices(page).getByRole("button", { name: "Close" }).click();
    await expect(notices(page)).toBeHidden();
  }
  await expect(nameField(page)).toHaveValue("One cell");
  await expect(node(page, "Cell")).toBeVisible();
  // A refusal is not news any more once another file opens.
  await dropFile(page, "cut.json", "{");
  await expect(notices(page)).toContainText("cut.json cannot be opened");
  await dropFile(page, "whole.json", JSON.stringify({ ...circuit, name: "Whole" }));
  await expect(nameField(page)).toHaveValue("Whole");
  await expect(notices(page)).toBeHidden();
});

test("a link carries the whole circuit, and is only an offer", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("./");
  await openCircuit(page, oneCell);
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("menuitem", { name: /^Copy a link/ }).click();
  await expect(notices(page)).toContainText("Link copied.");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain("#c=");

  const other = await context.newPage();
  await other.goto("./");
  await openCircuit(other, { ...oneCell, name: "Mine" });
  await other.goto(link);
  const offer = other.getByRole("dialog", { name: "Open “One cell”?" });
  await offer.getByRole("button", { name: "Keep mine" }).click();
  await expect(nameField(other)).toHaveValue("Mine");
  expect(other.url()).not.toContain("#");
  await other.goto(link);
  await offer.getByRole("button", { name: "Open and play" }).click();
  await expect(nameField(other)).toHaveValue("One cell");
  await untilMs(other, 20);
  await other.close();

  await test.step("a broken link says so", async () => {
    await page.goto(`${link.slice(0, link.length / 2)}`);
    await expect(notices(page)).toContainText("The circuit in this link cannot be opened.");
    await expect(nameField(page)).toHaveValue("One cell");
  });
});

test("kinds and fields that are not known are kept", async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, {
    ...oneCell,
    author: "someone",
    nodes: [
      ...oneCell.nodes,
      { id: "later", kind: "astrocyte", label: "Later", at: [480, 0], parameters: { glow: 3 }, extra: [1, 2] },
    ],
    wires: [...oneCell.wires, { from: "cell.spikes", to: "later.spikes" }],
  });
  await expect(board(page).getByRole("group", { name: /^Later, of the unknown kind/ })).toBeVisible();
  await board(page)
    .getByRole("group", { name: /^Later, of the unknown kind/ })
    .click();
  await expect(inspector(page)).toContainText("astrocyte");
  await addByName(page, "alpha current");
  await expect(undo(page)).toBeEnabled();
  const file = JSON.parse(readFileSync(await savedCircuit(page), "utf8"));
  expect(file).toMatchObject({ author: "someone" });
  expect(file.nodes[2]).toMatchObject({ kind: "astrocyte", parameters: { glow: 3 }, extra: [1, 2] });
  expect(file.wires[1]).toEqual({ from: "cell.spikes", to: "later.spikes" });
});
