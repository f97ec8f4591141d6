/**
 * `bench`: how fast the compiled code steps on this machine, beside plain JavaScript, other simulators where they are
 * installed, and a kernel written by hand. Circuits are made here, so that a number means the same everywhere; how the time is
 * taken stands in `bench/measure.ts`.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Catalogue } from "../kind/index.ts";
import { openChromium } from "./bench/chromium.ts";
import { type NetworkCircuit, networks } from "./bench/circuits.ts";
import { measureKernel } from "./bench/kernelSection.ts";
import { type LeakyRow, measureLeaky, sizes } from "./bench/leakySection.ts";
import { load } from "./bench/measure.ts";
import { measureNetwork, type NetworkRow } from "./bench/networkSection.ts";
import { findPeers } from "./bench/peers.ts";
import { type BenchResult, printResult, sound } from "./bench/report.ts";
import type { Terminal } from "./terminal.ts";
import { lastOf, numberOf, parseOptions, UsageError } from "./usage.ts";

const countFrom1 = { test: (n: number) => Number.isInteger(n) && n > 0, words: "a whole number above 0" };

const sections = ["leaky", ...Object.keys(networks), "kernel"];

/** @returns false when spikes or rates are not what they must be: then the times mean nothing */
export async function runBench(args: readonly string[], catalogue: Catalogue, terminal: Terminal): Promise<boolean> {
  const options = parseOptions(args, ["only", "rounds", "threads", "peers", "out"], ["only"]);
  const only = options.values.get("only") ?? sections;
  const unknown = only.find((each) => !sections.includes(each));
  if (unknown) throw new UsageError(`There is no section ${unknown}; there are ${sections.join(", ")}.`);
  const rounds = numberOf(options, "rounds", "", countFrom1) ?? 5;
  const threads = numberOf(options, "threads", "", countFrom1) ?? 1;

  const root = projectRoot();
  const own = join(root, "src/cli/bench");
  const scratch = join(root, ".cache/bench");
  const say = (line: string) => terminal.error(`${line}\n`);
  const before = load();
  const found = lastOf(options, "peers") === "no" ? undefined : findPeers(join(own, "peers"), scratch, say);
  const leaky: LeakyRow[] = [];
  for (const cells of only.includes("leaky") ? sizes : []) {
    say(`${cells} leaky cells …`);
    leaky.push(await measureLeaky(cells, rounds, catalogue));
  }
  const wanted = Object.keys(networks).filter((key) => only.includes(key));
  const chromium = wanted.length > 0 && found ? await openChromium(root, scratch) : undefined;
  const rows: NetworkRow[] = [];
  for (const key of wanted) {
    const circuit = (networks[key] as () => NetworkCircuit)();
    say(`${circuit.name} …`);
    rows.push(await measureNetwork(key, circuit, found?.peers.get(key) ?? [], rounds, catalogue, chromium, threads));
  }
  await chromium?.close();
  const kernel = only.includes("kernel")
    ? await measureKernel(join(own, "kernel"), scratch, rounds, catalogue)
    : undefined;

  const result: BenchResult = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.versions.node}`,
    load: [before, load()],
    rounds,
    peers: [
      ...(found?.lines ?? ["Other simulators and Chromium were left out."]),
      ...(chromium ? [`Chromium ${chromium.version}`] : []),
    ],
    leaky,
    networks: rows,
    ...(kernel && { kernel }),
  };
  const text = printResult(result);
  terminal.out(text);
  const folder = lastOf(options, "out") ?? scratch;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "bench.md"), text);
  writeFileSync(join(folder, "bench.json"), `${JSON.stringify(result, null, 2)}\n`);
  say(`Written to ${join(folder, "bench.md")} and bench.json.`);
  return sound(result);
}

/** The project's folder, above the sources and the bundle of them alike. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}
