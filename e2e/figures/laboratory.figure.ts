/** How live the learning laboratory is: frames a second while it trains, and in how many of them the surface is a new one. */
import { heard, mainThread, now, open, type Page, quantile, test } from "./harness.ts";

const seconds = 5;

async function openLaboratory(page: Page, example: string): Promise<void> {
  await open(page);
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("main").getByRole("button", { name: example }).click();
  await page.locator('.react-flow__node[data-id="y"]').focus();
  await page.keyboard.press("i");
  await page.getByRole("img", { name: /What the network answers/ }).waitFor();
}

for (const example of ["XOR, learned", "Two spirals"]) {
  for (const pace of ["10 updates a frame", "As fast as it can"]) {
    const name = `${example}, ${pace.toLowerCase()}`;
    test(name, async ({ page, figure }) => {
      await openLaboratory(page, example);
      // Both the lesson and the run have begun by themselves.
      await page.getByRole("region", { name: "Learning laboratory" }).getByRole("button", { name: "Pause" }).click();
      await page.getByRole("button", { name: "Pause", exact: true }).click();
      await page.getByRole("combobox", { name: "Pace" }).selectOption({ label: pace });
      await page.getByRole("button", { name: "Train", exact: true }).click();
      await page.waitForTimeout(2000);
      const spent = await mainThread(page);
      const from = await now(page);
      await page.waitForTimeout(seconds * 1000);
      const until = await now(page);
      const time = await spent();
      const { frames, messages } = await heard(page);
      const own = frames.filter((at) => at >= from && at <= until);
      const gaps = own.slice(1).map((at, k) => at - (own[k] ?? at));
      const reports = messages.filter(({ type, at }) => type === "report" && at >= from && at <= until);
      const fresh = own.filter((at, k) =>
        reports.some((report) => report.at < at && report.at >= (own[k - 1] ?? from)),
      );
      const each = (what: string): string => ((time[what] ?? 0) / own.length).toFixed(1);
      figure({
        name: `${name}: frames a second`,
        value: own.length / ((until - from) / 1000),
        unit: "/s",
        goal: { at: "least", value: 58 },
        note: `gap p95 ${quantile(gaps, 0.95).toFixed(0)} ms; with a new surface ${((1000 * fresh.length) / (until - from)).toFixed(0)} /s`,
      });
      figure({
        name: `${name}: processor time of the page a frame`,
        value: (time.TaskDuration ?? 0) / own.length,
        unit: "ms",
        goal: { at: "most", value: 16.7 },
        note: `script ${each("ScriptDuration")}, style ${each("RecalcStyleDuration")}, layout ${each("LayoutDuration")}`,
      });
    });
  }
}
