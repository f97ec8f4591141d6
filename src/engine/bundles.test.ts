/** Rows of several projections side by side: the same pairs, and the same spikes as without. */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { beginOf, compile, endOf, type Network, type Projection } from "../compiler/index.ts";
import type { Graph } from "../graph/index.ts";
import { circuit, node } from "../testing/circuits.ts";
import { networkOf } from "../testing/run.ts";
import { createReference } from "./reference.ts";
import { createSimulation } from "./simulation.ts";

const size = { a: 1000, b: 900, c: 130 } as const;
type Name = keyof typeof size;

/** Three populations and projections of more than a million pairs, as "from > to", in that order. */
const wired = (...ways: string[]): Graph =>
  circuit(
    [
      ...Object.entries(size).map(([id, n]) =>
        node(id, "lif", { n, parameters: { I_e: { uniform: [400, 700] } }, start: { v: { uniform: [-70, -55] } } }),
      ),
      ...ways.map((way) =>
        node(way.replace(" > ", ""), "exponential", {
          connect: { rule: "total", k: 1_050_000 },
          parameters: { weight: { normal: [0.05, 0.2] }, delay: { normal: [1, 0.5], min: 0.1 } },
        }),
      ),
    ],
    ways.flatMap((way) => {
      const [from, to] = way.split(" > ") as [Name, Name];
      return [`${from}.spikes > ${from}${to}.spikes`, `${from}${to}.i > ${to}.i`];
    }),
  );

/** Every pair of a projection: from whom and after which delay, to whom, with what weight. */
function pairsOf(projection: Projection): Float64Array {
  const { offsets, stride, targets, perPair } = projection;
  const pairs = new Float64Array(3 * projection.size);
  let place = 0;
  for (let piece = 0; piece < (offsets.length - 1) / stride; piece++)
    for (let pair = beginOf(projection, piece); pair < endOf(projection, piece); pair++)
      for (const value of [piece, targets[pair], perPair[0]?.values[pair]]) pairs[place++] = value as number;
  expect(place).toBe(pairs.length);
  return pairs;
}

const bytesOf = ({ buffer }: Float64Array): Buffer => Buffer.from(buffer as ArrayBuffer);

function spikesOf(network: Network, steps: number) {
  const simulation = createSimulation(network);
  simulation.run(steps);
  const { times, cells } = simulation.takeSpikes();
  expect(times.length).toBeGreaterThan(30);
  return { bundles: simulation.layout.bundles, spikes: [[...times], [...cells]], simulation };
}

describe("rows side by side", () => {
  const all = wired("a > a", "b > a", "a > b", "a > c", "b > c");

  it("are those of one source, dealt with in an order that each target knows", () => {
    expect(spikesOf(networkOf(all, catalogue), 60).bundles).toEqual([
      [0, 2, 3],
      [1, 4],
    ]);
  });

  it("leave the bits of the interpreter", () => {
    const reference = createReference(networkOf(all, catalogue));
    reference.run(60);
    const { spikes, simulation } = spikesOf(networkOf(all, catalogue), 60);
    expect(spikes[1]?.toSorted()).toEqual(reference.spikes.map(([, cell]) => cell).toSorted());
    simulation.network.populations.forEach(({ states }, index) => {
      for (const { name } of states) expect(simulation.state(index, name)).toEqual(reference.state(index, name));
    });
  });

  it("hold the pairs that the rules made", () => {
    const before = networkOf(all, catalogue).projections.map(pairsOf);
    const network = networkOf(all, catalogue);
    createSimulation(network);
    expect(network.projections.map(({ stride }) => stride)).toEqual([3, 2, 3, 3, 2]);
    network.projections.forEach((projection, k) => {
      expect(projection.size).toBe(1_050_000);
      expect(Buffer.compare(bytesOf(pairsOf(projection)), bytesOf(before[k] as Float64Array))).toBe(0);
    });
  });

  it("serve a circuit in which one of them is gone", () => {
    const network = networkOf(all, catalogue);
    createSimulation(network);
    const less = wired("a > a", "b > a", "a > c");
    const again = compile(less, catalogue, {
      get: (key) => network.projections.find(({ made }) => made === key),
      set: () => expect.unreachable(),
    }).network as Network;
    expect(spikesOf(again, 60).spikes).toEqual(spikesOf(networkOf(less, catalogue), 60).spikes);
  });

  it("are left alone where targets hear their sources in different orders", () => {
    const { bundles } = spikesOf(networkOf(wired("a > a", "b > a", "b > c", "a > c"), catalogue), 60);
    expect(bundles).toEqual([[0], [1], [2], [3]]);
  });
});
