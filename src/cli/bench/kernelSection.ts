/**
 * Our share of a C++ kernel written by hand for the same algorithm and the same 128-bit vectors that WebAssembly has
 * (`kernel/cuba.cpp`). It runs the very network that the product compiled, so the spikes must be equal, one by one.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { prepare } from "../../compiler/index.ts";
import type { Simulation } from "../../engine/index.ts";
import type { Catalogue } from "../../kind/index.ts";
import { cuba } from "./circuits.ts";
import { type Contestant, ratioOf, type Sample, type Spread, spreadOf, takeTurns, timed } from "./measure.ts";
import { compiled, runAndCount, warm } from "./ours.ts";
import { versionOf } from "./peers.ts";

export interface KernelRow {
  compiler: string;
  /** Simulated seconds a second of processor time. */
  ours: Spread;
  kernel: Spread;
  /** 1: as fast as the kernel. */
  share: Spread;
  spikes: readonly [ours: number, kernel: number];
}

/** @returns undefined when there is no C++ compiler, or not the processor the kernel is written for */
export async function measureKernel(
  sources: string,
  scratch: string,
  rounds: number,
  catalogue: Catalogue,
): Promise<KernelRow | undefined> {
  const compiler = versionOf("g++", ["-dumpfullversion"]);
  if (!compiler || process.arch !== "x64") return undefined;
  mkdirSync(scratch, { recursive: true });
  const program = join(scratch, "cuba");
  const built = spawnSync("g++", ["-O3", "-msse2", "-ffp-contract=off", join(sources, "cuba.cpp"), "-o", program], {
    encoding: "utf8",
  });
  if (built.status !== 0) throw new Error(built.stderr);

  const { graph, durationMs } = cuba();
  const steps = Math.round(durationMs / graph.dt);
  const ours = warm(compiled(graph, catalogue), steps);
  const network = join(scratch, "cuba.network");
  writeFileSync(network, networkFile(ours));
  const contestants: Contestant[] = [
    {
      name: "ours",
      turn() {
        ours.reset();
        return timed(() => runAndCount(ours, steps));
      },
    },
    {
      name: "kernel",
      turn: () => JSON.parse(spawnSync(program, [network, String(steps)], { encoding: "utf8" }).stdout) as Sample,
    },
  ];
  const [a = [], b = []] = await takeTurns(contestants, rounds);
  const speed = (samples: readonly Sample[]) => spreadOf(samples.map(({ cpuS }) => durationMs / 1000 / cpuS));
  return {
    compiler: `g++ ${compiler} -O3 -msse2`,
    ours: speed(a),
    kernel: speed(b),
    share: ratioOf(a, b),
    spikes: [a.at(-1)?.spikes ?? 0, b.at(-1)?.spikes ?? 0],
  };
}

/** The compiled network in the form of `Head` in cuba.cpp: both populations in one row of cells, both projections of each in one row of targets. */
function networkFile({ network, layout, memory }: Simulation): Uint8Array {
  const [e, i] = network.populations;
  if (!e || !i) throw new Error("CUBA has two populations");
  const numbers = prepare(network, e);
  const number = (name: string): number => {
    const value = numbers.get(name)?.[0];
    if (value === undefined) throw new Error(`the compiled CUBA has no ${name}`);
    return value;
  };
  const drive = number("$Q_v_v") * (number("I_e") / number("C_m"));
  const n = e.n + i.n;
  const starts = network.populations.flatMap((population, index) => {
    const at = (layout.populations[index]?.states.get("v") ?? 0) / 8;
    return [...new Float64Array(memory).subarray(at, at + population.n)];
  });
  const offsets = new Uint32Array(n + 1);
  const targets: number[] = [];
  for (let cell = 0; cell < n; cell++) {
    const pre = cell < e.n ? 0 : 1;
    const own = cell - pre * e.n;
    for (const projection of network.projections) {
      if (projection.pre !== pre) continue;
      const shift = projection.post === 0 ? 0 : e.n;
      for (const target of projection.targets.subarray(projection.offsets[own], projection.offsets[own + 1]))
        targets.push(target + shift);
    }
    offsets[cell + 1] = targets.length;
  }
  const head = new Uint8Array(4 * 4 + 10 * 8);
  new Int32Array(head.buffer, 0, 4).set([n, e.n, targets.length, number("$hold")]);
  const level = number("E_L");
  new Float64Array(head.buffer, 16, 10).set([
    number("$P_v_v"),
    number("$P_v_ee.i_syn"),
    number("$P_v_ie.i_syn"),
    drive,
    number("$P_ee.i_syn_ee.i_syn"),
    number("$P_ie.i_syn_ie.i_syn"),
    number("V_th") - level,
    number("V_reset") - level,
    number("ee.weight"),
    number("ie.weight"),
  ]);
  return Buffer.concat([
    head,
    bytesOf(Float64Array.from(starts)),
    bytesOf(offsets),
    bytesOf(Uint16Array.from(targets)),
  ]);
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array | Uint16Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
