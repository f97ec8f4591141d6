/**
 * Amplitudes, weights and potentials of other programs and of closed forms, asked of the synapses through compiler and engine.
 * The numbers are those of Brian2 2.5.1 in its own step order, each confirmed by a closed form, an event loop or SciPy's DOP853.
 */
import { describe, expect, it } from "vitest";
import type { Node } from "../../src/graph/index.ts";
import { circuit, node } from "../../src/testing/circuits.ts";
import { deviation, mean, run } from "../../src/testing/run.ts";
import { catalogue } from "../index.ts";

const list = (id: string, times: readonly number[]): Node => node(id, "spikeList", { parameters: { times } });
/** 200 pF, 10 nS, and no threshold within reach. */
const passive = (more: Partial<Node> = {}): Node =>
  node("n", "lif", { ...more, parameters: { C_m: 200, tau_m: 20, E_L: -70, V_th: 1000, ...more.parameters } });

describe("the potential that a synapse makes", () => {
  const potential = (synapse: Node, times: readonly number[], dt: number, target: Node, duration: number): number[] =>
    run(circuit([list("p", times), synapse, target], ["p.spikes > s.spikes", "s.i > n.i"], { dt, order: "brian2" }), catalogue, duration, ["n.v"]).trace(
      "n",
      "v",
    ).values;
  const synapse = (kind: string, parameters: Readonly<Record<string, number>>): Node => node("s", kind, { parameters });

  it("s04: a biexponential current", () => {
    const made = synapse("biexponential", { weight: -80, delay: 0.5, tau_r: 1, tau_d: 6 });
    expect(Math.min(...potential(made, [10, 30], 0.1, passive(), 100))).toBeCloseTo(-73.14366936788826, 3);
  });

  it("s05: AMPA, by exponential Euler, which is 0.04 mV off at this step", () => {
    const v = potential(synapse("ampa", { weight: 4, delay: 1, tau_syn: 5 }), [10, 14, 30], 0.05, passive(), 100);
    expect(Math.abs(Math.max(...v) + 61.31324423657834)).toBeLessThan(0.04);
  });

  it("s06: GABA-A, by exponential Euler, on a depolarised cell", () => {
    const made = synapse("gabaA", { weight: 10, delay: 1, tau_syn: 10, E_rev: -80 });
    const v = potential(made, [10, 30, 35], 0.05, passive({ parameters: { I_e: 150 } }), 120);
    expect(Math.abs(Math.max(...v) + 55.54042627181183)).toBeLessThan(0.02);
  });

  it("s07: a biexponential conductance, by Runge-Kutta", () => {
    const made = synapse("biexponentialConductance", { weight: 6, delay: 1, tau_r: 0.5, tau_d: 8, E_rev: -80 });
    const v = potential(made, [10, 50], 0.05, passive({ method: "rk4", start: { v: -60 } }), 120);
    expect(Math.min(...v)).toBeCloseTo(-71.42014624535096, 4);
  });

  it("s09: NMDA at rest, held back by 1 mM of magnesium", () => {
    const made = synapse("nmda", { weight: 2, delay: 1 });
    const v = potential(made, [10, 15, 20, 25], 0.05, passive({ method: "rk4" }), 300);
    expect(Math.max(...v)).toBeCloseTo(-68.07884016671396, 4);
  });

  it("lets NMDA through some twenty times more easily at rest when there is no magnesium", () => {
    const rise = (Mg: number) => Math.max(...potential(synapse("nmda", { weight: 0.05, Mg }), [10], 0.1, passive({ method: "rk4" }), 150)) + 70;
    expect(rise(0) / rise(1)).toBeCloseTo(1 + Math.exp(0.062 * 70) / 3.57, 0);
  });

  it.each([
    [1, 5],
    [5, 1],
    [3, 3],
    [3, 3.0001],
  ])("peaks at its weight with a rise of %s and a decay of %s ms", (tau_r, tau_d) => {
    const made = synapse("biexponential", { weight: 100, delay: 0, tau_r, tau_d });
    const lines = ["p.spikes > s.spikes", "s.i > n.i"];
    const graph = circuit([list("p", [5]), made, passive()], lines, { dt: 0.01, order: "brian2" });
    expect(Math.max(...run(graph, catalogue, 30, ["n.s.i_syn"]).trace("n", "s.i_syn").values)).toBeCloseTo(100, 3);
  });

  it("GABA-B peaks where its closed form says", () => {
    const made = synapse("gabaB", { weight: 1, delay: 0 });
    const graph = circuit([list("p", [1]), made, passive({ method: "rk4" })], ["p.spikes > s.spikes", "s.i > n.i"], {
      order: "brian2",
    });
    const { values } = run(graph, catalogue, 200, ["n.s.g"]).trace("n", "s.g");
    expect(values.indexOf(Math.max(...values)) * 0.1).toBeCloseTo(1.1 + ((50 * 150) / 100) * Math.log(3), 0);
    expect(Math.max(...values)).toBeCloseTo(1, 5);
  });
});

