/**
 * The leaky cells of the benchmark as one would write them by hand in JavaScript, with the arithmetic of the compiled code
 * operation by operation, so that the spikes must be equal. Two forms: loops over typed arrays, and for a few cells a program
 * in which every cell is a local variable.
 */
import { compileFunction } from "node:vm";
import { leaky, leakyStart } from "./circuits.ts";
import { fewCellsBatch } from "./ours.ts";

export interface PlainCells {
  /** @returns spikes of these steps */
  run(steps: number): number;
}

/** Spikes and samples are written where a caller could read them, and the room is used anew in every piece. */
const room = 1 << 20;

const dt = 0.1;
const decay = Math.exp(-dt / leaky.tau_m);
const drive = leaky.tau_m * -Math.expm1(-dt / leaky.tau_m) * (leaky.I_e / leaky.C_m);
const threshold = leaky.V_th - leaky.E_L;
const reset = leaky.V_reset - leaky.E_L;
/** Steps in which a cell rests after the step of its spike. */
const rest = Math.round(leaky.t_ref / dt) - 1;

export function arrayCells(n: number): PlainCells {
  const v = Float64Array.from(leakyStart(n), (start) => start - leaky.E_L);
  const resting = new Int32Array(n);
  const spikeSteps = new Int32Array(room);
  const spikeCells = new Int32Array(room);
  let step = 0;
  const runPiece = (steps: number): number => {
    let spikes = 0;
    for (let end = step + steps; step < end; step++) {
      for (let cell = 0; cell < n; cell++) {
        if (resting[cell]! > 0) {
          resting[cell]!--;
          continue;
        }
        const next = decay * v[cell]! + drive;
        if (next >= threshold) {
          v[cell] = reset;
          resting[cell] = rest;
          spikeSteps[spikes] = step;
          spikeCells[spikes++] = cell;
        } else v[cell] = next;
      }
    }
    return spikes;
  };
  return inPieces(4000, runPiece);
}

/**
 * Every cell a local variable, and every v recorded in every step. Numbers come out of a typed array: of a literal reset, 0, V8
 * would think as of a whole number, and box each v, which takes up to five times as long.
 */
export function unrolledCells(n: number): PlainCells {
  const cells = Array.from({ length: n }, (_, cell) => cell);
  const each = (line: (cell: number) => string): string => cells.map(line).join("\n");
  const program = `
    const decay = numbers[0], drive = numbers[1], threshold = numbers[2], reset = numbers[3], level = numbers[4];
    ${each((c) => `let v${c} = v[${c}], r${c} = resting[${c}];`)}
    let spikes = 0, sample = 0;
    for (let step = from; step < end; step++) {
      ${each((c) => `samples[sample + ${c}] = v${c} + level;`)}
      sample += ${n};
      ${each(
        (c) => `if (r${c} > 0) r${c}--; else {
          v${c} = decay * v${c} + drive;
          if (v${c} >= threshold) {
            v${c} = reset; r${c} = ${rest}; spikeSteps[spikes] = step; spikeCells[spikes++] = ${c};
          }
        }`,
      )}
    }
    ${each((c) => `v[${c}] = v${c}; resting[${c}] = r${c};`)}
    return spikes;`;
  const piece = fewCellsBatch(n);
  const call = compileFunction(program, [
    "v",
    "resting",
    "samples",
    "spikeSteps",
    "spikeCells",
    "from",
    "end",
    "numbers",
  ]);
  const start = Float64Array.from(leakyStart(n), (v) => v - leaky.E_L);
  const samples = new Float64Array(n * piece);
  const spikeSteps = new Int32Array(room);
  const spikeCells = new Int32Array(room);
  const numbers = Float64Array.of(decay, drive, threshold, reset, leaky.E_L);
  const from = (v: Float64Array, resting: Int32Array) => (first: number, end: number) =>
    call(v, resting, samples, spikeSteps, spikeCells, first, end, numbers) as number;
  // Short calls first: a loop that V8 makes fast while it runs is at times left in a slower form for good.
  const trial = from(start.slice(), new Int32Array(n));
  for (let step = 0; step < 200_000; step += 50) trial(step, step + 50);
  const cellsFrom = from(start, new Int32Array(n));
  let step = 0;
  return inPieces(piece, (steps) => {
    step += steps;
    return cellsFrom(step - steps, step);
  });
}

function inPieces(piece: number, runPiece: (steps: number) => number): PlainCells {
  return {
    run(steps) {
      let spikes = 0;
      for (let left = steps; left > 0; left -= piece) spikes += runPiece(Math.min(piece, left));
      return spikes;
    },
  };
}
