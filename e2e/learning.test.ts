/** A class teaches a network on the board: an example opens, its laboratory trains it before their eyes, and what it has learned is kept, or undone. */
import { readFileSync } from "node:fs";
import { boxOf, expect, expectAccessible, node, type Page, test } from "./harness/index.ts";

const laboratory = (page: Page) => page.getByRole("region", { name: "Learning laboratory" });

async function openLaboratory(page: Page, title: string, label: string): Promise<void> {
  await page.goto("./");
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("main").getByRole("button", { name: title }).click();
  await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
  // The example opens learning. Closed and opened again, the laboratory begins from the circuit's own weights and waits.
  await laboratory(page).getByRole("button", { name: "Close the laboratory" }).click();
  await node(page, label).focus();
  await page.keyboard.press("i");
  await expect(laboratory(page).getByRole("img", { name: /What the network answers/ })).toBeVisible();
}

/** The loss, as the chart says it to readers. */
async function lossOf(page: Page): Promise<number> {
  const words = await laboratory(page)
    .getByRole("img", { name: /^Loss from/ })
    .getAttribute("aria-label");
  return Number(/: (\S+) after/.exec(words ?? "")?.[1]);
}

test("XOR is learned by two layers; trained weights are kept in one step, and undone", async ({ page }) => {
  await openLaboratory(page, "XOR, learned", "Hidden");
  const lab = laboratory(page);
  await lab.getByRole("button", { name: "One epoch" }).click();
  await expect(lab.getByText(/^1 epoch, loss/)).toBeVisible();
  await expect.poll(() => lossOf(page)).toBeGreaterThan(0.05);
  await lab.getByRole("button", { name: "Train", exact: true }).click();
  await expect.poll(() => lossOf(page), { timeout: 60_000 }).toBeLessThan(0.001);
  await lab.getByRole("button", { name: "Pause" }).click();
  await expect(lab.getByRole("status")).toHaveText("Every sample is answered right.");
  await lab.getByRole("button", { name: "Keep trained weights" }).click();
  await expect(page.getByRole("button", { name: /^Undo/ })).toBeEnabled();
  // What is taught goes on from there; undone, the network is the one of the example again.
  await expect.poll(() => lossOf(page)).toBeLessThan(0.001);
  await lab.getByRole("heading", { level: 2 }).focus();
  await page.keyboard.press("Control+z");
  await expect(lab.getByText(/^0 epochs, loss 0\./)).toBeVisible();
  await expect.poll(() => lossOf(page)).toBeGreaterThan(0.05);
});

test("a perceptron stops at two clouds and never at XOR, and the table is filled from the laboratory", async ({
  page,
}) => {
  await openLaboratory(page, "A perceptron learns a line", "y");
  const lab = laboratory(page);
  await lab.getByRole("button", { name: "Train", exact: true }).click();
  await expect(lab.getByRole("status")).toHaveText(
    /Its line parts the classes, after \d+ mistakes? in all\. By Novikoff/,
  );
  await expect(lab.getByRole("combobox", { name: "Samples", exact: true })).not.toContainText("A sine");
  await lab.getByRole("combobox", { name: "Samples", exact: true }).selectOption({ label: "XOR" });
  await lab.getByRole("button", { name: "Start afresh" }).click();
  await lab.getByRole("button", { name: "Train", exact: true }).click();
  await expect(lab.getByRole("status")).toHaveText(/Still mistakes after \d+ epochs/);
  await page.keyboard.press("Escape");
  await expect(lab).toHaveCount(0);
});

test("three classes are told apart by softmax, and a table counts which was taken for which", async ({ page }) => {
  await openLaboratory(page, "Three classes", "y");
  const lab = laboratory(page);
  await expect(lab.getByRole("combobox", { name: "Loss" })).toHaveValue("softmax");
  await expect.poll(() => lossOf(page)).toBeGreaterThan(0.9);
  await lab.getByRole("button", { name: "Train", exact: true }).click();
  await expect.poll(() => lossOf(page), { timeout: 60_000 }).toBeLessThan(0.1);
  await lab.getByRole("button", { name: "Pause" }).click();
  const right = lab.getByRole("table", { name: /Answers to each class/ }).locator("td[data-right=true]");
  for (let k = 0; k < 3; k++)
    await expect.poll(async () => Number(await right.nth(k).textContent())).toBeGreaterThan(26);
});

