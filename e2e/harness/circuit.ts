/** What a story does to the circuit and reads off it, in the words and gestures of a user. */
import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "playwright/test";

export interface Circuit {
  name?: string;
  seed?: number;
  nodes: readonly Record<string, unknown>[];
  wires: readonly { from: string; to: string }[];
  [field: string]: unknown;
}

/** A current that makes a cell fire every 15.9 ms. */
export const oneCell = {
  name: "One cell",
  nodes: [
    { id: "source", kind: "constant", label: "Source", at: [0, 32], parameters: { amplitude: 500 } },
    { id: "cell", kind: "lif", label: "Cell", at: [240, 0], color: 1 },
  ],
  wires: [{ from: "source.i", to: "cell.i" }],
} satisfies Circuit;

export const board = (page: Page): Locator => page.getByRole("region", { name: "Board", exact: true });
export const inspector = (page: Page): Locator => page.getByRole("complementary", { name: "Inspector" });
export const dock = (page: Page): Locator => page.getByRole("region", { name: "Run and plots" });

/** A node on the board, by its label. */
export const node = (page: Page, label: string): Locator =>
  board(page).getByRole("group", { name: new RegExp(`^${label.replace(/[()]/g, "\\$&")},`) });

/** A port, by its name: "E i input", "E spikes output". */
export const port = (page: Page, name: string): Locator => board(page).getByRole("button", { name, exact: true });

export const wire = (page: Page, from: string, to: string): Locator =>
  board(page).getByRole("group", { name: new RegExp(`^Wire from ${from}, \\w+, to ${to}, `) });

export async function newCircuit(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Circuit menu" }).click();
  await page.getByRole("menuitem", { name: "New circuit" }).click();
  await expect(page.getByRole("button", { name: "Place both and play" })).toBeVisible();
}

/** Drops a file of this text onto the window. */
export async function dropFile(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([fileName, content]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content as string], fileName as string, { type: "application/json" }));
      for (const type of ["dragenter", "dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, text],
  );
}

/** Opens a circuit as a file that is dropped on the window, and waits until its name stands above the board. */
export async function openCircuit(page: Page, circuit: Circuit): Promise<void> {
  await expect(board(page)).toBeVisible();
  const file = { spikeboard: 1, name: "A circuit", seed: 1, dt: 0.1, order: "nest", ...circuit };
  await dropFile(page, "circuit.json", JSON.stringify(file));
  await expect(nameField(page)).toHaveValue(file.name);
}

export const nameField = (page: Page): Locator => page.getByRole("textbox", { name: "Name of the circuit" });