describe("synapses that read a value", () => {
  it("s19: a gap junction between two passive cells", () => {
    const cells = node("n", "lif", {
      n: 2,
      parameters: { C_m: 200, tau_m: 20, V_th: 1000, I_e: { values: [100, 0] } },
      start: { v: { values: [-70, -65] } },
    });
    const gap = node("s", "gapJunction", { parameters: { weight: 3 }, connect: { rule: "all-to-all", autapses: false } });
    const graph = circuit([cells, gap], ["n.v > s.v_pre", "s.i > n.i"], { dt: 0.01, order: "brian2" });
    const ran = run(graph, catalogue, 300, ["n.v"]);
    const [first, second] = [ran.trace("n", "v", 0).values, ran.trace("n", "v", 1).values];
    const everyMs = [
      [-69.445540677, -65.310606446],
      [-68.930287278, -65.593899812],
      [-68.451392312, -65.85214757],
      [-68.006219089, -66.087434677],
    ] as const;
    everyMs.forEach(([one, two], k) => {
      expect(first[100 * (k + 1)]).toBeCloseTo(one, 6);
      expect(second[100 * (k + 1)]).toBeCloseTo(two, 6);
    });
    // In the end the second cell follows by the coupling coefficient g/(g + g_L).
    expect(((second.at(-1) as number) + 70) / ((first.at(-1) as number) + 70)).toBeCloseTo(3 / 13, 5);
  });

  it("a graded synapse sends half its weight at V_half, and sums over its sources", () => {
    const sources = node("p", "lif", { n: 3, parameters: { V_th: 1000, E_L: { values: [-50, -1000, 500] } } });
    const graded = node("s", "graded", { parameters: { weight: 40 } });
    const graph = circuit([sources, graded, passive()], ["p.v > s.v_pre", "s.i > n.i"]);
    // 20, 0 and 40 pA on 10 nS.
    expect(run(graph, catalogue, 400, ["n.v"]).trace("n", "v").values.at(-1)).toBeCloseTo(-64, 5);
  });
});

describe("short-term plasticity", () => {
  const train = [20, 40, 60, 80, 100, 120, 140, 160, 180, 200, 700];
  it.each([
    [
      "s21_stp_depressing",
      { U: 0.5, tau_rec: 800, tau_fac: 0 },
      train,
      [
        0.5, 0.256172521993, 0.13726884393, 0.079284876035, 0.051008706721, 0.037219692618, 0.030495411552, 0.027216282565, 0.025617199063, 0.024837398068,
        0.239016536326,
      ],
    ],
    [
      "s22_stp_facilitating",
      { U: 0.15, tau_rec: 50, tau_fac: 1000 },
      train,
      [
        0.15, 0.247327109382, 0.290699236228, 0.302259856288, 0.302427874725, 0.301375461177, 0.301751233732, 0.303264191367, 0.305198769197, 0.307115830468,
        0.538800088412,
      ],
    ],
    [
      "s23_stp_irregular",
      { U: 0.3, tau_rec: 200, tau_fac: 300 },
      [12, 19.5, 60.3, 64, 150, 151.5, 153, 400.2],
      [0.3, 0.358944560974, 0.286975084304, 0.143869792582, 0.261834295166, 0.100824364601, 0.030931100184, 0.396414534357],
    ],
  ])("%s: the amplitude of every spike", (_, parameters, times, release) => {
    const synapse = node("s", "tsodyksMarkram", { parameters: { ...parameters, weight: 1, delay: 0, tau_syn: 5 } });
    const graph = circuit([list("p", times), synapse, passive()], ["p.spikes > s.spikes", "s.i > n.i"], { order: "brian2" });
    const { values } = run(graph, catalogue, 710, ["n.s.i_syn"]).trace("n", "s.i_syn");
    times.forEach((time, k) => {
      const at = Math.round(time / 0.1);
      const sent = (values[at + 1] as number) - (values[at] as number) * Math.exp(-0.1 / 5);
      expect(sent).toBeCloseTo(release[k] as number, 9);
    });
  });
});

type Numbers = Readonly<Record<string, number>>;

