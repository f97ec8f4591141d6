/**
 * Training beside TensorFlow.js, where it is on the machine: the same network, the same digits, in turns, in the same page. Times are processor
 * time of the page's thread, on which both work.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { build } from "vite";
import { expect, mainThread, median, type Page, test } from "./harness.ts";
import type * as trainingPage from "./trainingPage.ts";

const plans = (["sgd", "adam"] as const).flatMap((optimiser) => [32, 128].map((batch) => ({ optimiser, batch })));
const backends = ["wasm", "cpu"] as const;
/** A turn is a stretch of an epoch of 10 000 samples. */
const [turns, samples, epoch] = [5, 2048, 10_000];

interface OurWindow {
  training: typeof trainingPage;
  tf: trainingPage.Tensorflow;
  contestants: { backend: string; contestant: trainingPage.Contestant }[];
}

/** Where a package lies; undefined if it is not on the machine. */
function folderOf(name: string): string | undefined {
  const folder = process.env.TENSORFLOW_FOLDER ?? join(import.meta.dirname, "../..");
  try {
    return dirname(createRequire(join(folder, "package.json")).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

/** A page of its own, with our part and, if it is there, TensorFlow.js. */
async function openPage(page: Page, tensorflow: string | undefined, wasm: string | undefined): Promise<void> {
  const outDir = join(import.meta.dirname, "../../.cache/figures/training");
  await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    build: {
      outDir,
      lib: {
        entry: join(import.meta.dirname, "trainingPage.ts"),
        formats: ["iife"],
        name: "training",
        fileName: () => "training.js",
      },
    },
  });
  const folders: Readonly<Record<string, string | undefined>> = { ours: outDir, tensorflow, wasm };
  await page.route("https://figures.test/**", (route) => {
    const [, from = "", ...rest] = new URL(route.request().url()).pathname.split("/");
    const folder = folders[from];
    if (folder === undefined) return route.fulfill({ contentType: "text/html", body: "<!doctype html>" });
    const path = join(folder, ...rest);
    const contentType = extname(path) === ".wasm" ? "application/wasm" : "text/javascript; charset=utf-8";
    return route.fulfill({ contentType, body: readFileSync(path) });
  });
  await page.goto("https://figures.test/");
  await page.addScriptTag({ url: "/ours/training.js" });
  if (!tensorflow || !wasm) return;
  await page.addScriptTag({ url: "/tensorflow/dist/tf.min.js" });
  await page.addScriptTag({ url: "/wasm/dist/tf-backend-wasm.min.js" });
  await page.evaluate(() => (window as unknown as OurWindow).tf.wasm.setWasmPaths("/wasm/dist/"));
}

for (const plan of plans) {
  const name = `MLP 784-128-64-10 on 10 000 digits, ${plan.optimiser}, ${plan.batch} at a time`;
  test(name, async ({ page, figure }) => {
    const [tensorflow, wasm] = ["@tensorflow/tfjs", "@tensorflow/tfjs-backend-wasm"].map(folderOf);
    const peers = tensorflow && wasm ? backends : [];
    await openPage(page, tensorflow, wasm);
    await page.evaluate(
      async ({ plan, peers }) => {
        const { training, tf } = window as unknown as OurWindow;
        const contestants = [{ backend: "", contestant: training.ours(plan) }];
        for (const backend of peers) {
          await tf.setBackend(backend);
          contestants.push({ backend, contestant: training.theirs(tf, plan) });
        }
        Object.assign(window, { contestants });
      },
      { plan, peers },
    );
    const spent = await mainThread(page);
    const results: { ms: number; loss: number }[][] = [[], ...peers.map(() => [])];
    // The first turn is for the compilers.
    for (let turn = 0; turn <= turns; turn++) {
      for (const [k, result] of results.entries()) {
        await page.evaluate(async (which) => {
          const { tf, contestants } = window as unknown as OurWindow;
          const backend = contestants[which]?.backend;
          if (backend) await tf.setBackend(backend);
        }, k);
        await spent();
        const loss = await page.evaluate(
          ({ k, samples }) => (window as unknown as OurWindow).contestants[k]?.contestant.turn(samples),
          { k, samples },
        );
        const { TaskDuration = Number.NaN } = await spent();
        result.push({ ms: TaskDuration, loss: loss ?? Number.NaN });
      }
    }
    const [own = [], ...others] = results;
    for (const other of others)
      for (const [turn, { loss }] of other.entries())
        expect(Math.abs(loss / (own[turn]?.loss ?? Number.NaN) - 1)).toBeLessThan(5e-3);
    const epochMs = results.map((each) => (median(each.slice(1).map(({ ms }) => ms)) * epoch) / samples);
    const [ownMs = Number.NaN, ...othersMs] = epochMs;
    figure({
      name: `${name}: an epoch`,
      value: ownMs,
      unit: "ms",
      note:
        peers.length > 0
          ? `TensorFlow.js: ${peers.map((peer, k) => `${peer} ${othersMs[k]?.toFixed(0)} ms`).join(", ")}`
          : "TensorFlow.js is not on this machine",
    });
    if (peers.length === 0) return;
    // Turn by turn, so that what the machine does beside falls on both.
    const ratios = own
      .map(({ ms }, turn) => Math.min(...others.map((other) => other[turn]?.ms ?? Number.NaN)) / ms)
      .slice(1);
    figure({
      name: `${name}: the quicker TensorFlow.js backend's time over ours`,
      value: median(ratios),
      unit: "x",
      goal: { at: "least", value: 1 },
      note: `${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)}`,
    });
  });
}
