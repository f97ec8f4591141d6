/**
 * What the pairs of a synapse node will take, reckoned from its rule before anything is allocated: a circuit that does not fit
 * is refused with words, where a browser tab would die without any.
 */
import type { Connect, Node } from "../graph/index.ts";
import type { ResolvedKind } from "../kind/index.ts";
import { estimatePairs } from "./connect.ts";
import { indices } from "./network.ts";

/** For the pairs of all synapse nodes together: of the 4 GiB that WebAssembly can address, what cells and recordings leave. */
export const usualMemory = 3.5 * 2 ** 30;

export interface Need {
  pairs: number;
  bytes: number;
  /** Pairs for which so many bytes are enough. */
  fits: (bytes: number) => number;
}

/**
 * @param summed spikes add to states of the target, and no pair has anything that looks for its cell
 * @param values parameters with a value for each pair, the delay apart
 * @param states states that each pair has for itself
 * @param dt [ms]
 * @param bulk filled in bulk: the arrays move from the network to the engine
 */
export function needOf(
  node: Node,
  kind: ResolvedKind,
  size: { nPre: number; nPost: number; sameCells: boolean },
  summed: boolean,
  values: number,
  states: number,
  dt: number,
  bulk: { delays: Int32Array } | undefined,
): Need {
  const pairs = Math.ceil(estimatePairs(node.connect, size.nPre, size.nPost, size.sameCells));
  const delays = bulk?.delays.length ?? delayCount(node, kind, dt);
  const target = indices(size.nPost, 0).BYTES_PER_ELEMENT;
  // Held twice, by the network and by the engine: targets, values and states; while rows are sorted by delay, their steps and places.
  const bytesPerPair = bulk
    ? target + 2 * values
    : target + (summed ? target : 4) + 2 * (8 * values + 8 * states) + (delays > 1 ? 8 : 0);
  const rows = (bulk ? 4 : 8) * size.nPre * Math.min(delays, pairs + 1);
  const fits = (bytes: number) => Math.max(0, Math.floor((bytes - rows) / bytesPerPair));
  return { pairs, bytes: pairs * bytesPerPair + rows, fits };
}

/** At most so many different delays, in steps. */
function delayCount(node: Node, kind: ResolvedKind, dt: number): number {
  const delay = kind.delay === undefined ? undefined : node.parameters?.[kind.delay];
  if (typeof delay === "object" && "uniform" in delay) return (delay.uniform[1] - delay.uniform[0]) / dt + 2;
  const listed = node.connect?.rule === "pairs" && node.connect.pairs.some((pair) => pair.length === 4);
  if (!listed && typeof delay !== "object") return 1;
  return (kind.parameters[kind.delay ?? ""]?.range?.[1] ?? 100) / dt + 1;
}

/** To two digits, downwards. */
export function floorTo2(x: number): number {
  if (!(x > 0)) return 0;
  const unit = 10 ** (Math.floor(Math.log10(x)) - 1);
  return Number((Math.floor(x / unit) * unit).toPrecision(2));
}

/** The same rule with at most `pairs` pairs, or nothing where no number of the rule says how many. */
export function thinned(rule: Connect | undefined, pairs: number, nPre: number, nPost: number): Connect | undefined {
  const p = floorTo2(pairs / (nPre * nPost));
  const degree = (cells: number) => Math.floor(pairs / cells);
  switch (rule?.rule) {
    case undefined:
    case "all-to-all":
      return p > 0
        ? { rule: "probability", p, ...(rule?.autapses === undefined ? {} : { autapses: rule.autapses }) }
        : undefined;
    case "probability":
      return p > 0 ? { ...rule, p } : undefined;
    case "in-degree":
      return degree(nPost) > 0 ? { ...rule, k: degree(nPost) } : undefined;
    case "out-degree":
      return degree(nPre) > 0 ? { ...rule, k: degree(nPre) } : undefined;
    case "total":
      return pairs > 0 ? { ...rule, k: Math.floor(floorTo2(pairs)) } : undefined;
    default:
      return undefined;
  }
}