/** Weight of one synapse at every step, when source and target fire at set times. Bounds 0 and 1. */
function learn(kind: string, parameters: Numbers, pre: readonly number[], post: readonly number[], ms = 201): number[] {
  // A jump far above threshold makes the target fire one step later.
  const force = node("f", "delta", { parameters: { weight: 1000, delay: 0 } });
  const bounds: Numbers = kind === "inhibitoryStdp" ? {} : { w_max: 1 };
  const synapse = node("s", kind, { parameters: { weight: 0.5, delay: 0, ...bounds, ...parameters } });
  const early = list(
    "q",
    post.map((time) => time - 0.1),
  );
  const graph = circuit(
    [list("p", pre), early, force, synapse, node("n", "lif", { parameters: { t_ref: 0 } })],
    ["p.spikes > s.spikes", "q.spikes > f.spikes", "s.i > n.i", "f.i > n.i"],
    { order: "brian2" },
  );
  const ran = run(graph, catalogue, ms, ["s.s.w"]);
  expect(ran.spikes("n").map((time) => Math.round(time * 10))).toEqual(post.map((time) => Math.round(time * 10)));
  return ran.trace("s", "s.w").values;
}

interface Learnt {
  kind: string;
  parameters?: Numbers;
  /** The numbers are changes of the weight. */
  change?: true;
  /** Weight after the event at a time [ms]. */
  weights: readonly (readonly [time: number, weight: number])[];
}

const learnt: Readonly<Record<string, Learnt>> = {
  p03_stdp_all_to_all: {
    kind: "stdp",
    weights: [
      [10, 0.5],
      [12, 0.50904837418],
      [30, 0.512727168592],
      [33, 0.500015388474],
      [50, 0.49458218384],
      [55, 0.506752894753],
      [70, 0.512501931512],
      [71, 0.495894785031],
      [90, 0.489472120204],
      [93, 0.483944081358],
      [95, 0.505439532097],
      [128, 0.509567731447],
      [130, 0.497373098988],
      [131, 0.510438567342],
      [180, 0.508531488295],
      [200, 0.512625054315],
    ],
  },
  p04_stdp_nearest: {
    kind: "stdpNearest",
    weights: [
      [10, 0.5],
      [12, 0.50904837418],
      [30, 0.512727168592],
      [33, 0.50368973484],
      [50, 0.499827000707],
      [55, 0.507615008538],
      [70, 0.51129380295],
      [71, 0.501305893992],
      [90, 0.49744315986],
      [93, 0.494118473782],
      [95, 0.503166847962],
      [128, 0.504904587397],
      [130, 0.495403794507],
      [131, 0.504916088752],
      [180, 0.504010006094],
      [200, 0.507688800506],
    ],
  },
  p05_stdp_multiplicative: {
    kind: "stdp",
    parameters: { mu: 1 },
    weights: [
      [10, 0.5],
      [12, 0.50452418709],
      [30, 0.506346940742],
      [33, 0.499910369768],
      [50, 0.49719425443],
      [55, 0.503313757805],
      [70, 0.506169225269],
      [71, 0.497763198801],
      [90, 0.494566232612],
      [93, 0.491832251266],
      [95, 0.502755546076],
      [128, 0.504808270307],
      [130, 0.498652318989],
      [131, 0.505202661249],
      [180, 0.50423919984],
      [200, 0.506268629405],
    ],
  },
  p06_stdp_hard_bounds: {
    kind: "stdp",
    parameters: { A_plus: 0.3, A_minus: 0.2 },
    weights: [
      [10, 0.5],
      [12, 0.771451225411],
      [30, 0.881815057762],
      [33, 0.639685912655],
      [50, 0.536196300576],
      [55, 0.901317627976],
      [70, 1.0],
      [71, 0.683673400369],
      [90, 0.561336927482],
      [93, 0.45604094946],
      [95, 1.0],
      [128, 1.0],
      [130, 0.767721286494],
      [131, 1.0],
      [180, 0.963674684822],
      [200, 1.0],
    ],
  },
  p07_stdp_axonal_delay: {
    kind: "stdp",
    parameters: { delay: 3 },
    weights: [
      [12, 0.5],
      [13, 0.490012091043],
      [30, 0.494286240362],
      [36, 0.48334510982],
      [53, 0.478668707254],
      [55, 0.492809055951],
      [70, 0.49948848372],
      [74, 0.485194580279],
      [93, 0.479666541432],
      [95, 0.4941279812],
      [96, 0.479382045114],
      [128, 0.48417832848],
      [131, 0.48830652783],
      [133, 0.468309717513],
      [183, 0.466668279366],
      [200, 0.471424324542],
    ],
  },
  p11_triplet: {
    kind: "tripletStdp",
    change: true,
    weights: [
      [10, 0.0],
      [12, 4.44e-10],
      [30, 0.001632436145],
      [33, -0.008790914333],
      [50, -0.015230367019],
      [55, -0.004989849058],
      [70, 0.001163841201],
      [71, -0.0142451293],
      [90, -0.023142485129],
      [93, -0.03150352589],
      [95, 0.000914248425],
      [128, 0.005721647681],
      [130, -0.007025980742],
      [131, 0.020006973778],
      [180, 0.015397898477],
      [200, 0.020842393061],
    ],
  },
  p13_inhibitory_homeostatic: {
    kind: "inhibitoryStdp",
    parameters: { weight: 0.3, eta: 0.01, rho_0: 5, tau: 20 },
    weights: [
      [10, 0.298],
      [12, 0.30704837418],
      [30, 0.310727168592],
      [33, 0.320833625847],
      [50, 0.324008106451],
      [55, 0.336178817365],
      [70, 0.341927854123],
      [71, 0.355744184105],
      [90, 0.359861007749],
      [93, 0.36312580665],
      [95, 0.384621257389],
      [128, 0.388749456739],
      [130, 0.398363392414],
      [131, 0.411428860768],
      [180, 0.411245126527],
      [200, 0.415338692547],
    ],
  },
};

