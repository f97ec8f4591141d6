/**
 * The gallery's order, and what its index says beside the graphs: who the circuit is from, how long it keeps one busy, how
 * long a run shows its point, and which moments of that run make its picture.
 */

export interface Entry {
  /** Name of the graph under `public/examples/`, without ".json". */
  file: string;
  group: "One cell" | "Chance and noise" | "Synapses" | "Networks" | "Rate networks" | "Memory and learning";
  from: "The lecture" | "Papers" | "Textbook";
  /** What turning and looking takes, for someone who has not seen it. */
  minutes: number;
  picture: Picture;
  /** The graph whose run makes the picture, where the example's own takes long and looks the same. */
  pictureOf?: string;
}

/** A window of a run, cut into bands from top to bottom. */
export interface Picture {
  fromMs: number;
  toMs: number;
  bands: readonly Band[];
}

export type Band = { share: number } & (
  | { raster: string }
  /** States "node.variable" over one range of values. `peaks`: a line up at each spike, for cells without a spike shape. */
  | { traces: readonly string[]; peaks?: true; level?: number; range?: readonly [number, number] }
  /** The states of all cells as pictures of so many points in a row, one for each moment [ms], from left to right. */
  | { cells: string; count: number; width: number; atMs: readonly number[] }
  /** A curve that is no state: the rate of a source as a function of time [ms]. */
  | { curve: (timeMs: number) => number }
);

const raster = (node: string, share = 1): Band => ({ raster: node, share });
const trace = (
  name: string,
  more: { share?: number; peaks?: true; level?: number; range?: readonly [number, number] } = {},
): Band => ({ traces: [name], share: 1, ...more });

/** The layers of a microcircuit one above another, excitatory and inhibitory cells of each. */
const layers: Picture = {
  fromMs: 240,
  toMs: 300,
  bands: [
    raster("l23e", 5),
    raster("l23i", 2),
    raster("l4e", 5),
    raster("l4i", 2),
    raster("l5e", 2),
    raster("l5i", 1),
    raster("l6e", 4),
    raster("l6i", 1),
  ],
};

