/**
 * What the figures share: a page whose talk with the engine is written down with times, circuits dropped on it as files, and
 * a place to put what was measured. Nothing of the app is changed: the worker is listened to from outside.
 */
import { test as base, type CDPSession, type Page } from "playwright/test";
import type { Graph } from "../../src/graph/index.ts";

export { expect, type Page } from "playwright/test";

export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What is to be reached. */
  goal?: { at: "most" | "least"; value: number };
  note?: string;
}

interface Fixtures {
  /** Writes down one figure. */
  figure: (figure: Figure) => void;
}

export const test = base.extend<Fixtures>({
  figure: async ({ page: _ }, use, info) => {
    await use((figure) => void info.annotations.push({ type: "figure", description: JSON.stringify(figure) }));
  },
});

/** One message between page and worker. Times are the page's `performance.now()` [ms]. */
export interface Message {
  at: number;
  from: "page" | "engine";
  type: string;
  version?: number;
  how?: string;
  tookMs?: number;
  spikes?: number;
  timeMs?: number;
  speed?: number;
  stopped?: string;
}

/** Watches the page from its first line on: messages, drawn frames and input. Call before `goto`. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard = {
      messages: [] as Message[],
      frames: [] as number[],
      inputs: [] as { at: number; type: string; shownMs: number }[],
    };
    Object.assign(window, { heard });
    const Plain = window.Worker;
    window.Worker = class extends Plain {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener("message", ({ data }) => {
          const { type, version, how, tookMs, timeMs, speed } = data;
          const spikes = data.spikes?.times.length;
          const stopped = data.why?.message ?? data.why?.type;
          heard.messages.push({
            at: performance.now(),
            from: "engine",
            type,
            version,
            how,
            tookMs,
            timeMs,
            speed,
            spikes,
            stopped,
          });
        });
      }
      override postMessage(
        message: { type: string; version?: number },
        transfer?: Transferable[] | StructuredSerializeOptions,
      ): void {
        heard.messages.push({
          at: performance.now(),
          from: "page",
          type: message.type,
          ...(message.version !== undefined && { version: message.version }),
        });
        super.postMessage(message, transfer as Transferable[]);
      }
    };
    const frame = (now: number): void => {
      heard.frames.push(now);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    for (const type of ["keydown", "pointerdown", "wheel"])
      addEventListener(
        type,
        (event) => {
          const input = { at: event.timeStamp, type, shownMs: Number.NaN };
          heard.inputs.push(input);
          // The message comes after the frame that draws the answer.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              input.shownMs = performance.now() - input.at;
            };
            port2.postMessage(null);
          });
        },
        { capture: true, passive: true },
      );
  });
}

interface Heard {
  messages: Message[];
  frames: number[];
  inputs: { at: number; type: string; shownMs: number }[];
}

export const heard = (page: Page): Promise<Heard> => page.evaluate(() => (window as unknown as { heard: Heard }).heard);
export const now = (page: Page): Promise<number> => page.evaluate(() => performance.now());

export const appUrl = (): string => {
  const url = process.env.APP_URL;
  if (!url) throw new Error("APP_URL is set by e2e/harness/serve.ts, before the figures.");
  return url;
};

/** Opens the app as it is on a first visit. */
export async function open(page: Page): Promise<void> {
  await listen(page);
  await page.goto(appUrl());
  await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
}

/** Drops a circuit file on the window, and waits until its network is in the engine. */
export async function dropCircuit(page: Page, graph: Graph): Promise<void> {
  const before = (await heard(page)).messages.length;
  await page.evaluate((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "circuit.json", { type: "application/json" }));
    dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, cancelable: true, bubbles: true }));
  }, JSON.stringify(graph));
  await page.waitForFunction(
    (from) =>
      (window as unknown as { heard: Heard }).heard.messages.slice(from).some(({ type }) => type === "compiled"),
    before,
    { timeout: 60_000 },
  );
}

/** Speed of model time: by the fader's keys. "max" is its end. */
export async function setSpeed(page: Page, speed: "max" | "real time"): Promise<void> {
  const fader = page.getByRole("slider", { name: "Speed of model time" });
  await fader.focus();
  await fader.press("End");
  if (speed === "real time") for (let k = 0; k < 4; k++) await fader.press("ArrowLeft");
  await fader.blur();
}

export async function play(page: Page): Promise<void> {
  const button = page.locator('button[aria-label="Play"]');
  if (await button.isVisible()) await button.click();
  await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
}

/** Processor time of the page's own thread [ms], since it was asked last. */
export async function mainThread(page: Page): Promise<() => Promise<Record<string, number>>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const read = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return new Map(metrics.map(({ name, value }) => [name, value]));
  };
  let before = await read();
  return async () => {
    const after = await read();
    const named = ["TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration"];
    const spent = Object.fromEntries(
      named.map((name) => [name, 1000 * ((after.get(name) ?? 0) - (before.get(name) ?? 0))]),
    );
    before = after;
    return spent;
  };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
export const median = (values: readonly number[]): number => quantile(values, 0.5);