test("an example about learning opens with its laboratory, learning, and so does the next one", async ({ page }) => {
  await page.goto("./");
  for (const [title, words] of [
    ["XOR, learned", /^Every sample is answered right\.$/],
    ["A perceptron fails on XOR", /^Still mistakes after \d+ epochs/],
    ["Three classes", /^(Every sample is answered right\.)?$/],
  ] as const) {
    await page.getByRole("button", { name: "Examples" }).click();
    await page.getByRole("main").getByRole("button", { name: title }).click();
    await expect(laboratory(page).getByRole("button", { name: "Pause" })).toBeVisible();
    await expect(laboratory(page).getByRole("status")).toHaveText(words);
  }
});

/** Pixels of the live canvas over a node that are blue, and that are orange. */
const huesOn = (page: Page, label: string): Promise<{ blue: number; orange: number }> =>
  node(page, label).evaluate((element) => {
    const canvas = document.querySelector(".board-live") as HTMLCanvasElement;
    const [box, all] = [element.getBoundingClientRect(), canvas.getBoundingClientRect()];
    const ratio = canvas.width / all.width;
    const { data } = (canvas.getContext("2d") as CanvasRenderingContext2D).getImageData(
      Math.round((box.x - all.x) * ratio),
      Math.round((box.y - all.y) * ratio),
      Math.round(box.width * ratio),
      Math.round(box.height * ratio),
    );
    const found = { blue: 0, orange: 0 };
    for (let k = 0; k < data.length; k += 4) {
      const [red = 0, , blue = 0, alpha = 0] = data.subarray(k, k + 4);
      if (alpha > 200 && blue > red + 40) found.blue++;
      if (alpha > 200 && red > blue + 40) found.orange++;
    }
    return found;
  });

test("while it learns a node shows what its units compute, in the colours of both classes; afterwards its cells", async ({
  page,
}) => {
  await openLaboratory(page, "XOR, learned", "Hidden");
  await expect.poll(async () => (await huesOn(page, "Hidden")).blue).toBeGreaterThan(20);
  expect((await huesOn(page, "Hidden")).orange).toBeGreaterThan(20);
  await laboratory(page).getByRole("button", { name: "Close the laboratory" }).click();
  await expect.poll(async () => (await huesOn(page, "Hidden")).blue).toBe(0);
});

test("the lecture's rule is chosen beside the corrected one, says what differs, is saved, and undone", async ({
  page,
}) => {
  await openLaboratory(page, "A perceptron learns a line", "y");
  const lab = laboratory(page);
  await expect(lab.getByText("W += rate (target − output) x")).toBeVisible();
  const rule = lab.getByRole("combobox", { name: "Rule" });
  await rule.selectOption({ label: "The lecture's, as written" });
  await expect(lab.getByText(/The target stands nowhere in it, so weights are only ever lowered/)).toBeVisible();
  await lab.getByRole("button", { name: "Train", exact: true }).click();
  await expect(lab.getByRole("status")).toHaveText(/every answer is 0, and a rule that never looks at the target/);
  const undo = page.getByRole("button", { name: "Undo: Teach by the lecture's rule" });
  await undo.click();
  await expect(rule).toHaveValue("corrected");
  await lab.getByRole("button", { name: "Train", exact: true }).click();
  await expect(lab.getByRole("status")).toHaveText(/Its line parts the classes/, { timeout: 20_000 });
});