export const entries: readonly Entry[] = [
  {
    file: "one-cell-one-current",
    group: "One cell",
    from: "Textbook",
    minutes: 3,
    picture: { fromMs: 0, toMs: 160, bands: [trace("cell.v", { peaks: true, level: -55 })] },
  },
  {
    file: "lecture-integrate-and-fire",
    group: "One cell",
    from: "The lecture",
    minutes: 5,
    picture: { fromMs: 0, toMs: 1000, bands: [trace("loop.v", { level: 0.2 }), trace("exact.v", { level: 0.2 })] },
  },
  {
    file: "lecture-leaky",
    group: "One cell",
    from: "The lecture",
    minutes: 5,
    picture: { fromMs: 0, toMs: 1000, bands: [trace("low.v", { level: 0.05 }), trace("zero.v", { level: 0.05 })] },
  },
  {
    file: "with-leak-without-leak",
    group: "One cell",
    from: "The lecture",
    minutes: 5,
    picture: {
      fromMs: 0,
      toMs: 300,
      bands: [trace("without.v", { peaks: true, level: -55 }), trace("with.v", { level: -55, range: [-70, -52] })],
    },
  },
  {
    file: "squid-axon",
    group: "One cell",
    from: "The lecture",
    minutes: 8,
    picture: {
      fromMs: 0,
      toMs: 90,
      bands: [trace("axon.v", { share: 3 }), { traces: ["axon.m", "axon.h", "axon.n"], share: 2 }],
    },
  },
  {
    file: "squid-regimes",
    group: "One cell",
    from: "Papers",
    minutes: 8,
    picture: {
      fromMs: 0,
      toMs: 120,
      bands: ["rest", "single", "train", "block"].map((node) => trace(`${node}.v`, { range: [-80, 45] })),
    },
  },
  {
    file: "four-characters",
    group: "One cell",
    from: "Papers",
    minutes: 6,
    picture: { fromMs: 0, toMs: 260, bands: ["rs", "ib", "ch", "fs"].map((node) => trace(`${node}.v`)) },
  },
  {
    file: "three-more-characters",
    group: "One cell",
    from: "Papers",
    minutes: 6,
    picture: { fromMs: 0, toMs: 400, bands: ["tc", "rz", "lts"].map((node) => trace(`${node}.v`)) },
  },
  {
    file: "ways-to-a-spike",
    group: "One cell",
    from: "Textbook",
    minutes: 5,
    picture: { fromMs: 0, toMs: 1000, bands: [trace("lif.v", { peaks: true }), trace("adaptive.v", { peaks: true })] },
  },
  {
    file: "as-slowly-as-one-likes",
    group: "One cell",
    from: "Papers",
    minutes: 5,
    picture: { fromMs: 0, toMs: 3000, bands: [trace("cs.v"), trace("hh.v")] },
  },
  {
    file: "four-caricatures",
    group: "One cell",
    from: "Textbook",
    minutes: 5,
    picture: { fromMs: 0, toMs: 800, bands: [trace("fhn.v"), trace("hr.v")] },
  },
  {
    file: "lecture-loops",
    group: "One cell",
    from: "The lecture",
    minutes: 3,
    picture: { fromMs: 0, toMs: 1, bands: [trace("if.v", { level: 0.2 }), trace("lif.v", { level: 0.05 })] },
  },
  {
    file: "which-frequency",
    group: "One cell",
    from: "Papers",
    minutes: 6,
    picture: { fromMs: 400, toMs: 1400, bands: [raster("reso"), raster("inte")] },
  },
  {
    file: "a-membrane-is-a-filter",
    group: "One cell",
    from: "Textbook",
    minutes: 4,
    picture: { fromMs: 0, toMs: 2000, bands: [trace("slow.v"), trace("next.v")] },
  },
  {
    file: "while-it-rests",
    group: "One cell",
    from: "Papers",
    minutes: 3,
    picture: { fromMs: 0, toMs: 150, bands: [trace("lost.v", { peaks: true }), trace("kept.v", { peaks: true })] },
  },
  {
    file: "chance-in-spikes",
    group: "Chance and noise",
    from: "The lecture",
    minutes: 4,
    picture: { fromMs: 0, toMs: 1000, bands: [raster("chance", 5), raster("clock")] },
  },
  {
    file: "a-rate-that-moves",
    group: "Chance and noise",
    from: "The lecture",
    minutes: 6,
    picture: {
      fromMs: 0,
      toMs: 2000,
      bands: [raster("wave", 3), { share: 1, curve: (timeMs) => 1 + Math.sin((2 * Math.PI * timeMs) / 1000) }],
    },
  },
  {
    file: "noise-at-the-threshold",
    group: "Chance and noise",
    from: "Textbook",
    minutes: 5,
    picture: {
      fromMs: 0,
      toMs: 500,
      bands: [
        trace("noisy.v", { share: 3, peaks: true, level: -55 }),
        trace("quiet.v", { level: -55, range: [-70, -54] }),
      ],
    },
  },
  {
    file: "frozen-noise",
    group: "Chance and noise",
    from: "Papers",
    minutes: 4,
    picture: { fromMs: 0, toMs: 500, bands: [raster("frozen"), raster("constant")] },
  },
  {
    file: "five-trains",
    group: "Chance and noise",
    from: "Textbook",
    minutes: 4,
    picture: {
      fromMs: 0,
      toMs: 1000,
      bands: [raster("clock"), raster("jitter"), raster("die"), raster("burst"), raster("all")],
    },
  },
  {
    file: "in-a-living-brain",
    group: "Chance and noise",
    from: "Papers",
    minutes: 5,
    picture: { fromMs: 0, toMs: 1000, bands: [trace("alive.v", { peaks: true }), trace("dish.v", { peaks: true })] },
  },
  {
    file: "what-one-spike-does",
    group: "Synapses",
    from: "Textbook",
    minutes: 6,
    picture: { fromMs: 10, toMs: 110, bands: ["delta", "exp", "alpha", "cond"].map((node) => trace(`${node}.v`)) },
  },
  {
    file: "two-spikes-one-answer",
    group: "Synapses",
    from: "Textbook",
    minutes: 4,
    picture: { fromMs: 0, toMs: 300, bands: [raster("cells"), trace("cells.v", { peaks: true, level: -55 })] },
  },
  {
    file: "eight-answers",
    group: "Synapses",
    from: "Textbook",
    minutes: 5,
    picture: { fromMs: 0, toMs: 400, bands: [trace("ampa.v"), trace("a.v"), trace("b.v")] },
  },
  {
    file: "used-up",
    group: "Synapses",
    from: "Papers",
    minutes: 4,
    picture: { fromMs: 0, toMs: 600, bands: [trace("dep.v"), trace("fac.v")] },
  },
  {
    file: "before-and-after",
    group: "Synapses",
    from: "Papers",
    minutes: 5,
    picture: { fromMs: 0, toMs: 5000, bands: [{ traces: ["stdp.w", "triplet.w", "dend.w"], share: 1 }] },
  },
  {
    file: "back-to-its-rate",
    group: "Synapses",
    from: "Papers",
    minutes: 6,
    picture: { fromMs: 0, toMs: 10000, bands: [trace("scaled.w"), trace("learns.w")] },
  },
  {
    file: "balance-and-a-squid",
    group: "Networks",
    from: "Textbook",
    minutes: 8,
    picture: { fromMs: 300, toMs: 700, bands: [raster("e", 3), raster("i")] },
  },
  {
    file: "half-centre",
    group: "Networks",
    from: "Textbook",
    minutes: 7,
    picture: { fromMs: 400, toMs: 2900, bands: [trace("left.v", { peaks: true }), trace("right.v", { peaks: true })] },
  },
  {
    file: "in-step",
    group: "Networks",
    from: "Papers",
    minutes: 4,
    picture: { fromMs: 0, toMs: 600, bands: [raster("pair"), trace("pair.v"), trace("pair.v.1")] },
  },
  {
    file: "winner-takes-all",
    group: "Networks",
    from: "Textbook",
    minutes: 7,
    picture: { fromMs: 0, toMs: 2300, bands: [raster("left"), raster("right")] },
  },
  {
    file: "a-ring-with-delay",
    group: "Networks",
    from: "Textbook",
    minutes: 5,
    picture: { fromMs: 0, toMs: 320, bands: [raster("ring")] },
  },
  {
    file: "ping",
    group: "Networks",
    from: "Papers",
    minutes: 6,
    picture: { fromMs: 0, toMs: 150, bands: [raster("e", 4), raster("i")] },
  },
  {
    file: "synfire-chain",
    group: "Networks",
    from: "Papers",
    minutes: 6,
    picture: { fromMs: 0, toMs: 400, bands: [raster("chain")] },
  },
  {
    file: "a-thousand-cells",
    group: "Networks",
    from: "Papers",
    minutes: 10,
    picture: { fromMs: 200, toMs: 900, bands: [raster("e", 4), raster("i")] },
  },
  {
    file: "the-script-of-2003",
    group: "Networks",
    from: "Papers",
    minutes: 5,
    picture: { fromMs: 0, toMs: 1000, bands: [raster("e", 3), raster("i")] },
  },
  {
    file: "four-regimes",
    group: "Networks",
    from: "Papers",
    minutes: 10,
    picture: { fromMs: 100, toMs: 300, bands: [raster("e", 4), raster("i")] },
  },
  {
    file: "cuba",
    group: "Networks",
    from: "Papers",
    minutes: 6,
    picture: { fromMs: 200, toMs: 300, bands: [raster("e", 4), raster("i")] },
  },
  {
    file: "coba",
    group: "Networks",
    from: "Papers",
    minutes: 6,
    picture: { fromMs: 100, toMs: 150, bands: [raster("e", 4), raster("i")] },
  },
  {
    file: "cobahh",
    group: "Networks",
    from: "Papers",
    minutes: 6,
    picture: { fromMs: 100, toMs: 150, bands: [raster("e", 4), raster("i")] },
  },
  {
    file: "brunel",
    group: "Networks",
    from: "Papers",
    minutes: 8,
    picture: { fromMs: 50, toMs: 60, bands: [raster("e", 4), raster("i")] },
  },
  { file: "microcircuit-tenth", group: "Networks", from: "Papers", minutes: 10, picture: layers },
  {
    file: "microcircuit",
    group: "Networks",
    from: "Papers",
    minutes: 15,
    picture: layers,
    pictureOf: "microcircuit-tenth",
  },
  {
    file: "lecture-network",
    group: "Rate networks",
    from: "The lecture",
    minutes: 6,
    picture: { fromMs: 0, toMs: 700, bands: [{ traces: [0, 1, 3, 4].map((cell) => `v.v.${cell}`), share: 1 }] },
  },
  {
    file: "four-curves",
    group: "Rate networks",
    from: "Textbook",
    minutes: 4,
    picture: { fromMs: 0, toMs: 2000, bands: [trace("back.v"), raster("die")] },
  },
  {
    file: "loudest-of-four",
    group: "Rate networks",
    from: "Textbook",
    minutes: 5,
    picture: {
      fromMs: 0,
      toMs: 600,
      bands: [3, 2, 1, 0].map((cell) => trace(`units.r.${cell}`, { range: [0, 4.2] })),
    },
  },
  {
    file: "ring-attractor",
    group: "Rate networks",
    from: "Papers",
    minutes: 8,
    picture: {
      fromMs: 0,
      toMs: 1000,
      bands: [2, 6, 10, 16, 20, 24].map((cell) => trace(`ring.r.${cell}`, { range: [0, 1.1] })),
    },
  },
  {
    file: "wilson-cowan-cycle",
    group: "Rate networks",
    from: "Papers",
    minutes: 6,
    picture: { fromMs: 0, toMs: 250, bands: [{ traces: ["wc.E", "wc.I"], share: 1 }] },
  },
  {
    file: "a-pulse-it-remembers",
    group: "Rate networks",
    from: "Papers",
    minutes: 5,
    picture: { fromMs: 0, toMs: 1600, bands: [{ traces: ["wc.E", "wc.I"], share: 1 }] },
  },
  {
    file: "two-that-tire",
    group: "Rate networks",
    from: "Papers",
    minutes: 6,
    picture: { fromMs: 0, toMs: 3000, bands: [trace("left.x"), trace("right.x")] },
  },
  {
    file: "lecture-memory",
    group: "Memory and learning",
    from: "The lecture",
    minutes: 8,
    picture: {
      fromMs: 0,
      toMs: 300,
      bands: [0, 1, 2, 3, 4, 5].map((cell) => trace(`u.u.${cell}`, { range: [-1.2, 1.2] })),
    },
  },
  {
    file: "memory-for-letters",
    group: "Memory and learning",
    from: "Textbook",
    minutes: 6,
    picture: { fromMs: 0, toMs: 400, bands: [{ cells: "u.u", count: 80, width: 8, atMs: [55, 90, 380], share: 1 }] },
  },
  {
    file: "spiking-memory",
    group: "Memory and learning",
    from: "Papers",
    minutes: 6,
    picture: { fromMs: 30, toMs: 140, bands: [raster("e")] },
  },
  {
    file: "lecture-xor",
    group: "Memory and learning",
    from: "The lecture",
    minutes: 5,
    picture: {
      fromMs: 0,
      toMs: 1600,
      bands: ["x.v", "x.v.1", "h.v", "h.v.1", "y.v"].map((one) => trace(one, { range: [-1.1, 1.1] })),
    },
  },
  {
    file: "the-direction-that-varies",
    group: "Memory and learning",
    from: "Papers",
    minutes: 6,
    picture: { fromMs: 0, toMs: 6000, bands: [{ traces: ["W.w.0", "W.w.1"], share: 1 }] },
  },
  {
    file: "hebb-runs-away",
    group: "Memory and learning",
    from: "Textbook",
    minutes: 3,
    picture: { fromMs: 0, toMs: 2000, bands: [trace("hebb.w"), trace("oja.w")] },
  },
  {
    file: "one-of-two",
    group: "Memory and learning",
    from: "Papers",
    minutes: 6,
    picture: { fromMs: 0, toMs: 60_000, bands: [{ traces: ["wa.w", "wb.w"], share: 1 }] },
  },
  {
    file: "who-fires-together",
    group: "Memory and learning",
    from: "Papers",
    minutes: 8,
    picture: {
      fromMs: 0,
      toMs: 30_000,
      bands: [{ traces: ["ws.w.0", "wa.w.0"], share: 1 }],
    },
  },
  {
    file: "receptive-field",
    group: "Memory and learning",
    from: "Papers",
    minutes: 6,
    picture: { fromMs: 0, toMs: 90_000, bands: [{ traces: ["w.w.1", "w.w.2", "w.w.3"], share: 1 }] },
  },
  {
    file: "perceptron-clouds",
    group: "Memory and learning",
    from: "Textbook",
    minutes: 4,
    picture: { fromMs: 0, toMs: 1000, bands: ["x.v", "x.v.1", "y.v"].map((one) => trace(one, { range: [-1.1, 1.1] })) },
  },
  {
    file: "perceptron-xor",
    group: "Memory and learning",
    from: "Textbook",
    minutes: 4,
    picture: { fromMs: 0, toMs: 800, bands: ["x.v", "x.v.1", "y.v"].map((one) => trace(one, { range: [-0.1, 1.1] })) },
  },
  {
    file: "three-classes",
    group: "Memory and learning",
    from: "Textbook",
    minutes: 4,
    picture: {
      fromMs: 0,
      toMs: 1500,
      bands: ["x.v", "x.v.1"].map((one) => trace(one, { range: [-1.1, 1.1] })).concat(trace("y.v")),
    },
  },
  {
    file: "xor-learned",
    group: "Memory and learning",
    from: "Textbook",
    minutes: 6,
    picture: { fromMs: 0, toMs: 800, bands: ["x.v", "x.v.1", "y.v"].map((one) => trace(one, { range: [-1.1, 1.1] })) },
  },
  {
    file: "spirals-learned",
    group: "Memory and learning",
    from: "Textbook",
    minutes: 6,
    picture: { fromMs: 0, toMs: 2000, bands: ["x.v", "x.v.1", "y.v"].map((one) => trace(one, { range: [-1.1, 1.1] })) },
  },
  {
    file: "sine-learned",
    group: "Memory and learning",
    from: "Textbook",
    minutes: 5,
    picture: {
      fromMs: 0,
      toMs: 2000,
      bands: [{ curve: (ms) => Math.sin((Math.PI * ms) / 500), share: 2 }, trace("y.v")],
    },
  },
  {
    file: "digits-learned",
    group: "Memory and learning",
    from: "Textbook",
    minutes: 8,
    picture: { fromMs: 0, toMs: 20, bands: [{ cells: "x.v", count: 784, width: 28, atMs: [19], share: 1 }] },
  },
];
