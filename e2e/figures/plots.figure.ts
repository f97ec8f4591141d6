/** A million spikes on a real canvas: the drawing alone, on a page of its own. */
import { join } from "node:path";
import { build } from "vite";
import type * as rasterBench from "../../src/plots/bench/rasterBench.ts";
import { test } from "./harness.ts";

test("raster of a million spikes", async ({ page, figure }) => {
  const outDir = join(import.meta.dirname, "../../.cache/figures/plots");
  await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    build: {
      outDir,
      lib: {
        entry: join(import.meta.dirname, "../../src/plots/bench/rasterBench.ts"),
        formats: ["iife"],
        name: "rasterBench",
        fileName: () => "raster.js",
      },
    },
  });
  await page.setContent('<canvas width="1100" height="420"></canvas>');
  await page.addScriptTag({ path: join(outDir, "raster.js") });
  const measured = await page.evaluate(() => {
    const context = document.querySelector("canvas")?.getContext("2d");
    if (!context) throw new Error("no canvas");
    const { measureRaster, measureTrace } = (window as unknown as { rasterBench: typeof rasterBench }).rasterBench;
    return {
      million: measureRaster(context, 1e6),
      tenth: measureRaster(context, 1e5),
      trace: measureTrace(context, 1e6),
    };
  });
  const { million, tenth, trace } = measured;
  figure({
    name: "Raster of 1e6 spikes in view, one redraw",
    value: million.medianMs,
    unit: "ms",
    goal: { at: "most", value: 10 },
    note: `best ${million.bestMs.toFixed(1)}, worst ${million.worstMs.toFixed(1)} ms; 1e5 spikes ${tenth.medianMs.toFixed(1)} ms`,
  });
  figure({ name: "Trace of 1e6 samples in view, one redraw", value: trace.medianMs, unit: "ms" });
});