test("training that runs away stops, says so, keeps nothing, and goes back at half the rate", async ({ page }) => {
  await openLaboratory(page, "A curve, learned", "y");
  const lab = laboratory(page);
  await lab.getByRole("combobox", { name: "How weights move" }).selectOption({ label: "Plain descent" });
  await lab.getByRole("slider", { name: "Learning rate" }).focus();
  await page.keyboard.press("End");
  await lab.getByRole("button", { name: "Train", exact: true }).click();
  await expect(lab.getByRole("alert")).toContainText(/Training ran away in epoch \d+: with a learning rate of 10/);
  await expect(lab.getByRole("button", { name: "Keep trained weights" })).toBeDisabled();
  await expectAccessible(page);
  await lab.getByRole("button", { name: /^Back to its best, epoch \d+, at a rate of 5$/ }).click();
  await expect(lab.getByRole("alert")).toHaveCount(0);
  expect(await lossOf(page)).toBeLessThan(5);
  await expect(lab.getByRole("button", { name: "Keep trained weights" })).toBeEnabled();
});

test("weights leave as CSV and JSON and come back in one step; a file that does not fit changes nothing", async ({
  page,
}) => {
  await openLaboratory(page, "XOR, learned", "Hidden");
  const lab = laboratory(page);
  await lab.getByRole("button", { name: "Train", exact: true }).click();
  await expect.poll(() => lossOf(page), { timeout: 60_000 }).toBeLessThan(0.001);
  await lab.getByRole("button", { name: "Pause" }).click();
  const files: Record<string, string> = {};
  for (const format of ["CSV", "JSON"]) {
    const coming = page.waitForEvent("download");
    await lab.getByRole("button", { name: `Save ${format}` }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe(`XOR-learned-weights.${format.toLowerCase()}`);
    files[format] = readFileSync(await download.path(), "utf8");
  }
  const open = async (text: string): Promise<void> => {
    const choosing = page.waitForEvent("filechooser");
    await lab.getByRole("button", { name: "Open weights…" }).click();
    await (await choosing).setFiles({ name: "weights.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  };
  const undo = page.getByRole("button", { name: /^Undo/ });
  await open(`${files["CSV"]}0,0,9,1\n`);
  await expect(lab.getByRole("alert")).toHaveText(
    /weights.csv was not taken. Line \d+: input “9”; there are 2, from 0./,
  );
  await expect(undo).toBeDisabled();
  for (const text of [files["CSV"], files["JSON"]] as string[]) {
    await open(text);
    await expect.poll(() => lossOf(page)).toBeLessThan(0.001);
    await expect(lab.getByText(/^0 epochs/)).toBeVisible();
    await expect(lab.getByRole("alert")).toHaveCount(0);
    await undo.click();
    await expect(undo).toBeDisabled();
    await expect.poll(() => lossOf(page)).toBeGreaterThan(0.05);
  }
});

test("samples are painted while it learns, by hand and by keyboard, each stroke a step; and written as a table", async ({
  page,
}) => {
  await openLaboratory(page, "XOR, learned", "Hidden");
  const lab = laboratory(page);
  const rows = (count: number) =>
    expect(lab.getByRole("button", { name: `Table of ${count} samples`, exact: true })).toBeVisible();
  const undo = page.getByRole("button", { name: /^Undo/ });
  await rows(4);
  await lab.getByRole("radio", { name: "Class 1" }).click();
  const paper = lab.getByRole("application", { name: /What the network answers/ });
  const box = await boxOf(paper);
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.click(...at(0.5, 0.5));
  await rows(5);
  await page.mouse.move(...at(0.3, 0.3));
  await page.mouse.down();
  await page.mouse.move(...at(0.7, 0.3), { steps: 8 });
  await page.mouse.up();
  await expect(lab.getByRole("button", { name: /^Table of [12]\d samples$/ })).toBeVisible();
  await undo.click();
  await rows(5);
  // By keyboard: the cross stands in the middle, and the eraser takes the sample there.
  await lab.getByRole("radio", { name: "Erase" }).click();
  await paper.focus();
  await page.keyboard.press("Space");
  await rows(4);
  await lab.getByRole("radio", { name: "Class 0" }).click();
  await paper.focus();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Space");
  await rows(5);
  await lab.getByRole("button", { name: "Table of 5 samples" }).click();
  const table = lab.getByRole("textbox", { name: "Samples, a line each: two inputs, target" });
  await expect(table).toHaveValue(/^0, 0, 0\n0, 1, 1\n1, 0, 1\n1, 1, 0\n0\.63\d*, 0\.5, 0$/);
  await table.fill("0, 0, 0\n1, 1");
  await expect(lab.getByText("Line 2: 2 columns where 3 belong.")).toBeVisible();
  await table.fill("0, 0, 0\n1, 1, 1");
  await rows(2);
  const csv = (text: string) => ({ name: "points.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await lab.getByLabel("Samples: CSV file").setInputFiles(csv("x,y,class\n0,0,0\n0,1,one"));
  await expect(lab.getByRole("alert")).toHaveText(/points.csv was not taken. Line 3: “one” is no number/);
  await rows(2);
  await lab.getByLabel("Samples: CSV file").setInputFiles(csv("x,y,class\n0,0,0\n0,1,1\n1,0,1"));
  await rows(3);
});

test("digits are read: a sample, and one drawn by hand and by keyboard; each hidden unit shows what it looks for", async ({
  page,
}) => {
  await page.goto("./");
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("main").getByRole("button", { name: "Digits, read" }).click();
  const lab = laboratory(page);
  await expect(lab.getByRole("img", { name: /^Weights of unit \d+ of Hidden$/ })).toHaveCount(20);
  await lab.getByRole("combobox", { name: "Samples kept back" }).selectOption({ label: "20 % kept back" });
  await expect(lab.getByText(/kept back: loss \S+, 9\d % right/)).toBeVisible({ timeout: 60_000 });
  await expect(lab.getByText("It says 0.")).toBeVisible();
  await lab.getByRole("button", { name: "Next sample" }).click();
  await expect(lab.getByText("It says 1.")).toBeVisible();
  // A one of one's own: a line from the top to the bottom.
  await lab.getByRole("button", { name: "Next sample" }).click();
  await expect(lab.getByText("It says 2.")).toBeVisible();
  await lab.getByRole("button", { name: "Clear" }).click();
  const paper = lab.getByRole("application", { name: /^Your drawing/ });
  const box = await boxOf(paper);
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.2 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.8 * box.height, { steps: 8 });
  await page.mouse.up();
  await expect(lab.getByText("It says 1.")).toBeVisible();
  await paper.focus();
  await page.keyboard.press("Space");
  await expect(lab.getByText("Drawn by you")).toBeVisible();
  // The inspector shows the weights onto one cell in the form of the pictures.
  await page.keyboard.press("Escape");
  await node(page, "W1").click();
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await expect(inspector.getByRole("img", { name: /^Weights onto cell 0 of Hidden as a picture/ })).toBeVisible();
  await inspector.getByRole("textbox", { name: "Cell of Hidden whose weights are shown" }).fill("7");
  await page.keyboard.press("Enter");
  await expect(inspector.getByRole("img", { name: /^Weights onto cell 7 of Hidden/ })).toBeVisible();
});

test("the learning laboratory can be used by all", async ({ page }) => {
  await openLaboratory(page, "XOR, learned", "y");
  await laboratory(page).getByRole("radio", { name: "Class 1" }).click();
  await laboratory(page).getByRole("button", { name: "Table of 4 samples" }).click();
  await expectAccessible(page);
});

test("a network that reads pictures can be used by all", async ({ page }) => {
  await page.goto("./");
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("main").getByRole("button", { name: "Digits, read" }).click();
  await expect(laboratory(page).getByRole("img", { name: "Weights of unit 19 of Hidden" })).toBeVisible();
  await laboratory(page).getByRole("button", { name: "Pause" }).click();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await node(page, "W1").click();
  await expect(page.getByRole("img", { name: /^Weights onto cell 0 of Hidden/ })).toBeVisible();
  await expectAccessible(page, ".region-inspector");
});