describe("plasticity", () => {
  const pre = [10, 33, 50, 71, 90, 93, 130, 180];
  const post = [12, 30, 55, 70, 95, 128, 131, 200];

  it.each(Object.entries(learnt))("%s: the weight after every spike", (_, { kind, parameters = {}, change, weights }) => {
    const w = learn(kind, parameters, pre, post);
    for (const [time, weight] of weights) expect(w[Math.round(time * 10) + 1]).toBeCloseTo(weight + (change ? 0.5 : 0), 9);
  });

  it("p01: the window of one pair", () => {
    const window: readonly (readonly [postAfterPre: number, change: number])[] = [
      [-80, -0.00019231420833],
      [-40, -0.00142102047398],
      [-20, -0.0038627341323],
      [-10, -0.00636857192698],
      [-5, -0.00817740822225],
      [-1, -0.00998790895726],
      [-0.1, -0.01044763103152],
      [0.1, 0.00995012479193],
      [1, 0.00951229424501],
      [5, 0.00778800783071],
      [10, 0.00606530659713],
      [20, 0.00367879441171],
      [40, 0.00135335283237],
      [80, 0.00018315638889],
    ];
    for (const [apart, change] of window) {
      const w = learn("stdp", {}, [100], [100 + apart], 190);
      expect((w.at(-1) as number) - 0.5).toBeCloseTo(change, 9);
    }
  });

  it("takes a pair in one step as source first", () => {
    expect((learn("stdp", {}, [100], [100], 110).at(-1) as number) - 0.5).toBeCloseTo(0.01, 9);
  });

  it("takes its first weight from the pair", () => {
    const synapse = node("s", "stdp", { parameters: { weight: { uniform: [100, 300] } } });
    const sources = node("p", "poisson", { n: 50, parameters: { rate: 0 } });
    const ran = run(circuit([sources, synapse, passive()], ["p.spikes > s.spikes", "s.i > n.i"]), catalogue, 1, ["s.s.w"]);
    const first = Array.from({ length: 50 }, (_, pair) => ran.trace("s", "s.w", pair).values[0] as number);
    expect(Math.min(...first)).toBeGreaterThanOrEqual(100);
    expect(Math.abs(mean(first) - 200)).toBeLessThan(30);
    expect(deviation(first)).toBeGreaterThan(30);
  });

  it("brings a driven cell to the rate rho_0 by inhibition that learns", { timeout: 60_000 }, () => {
    const graph = circuit(
      [
        node("e", "poisson", { n: 20, parameters: { rate: 100 } }),
        node("i", "poisson", { n: 20, parameters: { rate: 50 } }),
        node("x", "ampa", { parameters: { weight: 5 } }),
        node("s", "inhibitoryStdp", { parameters: { weight: 0.1, eta: 0.3, rho_0: 10 } }),
        node("n", "lif"),
      ],
      ["e.spikes > x.spikes", "x.i > n.i", "i.spikes > s.spikes", "s.i > n.i"],
      { dt: 0.2 },
    );
    const spikes = run(graph, catalogue, 15_000).spikes("n");
    const rate = (from: number, until: number) => spikes.filter((time) => time >= from && time < until).length / ((until - from) / 1000);
    expect(rate(0, 500)).toBeGreaterThan(30);
    expect(Math.abs(rate(10_000, 15_000) - 10)).toBeLessThan(2.5);
  });
});
