/**
 * A fingerprint of spikes: sixteen hexadecimal digits that are the same wherever the same cells fire in the same steps, whatever
 * program, browser or number of threads stepped them. One other spike, and every digit is likely another.
 */
import { createHash } from "node:crypto";

export interface Fingerprint {
  /**
   * Adds spikes of a node, of any length and in any order within a step.
   *
   * @param steps whole numbers of time steps, as long as `cells`
   */
  add(node: string, steps: ArrayLike<number>, cells: ArrayLike<number>): void;
  /** The first 16 digits of SHA-256 of the text "node\n" and then "step cell\n" for each spike, by node, step and cell. */
  text(): string;
}

export function createFingerprint(): Fingerprint {
  const spikes = new Map<string, { step: number; cell: number }[]>();
  return {
    add(node, steps, cells) {
      const list = spikes.get(node) ?? [];
      for (let k = 0; k < steps.length; k++) list.push({ step: steps[k] as number, cell: cells[k] as number });
      spikes.set(node, list);
    },
    text() {
      const hash = createHash("sha256");
      const byName = [...spikes].toSorted(([a], [b]) => (a < b ? -1 : 1));
      for (const [node, list] of byName) {
        hash.update(`${node}\n`);
        for (const { step, cell } of list.toSorted((a, b) => a.step - b.step || a.cell - b.cell))
          hash.update(`${step} ${cell}\n`);
      }
      return hash.digest("hex").slice(0, 16);
    },
  };
}
