/** Making wires in each of the ways there are, and being told why one cannot be. */
import {
  addByName,
  board,
  drag,
  expect,
  middle,
  node,
  openCircuit,
  type Page,
  type Place,
  placeOn,
  port,
  test,
  undo,
  wire,
} from "./harness/index.ts";

const apart = {
  name: "Three apart",
  nodes: [
    { id: "source", kind: "constant", label: "Source", at: [0, 32] },
    { id: "a", kind: "lif", label: "A", at: [240, 0], color: 1 },
    { id: "b", kind: "lif", label: "B", at: [640, 0], color: 2 },
    { id: "syn", kind: "exponential", label: "Synapse", at: [460, 160] },
  ],
  wires: [],
};

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await openCircuit(page, apart);
});

test("by dragging from port to port, and from port to node", async ({ page }) => {
  await drag(page, port(page, "Source i output"), port(page, "A i input"));
  await expect(wire(page, "Source", "A")).toBeAttached();
  await drag(page, port(page, "A spikes output"), node(page, "Synapse"));
  await expect(wire(page, "A", "Synapse")).toBeAttached();
  await expect(undo(page)).toHaveAccessibleName(/^Undo: Wire A to Synapse|^Undo: Connect/);

  await test.step("its end can be taken to another node", async () => {
    await drag(page, await arrowHead(page, "A i input"), port(page, "B i input"));
    await expect(wire(page, "Source", "B")).toBeAttached();
    await expect(wire(page, "Source", "A")).toHaveCount(0);
  });
});

test("by two clicks, and Escape lets go", async ({ page }) => {
  await port(page, "Source i output").click();
  await port(page, "A i input").click();
  await expect(wire(page, "Source", "A")).toBeAttached();
  await port(page, "A spikes output").click();
  await page.keyboard.press("Escape");
  await node(page, "Synapse").click();
  await expect(wire(page, "A", "Synapse")).toHaveCount(0);
});

test("by keyboard, from a list of what fits", async ({ page }) => {
  await node(page, "Source").focus();
  await page.keyboard.press("c");
  const list = page.getByRole("dialog", { name: "Connect Source to" });
  await expect(list.getByRole("option")).toHaveText([/^A/, /^B/]);
  await page.keyboard.type("B");
  await page.keyboard.press("Enter");
  await expect(wire(page, "Source", "B")).toBeAttached();

  await test.step("and the keyboard is where it was", async () => {
    await expect(node(page, "Source")).toBeFocused();
  });

  await test.step("] and [ walk along it, Delete takes it out", async () => {
    await page.keyboard.press("]");
    await expect(wire(page, "Source", "B")).toBeFocused();
    await page.keyboard.press("]");
    await expect(node(page, "B")).toBeFocused();
    await page.keyboard.press("[");
    await page.keyboard.press("Delete");
    await expect(wire(page, "Source", "B")).toHaveCount(0);
  });
});

test("a wire that cannot be is refused with the reason, and mended with one click", async ({ page }) => {
  await drag(page, port(page, "A spikes output"), port(page, "B i input"));
  const refusal = page.getByRole("dialog", { name: "Wire refused" });
  await expect(refusal).toContainText('"A" sends spikes, but "B" takes a current.');
  await refusal.getByRole("button", { name: "Insert a synapse" }).click();
  await expect(board(page).getByRole("group", { name: /synapse, 1 input/ })).toHaveCount(1);
  await undo(page).click();
  await expect(board(page).getByRole("group", { name: /synapse, 1 input/ })).toHaveCount(0);

  await test.step("two outputs", async () => {
    await drag(page, port(page, "Source i output"), port(page, "A spikes output"));
    await expect(refusal).toContainText("A wire runs from an output to an input.");
    await refusal.getByRole("button", { name: "Leave it" }).click();
    await expect(refusal).toBeHidden();
  });
});

test("dropped on the empty board it asks what should be there", async ({ page }) => {
  await drag(page, port(page, "A spikes output"), await placeOn(page, 0.4, 0.85));
  const list = page.getByRole("dialog", { name: "What to wire this to" });
  await list.getByRole("combobox").fill("exponential current");
  await page.keyboard.press("Enter");
  await expect(wire(page, "A", "exp 1")).toBeAttached();

  await test.step("an input asks for what drives it", async () => {
    await drag(page, port(page, "B i input"), await placeOn(page, 0.3, 0.9));
    await list.getByRole("combobox").fill("sine");
    await page.keyboard.press("Enter");
    await expect(wire(page, "sine 1", "B")).toBeAttached();
  });

  await test.step("one gesture is one step back", async () => {
    await undo(page).click();
    await expect(node(page, "sine 1")).toHaveCount(0);
    await expect(wire(page, "A", "exp 1")).toBeAttached();
  });
});

/** Where the arrow into an input can be taken hold of. */
async function arrowHead(page: Page, input: string): Promise<Place> {
  const { x, y } = await middle(port(page, input));
  return { x: x - 17, y };
}

test("an end let go on the empty board takes the wire out", async ({ page }) => {
  await port(page, "Source i output").click();
  await port(page, "A i input").click();
  const end = await arrowHead(page, "A i input");
  await drag(page, end, { x: end.x - 40, y: end.y + 160 });
  await expect(wire(page, "Source", "A")).toHaveCount(0);
  await addByName(page, "regular");
  await expect(board(page).getByRole("group", { name: /^reg.* 1,/ })).toBeFocused();
});