/** Presses on one thing and lets go on another, or at a place of the window. */
export async function drag(page: Page, from: Locator | Place, to: Locator | Place): Promise<void> {
  const start = "x" in from ? from : await middle(from);
  const end = "x" in to ? to : await middle(to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

/** [px] of the window. */
export interface Place {
  x: number;
  y: number;
}

/** Where a thing is, once it stands still: boards glide and regions grow, and a busy machine is late in drawing that. */
export async function boxOf(thing: Locator): Promise<Place & { width: number; height: number }> {
  let box = await thing.boundingBox();
  await expect
    .poll(
      async () => {
        const before = box;
        box = await thing.boundingBox();
        return box !== null && before !== null && JSON.stringify(box) === JSON.stringify(before);
      },
      { message: `${thing} stands still on the screen`, intervals: [40] },
    )
    .toBe(true);
  return box as NonNullable<typeof box>;
}

export async function middle(thing: Locator): Promise<Place> {
  const { x, y, width, height } = await boxOf(thing);
  return { x: x + width / 2, y: y + height / 2 };
}

/** A place of the board, in shares of its width and height. */
export async function placeOn(page: Page, right: number, down: number): Promise<Place> {
  const box = await boxOf(board(page));
  return { x: box.x + right * box.width, y: box.y + down * box.height };
}

/** Adds a node by keyboard: A, some letters of its kind, Enter. */
export async function addByName(page: Page, kind: string): Promise<void> {
  await page.keyboard.press("a");
  await page.getByRole("combobox", { name: "Name of the node to add" }).fill(kind);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Add a node" })).toBeHidden();
}

/** Chooses an act from the menu of a right click on a thing, or on the empty corner of the board. */
export async function chooseFromMenu(page: Page, thing: Locator | "board", act: string): Promise<void> {
  if (thing === "board") await board(page).click({ button: "right", position: { x: 8, y: 8 } });
  else await thing.click({ button: "right" });
  await page.getByRole("menuitem", { name: act }).click();
}

export const play = (page: Page): Promise<void> =>
  page.getByRole("button", { name: "Play", exact: true }).first().click();

/**
 * Resolves when the run stands still: what the engine had done when it was asked arrives a little after the click. A run that
 * goes on keeps a small machine without a graphics card so busy that the browser puts off its own housekeeping.
 */
export async function pause(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await stillMs(page);
}

/** Model time [ms] of a run that stops, once it has come to rest and the plots say so. */
export async function stillMs(page: Page): Promise<number> {
  let before = Number.NaN;
  await expect
    .poll(async () => {
      const now = await nowMs(page);
      const still = now === before;
      before = now;
      return still;
    })
    .toBe(true);
  return before;
}

export const present = (page: Page): Locator => page.getByRole("slider", { name: "Present moment" });

/** Model time [ms], as the plots say it. */
export async function nowMs(page: Page): Promise<number> {
  const text = (await present(page).getAttribute("aria-valuetext")) ?? "";
  return Number(text.split(" ms")[0]?.replace(/[^\d.]/g, ""));
}

/** Resolves once the run has passed a moment [ms]. */
export async function untilMs(page: Page, timeMs: number): Promise<void> {
  await expect.poll(() => nowMs(page), { intervals: [50], timeout: 30_000 }).toBeGreaterThan(timeMs);
}

/** Chooses an act from the menu of a plot. */
export async function fromPlotMenu(page: Page, plot: string, act: string): Promise<void> {
  await page.getByRole("button", { name: `${plot}: more` }).click();
  await page
    .getByRole("dialog", { name: `${plot} plot` })
    .getByRole("button", { name: act })
    .click();
}

/** The text of the file that a plot's menu saves. */
export async function savedFile(page: Page, plot: string, act: string): Promise<{ name: string; content: Buffer }> {
  const download = page.waitForEvent("download");
  await fromPlotMenu(page, plot, act);
  const file = await download;
  return { name: file.suggestedFilename(), content: readFileSync(await file.path()) };
}

export interface Spike {
  timeMs: number;
  population: string;
  cell: number;
}

/** Every spike of the run, as "Save data (CSV)" of the raster writes it. */
export async function spikesOf(page: Page): Promise<Spike[]> {
  await showAll(page);
  const { content } = await savedFile(page, "Spikes", "Save data (CSV)");
  const rows = content
    .toString()
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("#"));
  expect(rows.shift()).toBe("time_ms,population,cell");
  return rows.map((row) => {
    const [time = "", population = "", cell = ""] = row.split(",");
    return { timeMs: Number(time), population, cell: Number(cell) };
  });
}

/** Shows the whole run. */
export async function showAll(page: Page): Promise<void> {
  await page.getByRole("img", { name: /^Raster/ }).dblclick({ position: { x: 200, y: 4 } });
}

/** What a plot's canvas is drawn with now, for comparing with later. */
export const drawn = (plot: Locator): Promise<string> =>
  plot.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

export const undo = (page: Page): Locator => page.getByRole("button", { name: /^Undo/ });
export const redo = (page: Page): Locator => page.getByRole("button", { name: /^Redo/ });

/**
 * Does something and looks at what it leads to, then takes it back and does it again from the buttons: it must be one step,
 * of this name, and both sides of it must look as they did.
 */
export async function expectOneStep(
  page: Page,
  name: string,
  act: () => Promise<unknown>,
  look: { before: () => Promise<void>; after: () => Promise<void> },
): Promise<void> {
  await look.before();
  await act();
  await look.after();
  await expect(undo(page)).toHaveAccessibleName(`Undo: ${name}`);
  await undo(page).click();
  await look.before();
  await expect(redo(page)).toHaveAccessibleName(`Redo: ${name}`);
  await redo(page).click();
  await look.after();
}
