/** Many things at once: selecting, copying, lining up, grouping, finding, and the menus that lead there. */
import {
  board,
  chooseFromMenu,
  drag,
  expect,
  expectAccessible,
  inspector,
  middle,
  node,
  openCircuit,
  type Page,
  placeOn,
  test,
  undo,
  wire,
} from "./harness/index.ts";

const scattered = {
  name: "Scattered",
  nodes: [
    { id: "source", kind: "constant", label: "Source", at: [0, 0] },
    { id: "a", kind: "lif", label: "A", at: [192, 96], color: 1 },
    { id: "syn", kind: "exponential", label: "Synapse", at: [416, 16] },
    { id: "b", kind: "lif", label: "B", at: [576, 160], color: 2 },
  ],
  wires: [
    { from: "source.i", to: "a.i" },
    { from: "a.spikes", to: "syn.spikes" },
    { from: "syn.i", to: "b.i" },
  ],
};

const neurons = (page: Page) => board(page).locator("[aria-roledescription=neuron]");
const selected = (page: Page) => inspector(page).getByRole("heading", { level: 2 });

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, scattered);
});

test("copy, cut, paste and duplicate, with the wires between", async ({ page }) => {
  await node(page, "A").click();
  await page.keyboard.press("ControlOrMeta+a");
  await expect(selected(page)).toHaveText("4 nodes selected");
  await page.keyboard.press("ControlOrMeta+c");
  await page.keyboard.press("ControlOrMeta+v");
  await expect(neurons(page)).toHaveCount(4);
  await expect(board(page).getByRole("group", { name: /^Wire from/ })).toHaveCount(6);
  await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();

  await test.step("what was pasted is selected, and can be cut again", async () => {
    await page.keyboard.press("ControlOrMeta+x");
    await expect(neurons(page)).toHaveCount(2);
    await expect(undo(page)).toHaveAccessibleName("Undo: Delete selection");
  });

  await test.step("duplicate", async () => {
    await node(page, "B").click();
    await page.keyboard.press("ControlOrMeta+d");
    await expect(neurons(page)).toHaveCount(3);
  });

  await test.step("text in a field is copied as text", async () => {
    const name = inspector(page).getByRole("textbox", { name: "Name", exact: true });
    await name.focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("ControlOrMeta+c");
    await page.keyboard.press("ControlOrMeta+v");
    await expect(neurons(page)).toHaveCount(3);
  });

  await test.step("by menus, where the browser lets them read the clipboard", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await chooseFromMenu(page, node(page, "A"), "Copy");
    await chooseFromMenu(page, "board", "Paste");
    await expect(neurons(page)).toHaveCount(4);
    await page.keyboard.press("ControlOrMeta+z");
    await expect(neurons(page)).toHaveCount(3);
  });
});

test("a box, and keys with Shift, select several; what they share is edited together", async ({ page }) => {
  await page.keyboard.down("Shift");
  await drag(page, await placeOn(page, 0.02, 0.02), await placeOn(page, 0.98, 0.7));
  await page.keyboard.up("Shift");
  await expect(selected(page)).toHaveText(/nodes selected/);
  await page.keyboard.press("Escape");
  await expect(selected(page)).toHaveText("This circuit");

  await node(page, "A").click();
  await node(page, "B").click({ modifiers: ["Shift"] });
  await expect(selected(page)).toHaveText("2 nodes selected");
  await inspector(page).getByRole("textbox", { name: "Threshold" }).fill("-52");
  await page.keyboard.press("Enter");
  for (const label of ["A", "B"]) {
    await node(page, label).click();
    await expect(inspector(page).getByRole("textbox", { name: "Threshold" })).toHaveValue("−52");
  }
  await expect(undo(page)).toHaveAccessibleName("Undo: Set V_th");
});

test("lining up, tidying, grouping and flipping", async ({ page }) => {
  await node(page, "A").click();
  await node(page, "B").click({ modifiers: ["Shift"] });
  await chooseFromMenu(page, node(page, "B"), "Align top edges");
  await expect.poll(async () => (await middle(node(page, "A"))).y - (await middle(node(page, "B"))).y).toBe(0);
  await undo(page).click();

  await test.step("tidy puts the circuit in the order of its signals", async () => {
    await chooseFromMenu(page, "board", "Tidy layout");
    await expect(undo(page)).toHaveAccessibleName("Undo: Tidy layout");
    // The nodes glide to their places, and the board after them.
    const inOrder = async (): Promise<boolean> => {
      const places: number[] = [];
      for (const label of ["Source", "A", "Synapse", "B"]) places.push((await middle(node(page, label))).x);
      return places.every((x, k) => k === 0 || x > (places[k - 1] as number));
    };
    await expect.poll(inOrder).toBe(true);
  });

  await test.step("a group has a name and moves as one", async () => {
    await node(page, "A").click();
    await node(page, "Synapse").click({ modifiers: ["Shift"] });
    await page.keyboard.press("ControlOrMeta+g");
    const group = board(page).getByRole("group", { name: /^Group/ });
    await expect(group).toHaveCount(1);
    const before = await middle(node(page, "Synapse"));
    await page.keyboard.press("Escape");
    const label = await middle(group.getByText("Group"));
    await drag(page, label, { x: label.x, y: label.y + 64 });
    await expect.poll(async () => (await middle(node(page, "Synapse"))).y - before.y).toBeGreaterThan(32);
    await undo(page).click();
    await node(page, "A").click();
    await page.keyboard.press("ControlOrMeta+Shift+g");
    await expect(group).toHaveCount(0);
  });

  await test.step("flipped, its input is on the right", async () => {
    await node(page, "B").click();
    await page.keyboard.press("f");
    const input = board(page).getByRole("button", { name: "B i input", exact: true });
    await expect.poll(async () => (await middle(input)).x - (await middle(node(page, "B"))).x).toBeGreaterThan(0);
  });
});

test("finding, and the map of a circuit that is out of sight", async ({ page }) => {
  const map = board(page).getByRole("img", { name: "Map of the circuit" });
  await expect(map).toBeHidden();
  for (let k = 0; k < 4; k++) await board(page).getByRole("button", { name: "Zoom in" }).click();
  await expect(map).toBeVisible();
  await node(page, "A").or(node(page, "Synapse")).first().focus();
  await page.keyboard.press("/");
  const find = page.getByRole("dialog", { name: "Find on the board" });
  await find.getByRole("combobox").fill("b");
  await find.getByRole("option", { name: /^B/ }).click();
  await expect(node(page, "B")).toBeInViewport();
  await expect(node(page, "B")).toBeFocused();
  await expect(inspector(page).getByRole("textbox", { name: "Name", exact: true })).toHaveValue("B");
  await page.keyboard.press("Shift+1");
  await expect(map).toBeHidden();
  await expect(node(page, "Source")).toBeInViewport();
});

test("menus by the right button and by keyboard", async ({ page }) => {
  await node(page, "A").click({ button: "right" });
  const menu = page.getByRole("menu", { name: /^A,/ });
  await expect(menu.getByRole("menuitem").first()).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await node(page, "Source").focus();
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menu", { name: /^Source,/ })).toBeVisible();
  await page.keyboard.press("d");
  await expect(page.getByRole("menuitem", { name: "Duplicate" })).toBeFocused();
  await page.keyboard.press("d");
  await page.keyboard.press("Enter");
  await expect(node(page, "Source")).toHaveCount(0);
  await expect(wire(page, "Source", "A")).toHaveCount(0);
});
