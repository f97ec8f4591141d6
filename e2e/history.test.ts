/** Everything can be taken back and done again; one gesture is one step, and the step says what it was. */
import {
  addByName,
  board,
  boxOf,
  chooseFromMenu,
  drag,
  expect,
  expectOneStep,
  inspector,
  middle,
  nameField,
  node,
  oneCell,
  openCircuit,
  type Page,
  port,
  redo,
  test,
  undo,
  wire,
} from "./harness/index.ts";

const count = (page: Page, n: number) => () =>
  expect(board(page).getByRole("group").and(page.locator("[aria-roledescription=neuron]"))).toHaveCount(n);
const value = (page: Page, name: string, text: string) => () =>
  expect(inspector(page).getByRole("textbox", { name })).toHaveValue(text);

test("each edit is one step with a name", async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, oneCell);
  await expect(undo(page)).toBeDisabled();

  await test.step("adding", () =>
    expectOneStep(page, "Add Leaky integrate-and-fire", () => addByName(page, "leaky"), {
      before: count(page, 1),
      after: count(page, 2),
    }));

  await test.step("moving", async () => {
    const cell = node(page, "LIF 1");
    const { x, y } = await middle(cell);
    const at = (dx: number, dy: number) => () =>
      expect
        .poll(async () => {
          const now = await middle(cell);
          return [Math.round(now.x - x), Math.round(now.y - y)];
        })
        .toEqual([dx, dy]);
    const zoom =
      Number(
        (
          await board(page)
            .getByRole("button", { name: /^Zoom \d/ })
            .innerText()
        ).replace(/\D/g, ""),
      ) / 100;
    const [dx, dy] = [32 * zoom, 64 * zoom];
    await expectOneStep(page, "Move", () => drag(page, { x, y: y - 40 * zoom }, { x: x + dx, y: y - 40 * zoom + dy }), {
      before: at(0, 0),
      after: at(Math.round(dx), Math.round(dy)),
    });
  });

  await test.step("wiring", () =>
    expectOneStep(page, "Connect", () => drag(page, port(page, "Source i output"), port(page, "LIF 1 i input")), {
      before: () => expect(wire(page, "Source", "LIF 1")).toHaveCount(0),
      after: () => expect(wire(page, "Source", "LIF 1")).toHaveCount(1),
    }));

  await test.step("a parameter, typed", async () => {
    await node(page, "Source").click();
    await expectOneStep(
      page,
      "Set amplitude",
      async () => {
        await inspector(page).getByRole("textbox", { name: "Amplitude" }).fill("0.75 nA");
        await page.keyboard.press("Enter");
      },
      { before: value(page, "Amplitude", "500"), after: value(page, "Amplitude", "750") },
    );
  });

  await test.step("a parameter, dragged: however many values it passed", async () => {
    const slider = inspector(page).getByRole("slider", { name: "Amplitude" });
    const box = await boxOf(slider);
    const y = box.y + box.height / 2;
    const from = { x: box.x + 0.6 * box.width, y };
    await expectOneStep(page, "Set amplitude", () => drag(page, from, { x: box.x + 0.9 * box.width, y }), {
      before: value(page, "Amplitude", "750"),
      after: () => expect(inspector(page).getByRole("textbox", { name: "Amplitude" })).not.toHaveValue("750"),
    });
    await inspector(page).getByRole("button", { name: "Reset Amplitude" }).click();
    await expect(undo(page)).toHaveAccessibleName("Undo: Reset amplitude");
    await undo(page).click();
  });

  await test.step("a name", () =>
    expectOneStep(
      page,
      "Rename node",
      async () => {
        await node(page, "Source").focus();
        await page.keyboard.press("F2");
        await page.getByRole("textbox", { name: "Name of Source" }).fill("Driver");
        await page.keyboard.press("Enter");
      },
      {
        before: () => expect(node(page, "Source")).toBeVisible(),
        after: () => expect(node(page, "Driver")).toBeVisible(),
      },
    ));

  await test.step("the name of the circuit", () =>
    expectOneStep(
      page,
      "Rename circuit",
      async () => {
        await nameField(page).fill("Mine");
        await page.keyboard.press("Enter");
      },
      {
        before: () => expect(nameField(page)).toHaveValue("One cell"),
        after: () => expect(nameField(page)).toHaveValue("Mine"),
      },
    ));

  await test.step("pasting", async () => {
    await node(page, "Cell").click();
    await page.keyboard.press("ControlOrMeta+c");
    await expectOneStep(page, "Paste", () => page.keyboard.press("ControlOrMeta+v"), {
      before: count(page, 2),
      after: count(page, 3),
    });
  });

  await test.step("deleting, with the wires that hung on it", async () => {
    await node(page, "LIF 1").click();
    await expectOneStep(page, "Delete node", () => page.keyboard.press("Delete"), {
      before: () => expect(wire(page, "Driver", "LIF 1")).toHaveCount(1),
      after: () => expect(wire(page, "Driver", "LIF 1")).toHaveCount(0),
    });
  });

  await test.step("a note", () =>
    expectOneStep(page, "Add note", () => chooseFromMenu(page, "board", "Write a note"), {
      before: () => expect(board(page).getByRole("group", { name: /^Note/ })).toHaveCount(0),
      after: () => expect(board(page).getByRole("group", { name: /^Note/ })).toHaveCount(1),
    }));

  await test.step("by keys, back to the first and on to the last", async () => {
    await node(page, "Driver").focus();
    for (let k = 0; k < 20 && (await undo(page).isEnabled()); k++) await page.keyboard.press("ControlOrMeta+z");
    await expect(undo(page)).toBeDisabled();
    await count(page, 1)();
    await expect(node(page, "Source")).toContainText("500 pA");
    await expect(nameField(page)).toHaveValue("One cell");
    for (let k = 0; k < 20 && (await redo(page).isEnabled()); k++) await page.keyboard.press("ControlOrMeta+Shift+z");
    await expect(redo(page)).toBeDisabled();
    await expect(nameField(page)).toHaveValue("Mine");
    await expect(node(page, "Driver")).toBeVisible();
  });
});
