/** The first visit: what it fetches, and how soon it can be used. */
import { gzipSync } from "node:zlib";
import { appUrl, heard, listen, type Page, test } from "./harness.ts";

/** Resolves in the frame after the first spikes have come from the engine. */
const firstSpikes = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => {
    const { messages, frames } = (window as unknown as { heard: Awaited<ReturnType<typeof heard>> }).heard;
    const first = messages.find(({ spikes }) => (spikes ?? 0) > 0);
    return first && (frames.at(-1) ?? 0) > first.at;
  });

/**
 * When the page can be used [ms]: its run bar has been drawn, and a frame later it answers. Asked within the page, since a search by
 * role from outside would take half a second of the slowed page for itself.
 */
const untilUsable = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const button = document.querySelector('button[aria-label="Pause"]');
          requestAnimationFrame(() => (button?.checkVisibility() ? resolve(performance.now()) : look()));
        };
        look();
      }),
  );

test("bytes of the first load", async ({ page, figure }) => {
  const bodies = new Map<string, Promise<readonly [url: string, bytes: number]>>();
  // The service worker fetches what is for later at its leisure: only what the page itself asks for counts. What page and engine
  // share is asked for twice, and comes from the browser's cache the second time.
  page.on("response", (response) => {
    if (response.fromServiceWorker() || response.status() !== 200) return;
    const url = response.url();
    bodies.set(
      url,
      response.body().then((body) => [url, gzipSync(body, { level: 9 }).length] as const),
    );
  });
  await listen(page);
  await page.goto(appUrl());
  await firstSpikes(page);
  const fetched = await Promise.all(bodies.values());
  const total = fetched.reduce((sum, [, bytes]) => sum + bytes, 0);
  const names = fetched
    .sort((a, b) => b[1] - a[1])
    .map(([url, bytes]) => `${new URL(url).pathname.split("/").at(-1) || "index.html"} ${(bytes / 1000).toFixed(0)}`);
  figure({
    name: "First load until the first spike is drawn, gzipped",
    value: total / 1000,
    unit: "kB",
    goal: { at: "most", value: 500 },
    note: names.join(", "),
  });
});

test("usable at six times less processor", async ({ browser, figure }) => {
  const usable: number[] = [];
  const spiking: number[] = [];
  for (let visit = 0; visit < 3; visit++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await listen(page);
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
    await page.goto(appUrl(), { waitUntil: "commit" });
    usable.push(await untilUsable(page));
    await firstSpikes(page);
    const { messages } = await heard(page);
    spiking.push(messages.find(({ spikes }) => (spikes ?? 0) > 0)?.at ?? Number.NaN);
    await context.close();
  }
  figure({
    name: "Usable at 6x CPU throttle, best of 3",
    value: Math.min(...usable) / 1000,
    unit: "s",
    goal: { at: "most", value: 3 },
    note: `all: ${usable.map((ms) => (ms / 1000).toFixed(2)).join(", ")}`,
  });
  figure({
    name: "First spike at 6x CPU throttle, best of 3",
    value: Math.min(...spiking) / 1000,
    unit: "s",
    note: "the worker is not throttled",
  });
});
