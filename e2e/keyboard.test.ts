/** No mouse: from an empty board to a circuit that runs and is turned, and never a place without a way out. */
import {
  board,
  boxOf,
  expect,
  inspector,
  newCircuit,
  node,
  type Page,
  pause,
  spikesOf,
  test,
  untilMs,
  wire,
} from "./harness/index.ts";

/** Presses a key until something has the focus. */
async function walkTo(page: Page, key: string, reached: () => Promise<boolean>, most = 80): Promise<void> {
  for (let k = 0; k < most; k++) {
    if (await reached()) return;
    await page.keyboard.press(key);
  }
  expect(await reached(), `the focus is reached by ${key}`).toBe(true);
}

/** Name and place of what has the focus. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const label = element?.getAttribute("aria-label") ?? element?.textContent ?? "";
    return `${element?.closest("[data-region]")?.getAttribute("data-region") ?? ""}: ${label.trim()}`;
  });

test("an own circuit without a mouse", async ({ page }) => {
  await page.goto("./");
  await newCircuit(page);

  await test.step("add by name", async () => {
    for (const kind of ["leaky", "constant"]) {
      await page.keyboard.press("a");
      await expect(page.getByRole("combobox", { name: "Name of the node to add" })).toBeFocused();
      await page.keyboard.type(kind);
      await page.keyboard.press("Enter");
    }
    await expect(node(page, "const 1")).toBeFocused();
  });

  await test.step("wire from the list", async () => {
    await page.keyboard.press("c");
    await expect(page.getByRole("dialog", { name: "Connect const 1 to" }).getByRole("combobox")).toBeFocused();
    await page.keyboard.type("LIF");
    await page.keyboard.press("Enter");
    await expect(wire(page, "const 1", "LIF 1")).toBeAttached();
    await expect(node(page, "const 1")).toBeFocused();
  });

  await test.step("move with the arrows, as one step", async () => {
    const height = async () => (await boxOf(node(page, "const 1"))).y;
    const before = await height();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await expect.poll(height).toBeLessThan(before);
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(height).toBe(before);
  });

  await test.step("turn a number in the inspector", async () => {
    await walkTo(page, "F6", async () => (await focused(page)).startsWith("Inspector:"));
    await walkTo(page, "Tab", async () => (await focused(page)) === "Inspector: Amplitude");
    await page.keyboard.press("ArrowRight");
    await expect(inspector(page).getByRole("button", { name: "Reset Amplitude" })).toBeVisible();
    await expect(page.getByText("Saved on this device")).toBeVisible();
  });

  await test.step("play from the board, and stop", async () => {
    await walkTo(page, "F6", async () => (await focused(page)).startsWith("Board:"));
    await page.keyboard.press("Space");
    await untilMs(page, 60);
    await page.keyboard.press("Space");
    await expect(page.getByRole("button", { name: "Play", exact: true }).first()).toBeVisible();
  });

  await test.step("walk the board with arrows, select with Enter", async () => {
    await page.keyboard.press("Escape");
    await walkTo(page, "ArrowLeft", async () => (await focused(page)).includes("const 1"), 3);
    await page.keyboard.press("ArrowRight");
    await expect(node(page, "LIF 1")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(inspector(page).getByRole("textbox", { name: "Name", exact: true })).toHaveValue("LIF 1");
  });

  expect((await spikesOf(page)).length).toBeGreaterThan(1);
});

test("Tab walks the whole page, forward and back, without a trap", async ({ page }) => {
  await page.goto("./");
  await pause(page);
  await page.keyboard.press("F6");
  for (const key of ["Tab", "Shift+Tab"]) {
    const regions = new Set<string>();
    const start = await focused(page);
    for (let k = 0; k < 200; k++) {
      await page.keyboard.press(key);
      const now = await focused(page);
      regions.add(now.split(":")[0] ?? "");
      if (now === start) break;
    }
    for (const region of ["Circuit", "Add", "Board", "Inspector", "Run and plots"]) expect(regions).toContain(region);
  }
});

test("F6 goes round the regions and remembers where it was", async ({ page }) => {
  await page.goto("./");
  await expect(node(page, "E")).toBeVisible();
  const seen: string[] = [];
  for (let k = 0; k < 6; k++) {
    await page.keyboard.press("F6");
    seen.push((await focused(page)).split(":")[0] ?? "");
  }
  expect(new Set(seen).size).toBeGreaterThanOrEqual(5);
  await node(page, "I").focus();
  await page.keyboard.press("F6");
  await page.keyboard.press("Shift+F6");
  await expect(node(page, "I")).toBeFocused();
});

test("dialogs take the focus, keep it, and give it back", async ({ page }) => {
  await page.goto("./");
  await node(page, "E").focus();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys).toBeVisible();
  for (let k = 0; k < 6; k++) {
    await page.keyboard.press("Tab");
    expect(
      await page.evaluate(
        () => document.activeElement === document.body || Boolean(document.activeElement?.closest("dialog")),
      ),
    ).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  await expect(node(page, "E")).toBeFocused();

  await test.step("while typing, letters are letters", async () => {
    await node(page, "E").click();
    const name = inspector(page).getByRole("textbox", { name: "Name", exact: true });
    await name.fill("");
    await name.pressSequentially("a?p f");
    await page.keyboard.press("Enter");
    await expect(board(page).getByRole("group", { name: /^a\?p f,/ })).toBeVisible();
    await expect(page.getByRole("dialog", { name: "Add a node" })).toBeHidden();
  });
});
