/** The `test` of all stories: a page that is watched, and what more than one story asks of it. */
import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Locator, type Page } from "playwright/test";

export { expect, type Locator, type Page } from "playwright/test";
export * from "./circuit.ts";
export * from "./engine.ts";

interface Fixtures {
  /** What went wrong in any page of the test. Empty at the end, or the test fails; a story that provokes errors empties it. */
  faults: string[];
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  baseURL: async ({}, use) => use(appUrl()),
  faults: [
    async ({ context }, use) => {
      const faults: string[] = [];
      await watch(context, faults);
      await use(faults);
      expect(faults, "errors, policy violations and requests to other origins").toEqual([]);
    },
    { auto: true },
  ],
});

export const appUrl = (): string => setting("APP_URL");
/** The same build on a host without headers, in a folder of the given name. */
export const staticUrl = (folder = "spikeboard"): string => `${setting("STATIC_URL")}lab/${folder}/`;

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is set by harness/serve.ts, before the tests.`);
  return value;
}

async function watch(context: BrowserContext, faults: string[]): Promise<void> {
  await context.exposeBinding("reportViolation", (_source, words: string) => void faults.push(words));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const report = (window as unknown as { reportViolation(words: string): void }).reportViolation;
      report(
        `policy: ${event.violatedDirective} blocked ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`,
      );
    });
  });
  context.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => faults.push(`thrown: ${error.error().stack ?? error.error().message}`));
  context.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    const own = [new URL(appUrl()).host, new URL(staticUrl()).host];
    if (protocol.startsWith("http") && !own.includes(host)) faults.push(`request: ${request.url()}`);
  });
}

/** Until nothing fades or slides any more: a sheet that is half faded in has half its contrast. */
async function stillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.all(moving.map((animation) => animation.finished.catch(() => undefined)));
  });
}

/**
 * No violation that axe can find, in light and in dark; the two differ in nothing but colours.
 *
 * @param part CSS selector of what is new on the screen, where the rest has been scanned before; the whole page if left out
 */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await stillness(page);
    // The page has no frames, for whose sake axe would open a second page each time.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    if (part !== undefined) axe.include(part);
    const { violations } = await (colorScheme === "light" ? axe : axe.withRules(["color-contrast"])).analyze();
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${colorScheme}: ${id} (${help}): ${node.target.join(" ")}`),
    );
    expect(found).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Resolves when the service worker has kept the app: from here on it works offline. */
export async function untilKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
      );
    }
  });
}

/** How many pixels of a canvas differ from its most common colour: 0 for a blank one. */
export async function inkOf(canvas: Locator): Promise<number> {
  return canvas.evaluate((element: HTMLCanvasElement) => {
    const { width, height } = element;
    const image = element.getContext("2d")?.getImageData(0, 0, width, height);
    const pixels = new Uint32Array(image?.data.buffer ?? new ArrayBuffer(0));
    const counts = new Map<number, number>();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    return pixels.length - Math.max(0, ...counts.values());
  });
}
