/**
 * `bench`: how fast the compiled code steps on this machine. Circuits are made here, so that a number means the same
 * everywhere; the plain JavaScript beside the first is the loop that one would write by hand.
 */
import { compile } from "../compiler/index.ts";
import { passes } from "../diagnostic/index.ts";
import { createSimulation } from "../engine/index.ts";
import { formatVersion, type Graph, type Node, type Wire } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { printDiagnostic } from "./report.ts";
import type { Terminal } from "./terminal.ts";

interface Row {
  name: string;
  cells: number;
  pairs: number;
  /** Wall time of one step [ms]. */
  stepMs: number;
  dt: number;
}

/** Wall time that one circuit is measured for [ms]; the fastest third of its slices counts, the rest is other programs. */
const measureMs = 2000;

export function runBench(catalogue: Catalogue, terminal: Terminal): void {
  const rows = Object.entries(circuits).map(([name, graph]) => measure(name, graph, catalogue, terminal));
  const plain = measurePlain(terminal);
  terminal.out(printTable([plain, ...rows]));
  const compiled = rows[0]!;
  const nsOf = (row: Row) => (row.stepMs * 1e6) / row.cells;
  const ratio = nsOf(plain) / nsOf(compiled);
  terminal.out(
    `\nA leaky cell and step take ${nsOf(compiled).toFixed(2)} ns compiled, ${nsOf(plain).toFixed(2)} ns in plain JavaScript: ${ratio.toFixed(1)} times less.\n`,
  );
}

const leaky = { C_m: 250, tau_m: 10, E_L: -70, V_th: -55, V_reset: -70, t_ref: 2 };
const cells = 1000;
const drivePa = 500;

const circuits: Readonly<Record<string, Graph>> = {
  "leaky cells": graphOf(
    [node("source", "constant", { amplitude: drivePa }), node("exc", "lif", leaky, cells)],
    [["source.i", "exc.i"]],
  ),
  "Hodgkin-Huxley cells": graphOf([node("exc", "hodgkinHuxley", {}, 1000)], []),
  "Izhikevich cells": graphOf([node("exc", "izhikevich", {}, 1000)], []),
  "leaky network, 80 pairs a cell": graphOf(
    [
      node("noise", "poisson", { rate: 9000 }, 4000),
      node("drive", "exponential", { weight: 40 }, undefined, { rule: "one-to-one" }),
      node("exc", "lif", leaky, 4000),
      node("recurrent", "exponential", { weight: -20, delay: 1.5 }, undefined, { rule: "in-degree", k: 80 }),
    ],
    [
      ["noise.spikes", "drive.spikes"],
      ["drive.i", "exc.i"],
      ["exc.spikes", "recurrent.spikes"],
      ["recurrent.i", "exc.i"],
    ],
  ),
};

function node(
  id: string,
  kind: string,
  parameters: Readonly<Record<string, number>>,
  n?: number,
  connect?: Node["connect"],
): Node {
  return { id, kind, label: id, at: [0, 0], parameters, ...(n && { n }), ...(connect && { connect }) };
}

function graphOf(nodes: readonly Node[], ends: readonly (readonly [from: string, to: string])[]): Graph {
  const wires = ends.map(([from, to]): Wire => ({ from, to }));
  return { spikeboard: formatVersion, name: "bench", seed: 1, dt: 0.1, order: "nest", nodes, wires };
}

function measure(name: string, graph: Graph, catalogue: Catalogue, terminal: Terminal): Row {
  const { network, diagnostics } = compile(graph, catalogue);
  if (!network || !passes(diagnostics)) throw new Error(diagnostics.map(printDiagnostic).join(""));
  const simulation = createSimulation(network);
  const stepMs = fastest(terminal, (steps) => {
    for (let left = steps; left > 0; ) {
      left -= simulation.run(left).steps;
      simulation.takeSpikes();
    }
  });
  return {
    name,
    cells: network.populations.filter(({ family }) => family === "neuron").reduce((sum, { n }) => sum + n, 0),
    pairs: network.projections.reduce((sum, { targets }) => sum + targets.length, 0),
    stepMs,
    dt: network.dt,
  };
}

/** The first circuit as a loop over arrays. */
function measurePlain(terminal: Terminal): Row {
  const dt = 0.1;
  const { C_m, tau_m, E_L, V_th, V_reset, t_ref } = leaky;
  const P = Math.exp(-dt / tau_m);
  const drive = ((1 - P) * drivePa * tau_m) / C_m;
  const v = new Float64Array(cells).fill(E_L);
  const held = new Int32Array(cells);
  const holdSteps = Math.round(t_ref / dt);
  let spikes: number[] = [];
  const stepMs = fastest(terminal, (steps) => {
    for (let step = 0; step < steps; step++) {
      for (let cell = 0; cell < cells; cell++) {
        if (held[cell]! > 0) {
          held[cell]!--;
          continue;
        }
        const next = E_L + (v[cell]! - E_L) * P + drive;
        if (next >= V_th) {
          v[cell] = V_reset;
          held[cell] = holdSteps;
          spikes.push(cell);
        } else {
          v[cell] = next;
        }
      }
      spikes = [];
    }
  });
  return { name: "leaky cells, plain JavaScript", cells, pairs: 0, stepMs, dt };
}

/** Wall time of one step in the fastest third of many slices, after a warm-up. */
function fastest(terminal: Terminal, run: (steps: number) => void): number {
  const timed = (steps: number): number => {
    const startMs = terminal.now();
    run(steps);
    return (terminal.now() - startMs) / steps;
  };
  timed(200);
  const steps = Math.max(10, Math.ceil(20 / timed(200)));
  const times: number[] = [];
  const endMs = terminal.now() + measureMs;
  while (terminal.now() < endMs || times.length < 3) times.push(timed(steps));
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 6)]!;
}

function printTable(rows: readonly Row[]): string {
  const lines = [
    ["", "cells", "pairs", "steps/s", "times real time", "ns/cell and step"],
    ...rows.map(({ name, cells, pairs, stepMs, dt }) => [
      name,
      String(cells),
      String(pairs),
      (1000 / stepMs).toFixed(0),
      (dt / stepMs).toPrecision(3),
      ((stepMs * 1e6) / cells).toFixed(2),
    ]),
  ];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map(
      (line) =>
        `${line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  ")}\n`,
    )
    .join("");
}
