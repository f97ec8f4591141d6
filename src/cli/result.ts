/** What a run left behind, and its two forms as text. Both are made in pieces: a long run is larger than a string can be. */

export interface RunResult {
  /** Name of the circuit. */
  graph: string;
  seed: number;
  dtMs: number;
  durationMs: number;
  /** Of all spikes, see `fingerprint.ts`. */
  fingerprint: string;
  /** Of the program. */
  version: string;
  /** SHA-256 of the circuit as a file, in hexadecimal digits: equal circuits have equal ones. */
  graphHash: string;
  /** The integrator of each node that has states, in words. */
  methods: Readonly<Record<string, string>>;
  /** By node id, of every population that can spike; in order of time. */
  spikes: ReadonlyMap<string, { timesMs: readonly number[]; cells: readonly number[] }>;
  /** By "node.variable"; `values[cell][sample]`, each row as long as `timesMs`. */
  traces: ReadonlyMap<string, { timesMs: readonly number[]; values: readonly (readonly number[])[] }>;
}

/**
 * `{graph, seed, dt_ms, duration_ms, fingerprint, spikeboard, graph_hash, methods: {<node>}, spikes: {<node>: {times_ms, cells}}, traces: {"<node>.<variable>": {times_ms, values}}}`,
 * one array a line. Numbers are printed so that they read back as the same doubles.
 */
export function* jsonPieces(result: RunResult): Generator<string> {
  const { graph, seed, dtMs, durationMs, fingerprint, version, graphHash, methods, spikes, traces } = result;
  const head = {
    graph,
    seed,
    dt_ms: dtMs,
    duration_ms: durationMs,
    fingerprint,
    spikeboard: version,
    graph_hash: graphHash,
    methods,
  };
  yield `{\n${Object.entries(head)
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`)
    .join("")}`;

  yield '  "spikes": {';
  let separator = "\n";
  for (const [node, { timesMs, cells }] of spikes) {
    yield `${separator}    ${JSON.stringify(node)}: {\n      "times_ms": `;
    yield* jsonNumbers(timesMs);
    yield ',\n      "cells": ';
    yield* jsonNumbers(cells);
    yield "\n    }";
    separator = ",\n";
  }
  yield spikes.size > 0 ? '\n  },\n  "traces": {' : '},\n  "traces": {';

  separator = "\n";
  for (const [name, { timesMs, values }] of traces) {
    yield `${separator}    ${JSON.stringify(name)}: {\n      "times_ms": `;
    yield* jsonNumbers(timesMs);
    yield ',\n      "values": [';
    for (const [cell, row] of values.entries()) {
      yield cell === 0 ? "\n        " : ",\n        ";
      yield* jsonNumbers(row);
    }
    yield values.length > 0 ? "\n      ]\n    }" : "]\n    }";
    separator = ",\n";
  }
  yield traces.size > 0 ? "\n  }\n}\n" : "}\n}\n";
}

/** How many numbers make a piece. */
const pieceLength = 10_000;

function* jsonNumbers(numbers: readonly number[]): Generator<string> {
  yield "[";
  for (let from = 0; from < numbers.length; from += pieceLength) {
    if (from > 0) yield ",";
    yield numbers.slice(from, from + pieceLength).join(",");
  }
  yield "]";
}

/**
 * A table with one row an event or sample, ready for pandas or R: `node,variable,cell,time_ms,value`. A spike is a row whose
 * variable is `spikes` and whose value is empty.
 */
export function* csvPieces({ spikes, traces }: RunResult): Generator<string> {
  yield "node,variable,cell,time_ms,value\n";
  for (const [node, { timesMs, cells }] of spikes) {
    yield* lines(timesMs.length, (i) => `${node},spikes,${cells[i]},${timesMs[i]},`);
  }
  for (const [name, { timesMs, values }] of traces) {
    const { node, variable } = splitRecord(name);
    for (const [cell, row] of values.entries()) {
      yield* lines(timesMs.length, (i) => `${node},${variable},${cell},${timesMs[i]},${row[i]}`);
    }
  }
}

function* lines(count: number, line: (index: number) => string): Generator<string> {
  for (let from = 0; from < count; from += pieceLength) {
    const piece: string[] = [];
    for (let i = from; i < Math.min(count, from + pieceLength); i++) piece.push(line(i));
    yield `${piece.join("\n")}\n`;
  }
}

/** "exc.syn.i_syn" is the variable `syn.i_syn` of node `exc`: ids hold no dots. */
export function splitRecord(name: string): { node: string; variable: string } {
  const dot = name.indexOf(".");
  return { node: name.slice(0, Math.max(dot, 0)), variable: name.slice(dot + 1) };
}

/**
 * A time as the decimal that is meant: the 318th step of 0.1 ms is at 31.8, not at 31.800000000000004. Sixteen digits would
 * show the binary rounding; fifteen never do.
 */
export const decimalTime = (timeMs: number): number => Number(timeMs.toPrecision(15));
