/**
 * A fingerprint of spikes: sixteen hexadecimal digits that are the same wherever the same cells fire in the same steps, whatever
 * program, browser or number of threads stepped them. One other spike, and every digit is likely another.
 */
import { createHash } from "node:crypto";
import type { Graph } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";

export interface Fingerprint {
  /**
   * Adds spikes of a node, in any order within a step.
   *
   * @param steps times in whole time steps, 0 to 2^31 - 1, as many as `cells`
   */
  add(node: string, steps: ArrayLike<number>, cells: ArrayLike<number>): void;
  /**
   * The first 16 digits of the SHA-256 of all nodes by name: the name in UTF-8, a byte 0, then for each spike, by step and cell,
   * its step and its cell as 32-bit words, least byte first. "" when there is no node.
   */
  text(): string;
  /** Told of every run that a golden case makes, for who wants to make it again elsewhere. */
  saw?(run: SeenRun): void;
}

/** One run of a golden case. */
export interface SeenRun {
  graph: Graph;
  catalogue: Catalogue;
  steps: number;
  /** Of its own spikes alone. */
  fingerprint: string;
}

const cellsInAll = 2 ** 22;

export function createFingerprint(): Fingerprint {
  const spikes = new Map<string, Float64Array[]>();
  return {
    add(node, steps, cells) {
      const list = spikes.get(node) ?? [];
      // Both in one number, which sorts by step and then by cell.
      list.push(Float64Array.from(steps, (step, k) => step * cellsInAll + (cells[k] as number)));
      spikes.set(node, list);
    },
    text() {
      if (spikes.size === 0) return "";
      const hash = createHash("sha256");
      for (const [node, lists] of [...spikes].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
        hash.update(`${node}\0`);
        const all = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0));
        let filled = 0;
        for (const list of lists) {
          all.set(list, filled);
          filled += list.length;
        }
        const words = new DataView(new ArrayBuffer(8 * all.length));
        for (const [k, spike] of all.sort().entries()) {
          words.setUint32(8 * k, Math.floor(spike / cellsInAll), true);
          words.setUint32(8 * k + 4, spike % cellsInAll, true);
        }
        hash.update(words);
      }
      return hash.digest("hex").slice(0, 16);
    },
  };
}

/** Of spikes by node, with times [ms] that are whole steps of `dt` [ms]. */
export function fingerprintOf(
  spikes: ReadonlyMap<string, { timesMs: readonly number[]; cells: readonly number[] }>,
  dt: number,
): string {
  const fingerprint = createFingerprint();
  for (const [node, { timesMs, cells }] of spikes)
    fingerprint.add(
      node,
      timesMs.map((time) => Math.round(time / dt)),
      cells,
    );
  return fingerprint.text();
}
