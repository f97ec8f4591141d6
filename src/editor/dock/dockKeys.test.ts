import { describe, expect, it, vi } from "vitest";
import type { Session } from "../../session/index.ts";
import { dockKeys } from "./dockKeys.ts";

// The smallest stand-ins for a page: an element that knows which selectors hold around it.
class FakeElement {
  holds: (selector: string) => boolean;
  constructor(holds: (selector: string) => boolean = () => false) {
    this.holds = holds;
  }
  closest(selector: string): FakeElement | null {
    return this.holds(selector) ? this : null;
  }
}
vi.stubGlobal("Element", FakeElement);

function press(
  key: string,
  {
    target = new FakeElement(),
    running = false,
    ...more
  }: { target?: FakeElement; running?: boolean; ctrlKey?: boolean; shiftKey?: boolean } = {},
) {
  const calls: string[] = [];
  const note = (name: string) => (value?: number) => calls.push(value === undefined ? name : `${name} ${value}`);
  const session = {
    store: { getState: () => ({ run: { running } }) },
    play: note("play"),
    pause: note("pause"),
    step: note("step"),
    reset: note("reset"),
  } as unknown as Session;
  const event = { key, target, preventDefault: note("prevent"), ...more } as unknown as KeyboardEvent;
  const taken = dockKeys(session, event);
  return { taken, calls };
}

describe("keys of the run", () => {
  it("Space plays and pauses", () => {
    expect(press(" ").calls).toEqual(["prevent", "play"]);
    expect(press(" ", { running: true }).calls).toEqual(["prevent", "pause"]);
  });
  it("comma and full stop step, ten at a time with Shift", () => {
    expect(press(",").calls).toEqual(["prevent", "step -1"]);
    expect(press(".").calls).toEqual(["prevent", "step 1"]);
    expect(press(">", { shiftKey: true }).calls).toEqual(["prevent", "step 10"]);
  });
  it("Home goes back to 0 ms", () => expect(press("Home").calls).toEqual(["prevent", "reset"]));
  it("are left alone in a field, on a button and with Ctrl", () => {
    const field = new FakeElement((selector) => selector.includes("textarea"));
    const button = new FakeElement((selector) => selector.startsWith("button"));
    for (const key of [" ", ",", ".", "Home"])
      expect(press(key, { target: field })).toEqual({ taken: false, calls: [] });
    expect(press(" ", { target: button }).taken).toBe(false);
    expect(press(".", { target: button }).taken).toBe(true);
    expect(press(".", { ctrlKey: true }).taken).toBe(false);
  });
  it("that mean nothing are not taken", () => expect(press("x").taken).toBe(false));
});
