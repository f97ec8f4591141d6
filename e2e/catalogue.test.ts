/** What the catalogue offers beside its numbers: courses drawn by hand and read from files, kicks. */
import {
  boxOf,
  drag,
  expect,
  expectAccessible,
  inspector,
  node,
  nowMs,
  openCircuit,
  type Page,
  pause,
  play,
  present,
  redo,
  spikesOf,
  test,
  undo,
  untilMs,
} from "./harness/index.ts";

const written = {
  name: "Written down",
  nodes: [
    { id: "wave", kind: "waveform", label: "Wave", at: [0, 0] },
    { id: "steps", kind: "stepList", label: "Steps", at: [0, 128] },
    { id: "list", kind: "spikeList", label: "List", at: [0, 256] },
    { id: "cell", kind: "lif", label: "Cell", at: [240, 32], color: 1 },
  ],
  wires: [
    { from: "wave.i", to: "cell.i" },
    { from: "steps.i", to: "cell.i" },
  ],
};

const list = (page: Page, name: RegExp) => inspector(page).getByRole("textbox", { name });
const csv = (page: Page) => inspector(page).locator('input[type="file"]');
const file = (text: string) => ({ name: "recording.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, written);
});

test("a course is drawn by hand and read from a file, each as one step", async ({ page }) => {
  await node(page, "Wave").click();
  const picture = inspector(page).getByRole("img", { name: /^Course of 5 points to 100 ms/ });
  const box = await boxOf(picture);
  const at = (x: number, y: number) => ({ x: box.x + box.width * x, y: box.y + box.height * y });
  const times = list(page, /^Times, numbers/);
  const samples = list(page, /^Samples, numbers/);
  await expect(times).toHaveValue("0, 25, 50, 75, 100");

  await test.step("one gesture is one step", async () => {
    await drag(page, at(0.3, 0.2), at(0.6, 0.2));
    await expect(times).not.toHaveValue("0, 25, 50, 75, 100");
    await undo(page).click();
    await expect(times).toHaveValue("0, 25, 50, 75, 100");
    await expect(samples).toHaveValue("0, 1, 0.4, 0.8, 0");
    await redo(page).click();
    await expect(times).not.toHaveValue("0, 25, 50, 75, 100");
    await undo(page).click();
  });

  await test.step("a file is taken whole, in one step", async () => {
    await csv(page).setInputFiles(file("time,value\n0,0\n10,2\n20,-1\n"));
    await expect(times).toHaveValue("0, 10, 20");
    await expect(samples).toHaveValue(/^0, 2, [-−]1$/);
    await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
    await undo(page).click();
    await expect(times).toHaveValue("0, 25, 50, 75, 100");
    await expect(samples).toHaveValue("0, 1, 0.4, 0.8, 0");
  });

  await test.step("or not at all, with the line and the reason", async () => {
    await csv(page).setInputFiles(file("0,0\n10,2\n5,1\n"));
    await expect(inspector(page).getByRole("alert")).toContainText("Line 3: 5 ms is not after 10 ms");
    await expect(times).toHaveValue("0, 25, 50, 75, 100");
  });

  await test.step("a file dropped on the course is the course, not a circuit", async () => {
    await inspector(page)
      .getByRole("region", { name: "Course over time" })
      .evaluate((section) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["0;1\n30;2"], "dropped.csv", { type: "text/csv" }));
        for (const type of ["dragenter", "dragover", "drop"])
          section.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      });
    await expect(times).toHaveValue("0, 30");
    await expect(page.getByText("Drop the circuit to open it")).toBeHidden();
  });
  await expectAccessible(page, '[aria-label="Inspector"]');
});

test("cells are kicked by a key while they run, and going back replays it", async ({ page }) => {
  await openCircuit(page, {
    name: "At rest",
    nodes: [{ id: "cell", kind: "lif", label: "Cell", at: [240, 32], n: 3, color: 1 }],
    wires: [],
  });
  await node(page, "Cell").click();
  await play(page);
  await untilMs(page, 5);
  await node(page, "Cell").press("k");
  const kicked = await nowMs(page);
  await untilMs(page, kicked + 5);
  await pause(page);
  const first = await spikesOf(page);
  expect(first.map(({ cell }) => cell)).toEqual([0, 1, 2]);

  await test.step("to the start by the ruler, and on", async () => {
    const end = await nowMs(page);
    await present(page).focus();
    await page.keyboard.press("Home");
    await expect.poll(() => nowMs(page)).toBe(0);
    await play(page);
    await untilMs(page, end);
    await pause(page);
    expect(await spikesOf(page)).toEqual(first);
  });

  await test.step("the menu of the node says the key", async () => {
    await node(page, "Cell").click({ button: "right" });
    await expect(page.getByRole("menuitem", { name: /^Kick/ })).toBeVisible();
    await page.keyboard.press("Escape");
  });
});

test("a raster is read from a file", async ({ page }) => {
  await node(page, "List").click();
  await csv(page).setInputFiles(file("t,cell\n5,1\n2,0\n"));
  await expect(list(page, /^(Spike t|T)imes, numbers/)).toHaveValue("2, 5");
  await expect(list(page, /^(Sending c|C)ells, numbers/)).toHaveValue("0, 1");
  await undo(page).click();
  await expect(list(page, /^(Spike t|T)imes, numbers/)).toHaveValue("10, 20, 30, 60, 65, 100");
});

test("what a kind is made of stands in the inspector: its parameters and its published values", async ({ page }) => {
  await node(page, "Cell").click();
  await inspector(page).getByText("About this node").click();
  const row = inspector(page).getByRole("row").filter({ hasText: "10 ms" });
  await expect(row).toContainText("0.01 to");
  await expectAccessible(page, '[aria-label="Inspector"]');
});

test("what is said of a kind leads to the examples that have it", async ({ page }) => {
  await node(page, "Cell").click({ position: { x: 12, y: 12 } });
  await inspector(page).getByText("About this node").click();
  const about = inspector(page).locator("details", { hasText: "About this node" });
  await expect(about.getByRole("heading", { name: "Examples with it" })).toBeVisible();
  await expectAccessible(page, "aside[aria-label=Inspector]");
  const first = about.locator(".about-examples button").first();
  const title = (await first.textContent()) ?? "";
  await first.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name of the circuit" })).toHaveValue(title);
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
});
