/** NEST's models in the product's kinds: which neuron, which synapse for its receptors, and what NEST calls their numbers. */
import type { Value } from "../graph/index.ts";
import type { Catalogue, Kind } from "../kind/index.ts";

/** A NEST neuron as a neuron kind of ours and the synapse kinds of its two receptors. */
export interface Recipe {
  kind: string;
  form?: string;
  /** NEST parameter -> ours, in our unit; a function where the number changes. */
  parameters: Readonly<Record<string, string>>;
  extra?: (value: (name: string) => Value, params: Params) => Record<string, Value>;
  start: Readonly<Record<string, string>>;
  /** Further starts, from parameters. */
  starts?: (params: Params) => Record<string, Value>;
  synapse: string;
  /** Our parameters of the synapse, from NEST's, for an excitatory or inhibitory receptor. */
  receptor?: (sign: "ex" | "in") => Readonly<Record<string, string>>;
  /** Conductances are positive in both receptors. */
  magnitude?: boolean;
  /** Recorded names. */
  traces: Readonly<Record<string, string | Recorded>>;
  /** What NEST's options change. */
  options?: (params: Params) => Partial<Recipe>;
  /** Unit of the input current, where it is not pA. */
  unit?: "mV/ms";
  /** Input for currents, where it is not the one for synapses. */
  port?: string;
}

/** What NEST records, made of states of ours. */
export interface Recorded {
  states: readonly string[];
  /** @param value NEST's parameter of the cell @param dt [ms] */
  of: (states: readonly number[], value: (name: string) => number, dt: number, params: Params) => number;
  /** Taken when a step begins, and recorded at its end. */
  lags?: boolean;
  /** Stands still while the cell rests. */
  rests?: boolean;
}

type Params = Readonly<Record<string, unknown>>;

const lif = { C_m: "C_m", tau_m: "tau_m", E_L: "E_L", V_th: "V_th", V_reset: "V_reset", t_ref: "t_ref", I_e: "I_e" };
const hh = {
  C_m: "C_m",
  g_Na: "g_Na",
  g_K: "g_K",
  g_L: "g_L",
  E_Na: "E_Na",
  E_K: "E_K",
  E_L: "E_L",
  t_ref: "t_ref",
  I_e: "I_e",
};
const tau = (sign: "ex" | "in") => ({ tau_syn: `tau_syn_${sign}` });
const current = { V_m: "v", I_syn_ex: "ex.i_syn", I_syn_in: "in.i_syn" };

const conductance = (synapse: string): Recipe => ({
  kind: "lif",
  parameters: { ...lif, tau_m: "" },
  extra: (value) => ({ tau_m: combine(value("C_m"), value("g_L"), (C, g) => C / g) }),
  start: { V_m: "v" },
  synapse,
  receptor: (sign) => ({ ...tau(sign), E_rev: `E_${sign}` }),
  magnitude: true,
  traces: { V_m: "v", g_ex: "ex.g", g_in: "in.g" },
});

const adaptive = (synapse: string): Recipe => ({
  ...conductance(synapse),
  kind: "adex",
  parameters: Object.fromEntries(adaptiveNames.map((name) => [name, name])),
  extra: () => ({}),
  start: { V_m: "v", w: "w" },
  traces: adaptiveTraces,
});
const adaptiveTraces = { ...current, w: "w", g_ex: "ex.g", g_in: "in.g" };
const adaptiveNames = "C_m g_L E_L V_th Delta_T V_peak V_reset t_ref a b tau_w I_e".split(" ");

const total = (states: readonly number[]): number => states.reduce((sum, each) => sum + each, 0);

/** NEST's lists of spike-triggered elements, of which the kind has two each. */
const elements = (params: Params): Record<string, Value> =>
  Object.fromEntries(
    ["stc", "sfa"].flatMap((which) => {
      const [q, tau] = [params[`q_${which}`] as number[], params[`tau_${which}`] as number[]];
      if (q.length > 2) throw new Error(`${q.length} elements of ${which} are more than the two of gif`);
      return [0, 1].flatMap((k) => [
        [`q_${which}_${k + 1}`, q[k] ?? 0],
        [`tau_${which}_${k + 1}`, tau[k] ?? 100],
      ]);
    }),
  );

/** A current as it acted through the step that has just ended, in which it has decayed. */
const beforeDecay =
  (sign: "ex" | "in"): Recorded["of"] =>
  ([i], value, dt) =>
    (i as number) * Math.exp(dt / value(`tau_syn_${sign}`));

const gif = (synapse: string): Recipe => ({
  kind: "gif",
  parameters: Object.fromEntries(gifNames.map((name) => [name, name])),
  extra: (_, params) => elements(params),
  start: { V_m: "v" },
  synapse,
  traces: {
    V_m: "v",
    g_ex: "ex.g",
    g_in: "in.g",
    E_sfa: { states: ["sfa_1", "sfa_2"], of: (states, value) => value("V_T_star") + total(states), lags: true },
    I_stc: { states: ["stc_1", "stc_2"], of: total, lags: true },
  },
});
const gifNames = "C_m g_L E_L V_reset V_T_star Delta_V lambda_0 t_ref I_e".split(" ");

const asc = ({ asc_decay }: Params, k: number): number => (asc_decay as number[])[k] ?? 1;

/** Five levels of GLIF: what a flag switches off is neutral here. */
function glif(value: (name: string) => Value, params: Params): Record<string, Value> {
  const lists = ["asc_amps", "asc_decay", "asc_r"].map((name) => params[name] as number[]);
  const longest = Math.max(...lists.map(({ length }) => length));
  if (longest > 2) throw new Error(`${longest} after-spike currents are more than the two of glifHeld`);
  const [amps = [], decay = [], r = []] = lists;
  const resets = params.spike_dependent_threshold === true;
  const currents = params.after_spike_currents === true;
  return {
    ...Object.fromEntries(
      [0, 1].flatMap((k) => [
        [`dA_${k + 1}`, currents ? (amps[k] ?? 0) : 0],
        [`k_${k + 1}`, decay[k] ?? 0],
        [`r_${k + 1}`, r[k] ?? 0],
      ]),
    ),
    f_v: resets ? value("voltage_reset_fraction") : 0,
    dv: resets ? value("voltage_reset_add") : combine(value("V_reset"), value("E_L"), (reset, rest) => reset - rest),
    dth_s: resets ? value("th_spike_add") : 0,
    a_v: params.adapting_threshold === true ? value("th_voltage_index") : 0,
  };
}

/** The recipe of a node with its options. Undefined for a model that no kind stands for. */
export function recipeOf({ nest, params }: { nest: string; params: Params }): Recipe | undefined {
  const recipe = recipes[nest];
  return recipe && { ...recipe, ...recipe.options?.(params) };
}

const recipes: Readonly<Record<string, Recipe>> = {
  iaf_psc_delta: {
    kind: "lif",
    parameters: lif,
    start: { V_m: "v" },
    synapse: "delta",
    traces: { V_m: "v" },
    options: ({ refractory_input }) => (refractory_input === true ? { kind: "lifKept" } : {}),
  },
  iaf_psc_exp: {
    kind: "lif",
    parameters: lif,
    start: { V_m: "v" },
    synapse: "exponential",
    receptor: tau,
    traces: current,
  },
  iaf_psc_alpha: {
    kind: "lif",
    parameters: lif,
    start: { V_m: "v" },
    synapse: "alpha",
    receptor: tau,
    traces: current,
  },
  iaf_cond_exp: conductance("exponentialConductance"),
  iaf_cond_alpha: conductance("alphaConductance"),
  izhikevich: {
    kind: "izhikevich",
    parameters: { a: "a", b: "b", c: "c", d: "d", V_th: "V_peak", I_e: "I_e" },
    start: { V_m: "v", U_m: "u" },
    synapse: "delta",
    traces: { V_m: "v", U_m: "u" },
    unit: "mV/ms",
    options: ({ consistent_integration }) =>
      consistent_integration === false ? { kind: "izhikevich2003", synapse: "pulse" } : {},
  },
  aeif_psc_exp: {
    ...adaptive("exponential"),
    receptor: tau,
    magnitude: false,
    traces: { ...adaptiveTraces, I_syn_in: { states: ["in.i_syn"], of: ([i]) => -(i as number) } },
  },
  aeif_cond_exp: adaptive("exponentialConductance"),
  aeif_cond_alpha: adaptive("alphaConductance"),
  gif_psc_exp: {
    ...gif("exponentialPrompt"),
    receptor: tau,
    traces: {
      ...gif("exponentialPrompt").traces,
      I_syn_ex: { states: ["ex.i_syn"], of: beforeDecay("ex") },
      I_syn_in: { states: ["in.i_syn"], of: beforeDecay("in") },
    },
  },
  hh_psc_alpha_gap: {
    kind: "mancilla",
    parameters: {
      ...Object.fromEntries("C_m g_Na g_Kv1 g_Kv3 g_L E_Na E_K E_L t_ref I_e".split(" ").map((name) => [name, name])),
    },
    start: { V_m: "v", Act_m: "m", Inact_h: "h", Act_n: "n", Inact_p: "p" },
    synapse: "alpha",
    receptor: tau,
    traces: { ...current, Act_m: "m", Inact_h: "h", Act_n: "n", Inact_p: "p" },
  },
  glif_psc: {
    kind: "glifHeld",
    parameters: {
      C_m: "C_m",
      g: "g_L",
      E_L: "E_L",
      V_th: "V_th",
      t_ref: "t_ref",
      th_spike_decay: "b_s",
      th_voltage_decay: "b_v",
    },
    extra: glif,
    start: { V_m: "v" },
    starts: ({ after_spike_currents, asc_init }) => {
      const [first = 0, second = 0] = after_spike_currents === true ? (asc_init as number[]) : [];
      return { A_1: first, A_2: second };
    },
    synapse: "alpha",
    receptor: () => ({ tau_syn: "tau_syn" }),
    port: "stim",
    traces: {
      V_m: "v",
      threshold: { states: ["th_s", "th_v"], of: (states, value) => value("V_th") + total(states) },
      threshold_spike: "th_s",
      threshold_voltage: "th_v",
      ASCurrents_sum: {
        states: ["A_1", "A_2"],
        of: (states, _, dt, params) =>
          total(states.map((A, k) => (A * -Math.expm1(-asc(params, k) * dt)) / (asc(params, k) * dt))),
        lags: true,
        rests: true,
      },
    },
  },
  gif_cond_exp: { ...gif("exponentialConductance"), receptor: conductance("").receptor, magnitude: true },
  hh_cond_exp_traub: {
    ...conductance("exponentialConductance"),
    kind: "traubMiles",
    parameters: { ...hh, V_T: "V_T" },
    extra: (value) => ({ V_spike: combine(value("V_T"), 30, (V_T, above) => V_T + above) }),
    start: { V_m: "v", Act_m: "m", Inact_h: "h", Act_n: "n" },
    traces: { V_m: "v", g_ex: "ex.g", g_in: "in.g", Act_m: "m", Inact_h: "h", Act_n: "n" },
  },
  parrot_neuron: { kind: "relay", parameters: {}, start: {}, synapse: "exponential", traces: {} },
  hh_psc_alpha: {
    kind: "hodgkinHuxley",
    form: "absolute",
    parameters: hh,
    start: { V_m: "v", Act_m: "m", Inact_h: "h", Act_n: "n" },
    synapse: "alpha",
    receptor: tau,
    traces: { ...current, Act_m: "m", Inact_h: "h", Act_n: "n" },
  },
};

/** A synapse kind of ours, and its own parameters and start from NEST's. */
interface Synapse {
  kind: string;
  form?: string;
  /** @param tauMinus belongs to the target in NEST [ms] */
  parameters: (params: Params, tauMinus: number) => Record<string, Value>;
  start?: (params: Params) => Record<string, Value>;
}

const numbers = (params: Params, names: readonly string[]): Record<string, Value> =>
  Object.fromEntries(names.map((name) => [name, Number(params[name])]));

interface Plastic extends Omit<Synapse, "kind"> {
  kinds: Readonly<Record<string, string>>;
}

/** NEST's connection models that learn or tire, by the synapse that carries their weight on. */
const plastic: Readonly<Record<string, Plastic>> = {
  stdp: {
    kinds: {
      exponential: "stdpDendritic",
      alpha: "stdpDendriticAlpha",
      exponentialConductance: "stdpDendriticConductance",
    },
    parameters: (params, tauMinus) => ({
      ...numbers(params, ["alpha", "lambda", "mu_plus", "mu_minus", "tau_plus"]),
      w_max: Number(params.Wmax),
      tau_minus: tauMinus,
    }),
    start: ({ Kplus }) => ({ pre: Number(Kplus ?? 0) }),
  },
  tsodyks2: {
    kinds: { exponential: "tsodyksMarkram", exponentialConductance: "tsodyksMarkramConductance" },
    parameters: (params) => {
      const { U, u, x } = params;
      if (u !== U || Number(x ?? 1) !== 1)
        throw new Error(`a first release of ${u} of ${x}, and of ${U} later, is not among the parameters`);
      return numbers(params, ["U", "tau_rec", "tau_fac"]);
    },
  },
  tsodyks: {
    kinds: { exponential: "tsodyks" },
    parameters: (params) => numbers(params, ["U", "tau_rec", "tau_fac", "tau_psc"]),
    start: (params) => numbers(params, ["u", "x", "y"]),
  },
};

/**
 * The synapse kind for NEST's connection model onto a receptor, and its own parameters.
 *
 * @throws when the product has no such kind
 */
export function synapseKind(model: string, { synapse, unit }: Recipe): Synapse {
  // Jumps of v have one unit; a current has that of the cell's input.
  const form = unit === "mV/ms" && synapse !== "delta" ? { form: "rate" } : {};
  if (model === "static") return { kind: synapse, ...form, parameters: () => ({}) };
  const found = plastic[model];
  const kind = found?.kinds[synapse];
  if (!found || kind === undefined) throw new Error(`${model} synapses of the form ${synapse} are not among the kinds`);
  const { parameters, start } = found;
  return { kind, parameters, ...(start ? { start } : {}) };
}

/** The kinds of ours that a few of NEST's options need beside the catalogue: a membrane that cannot go below V_min. */
export const variants = (catalogue: Catalogue): Kind[] =>
  catalogue
    .filter(({ family }) => family === "neuron")
    .map((kind) => ({
      ...kind,
      kind: withFloor(kind.kind),
      parameters: { ...kind.parameters, V_min: { default: 0, unit: "mV", about: "Lowest potential" } },
      afterStep: `${kind.afterStep ?? ""}\nv = max(v, V_min)`,
    }));
export const withFloor = (kind: string): string => `${kind} with V_min`;

/** A function of two values, cell by cell where one of them is a list. */
function combine(a: Value, b: Value, f: (a: number, b: number) => number): Value {
  const list = (value: Value): readonly number[] | undefined =>
    typeof value === "object" && !Array.isArray(value) && "values" in value
      ? (value as { values: readonly number[] }).values
      : undefined;
  const [as, bs] = [list(a), list(b)];
  if (!as && !bs) return f(a as number, b as number);
  const n = Math.max(as?.length ?? 0, bs?.length ?? 0);
  return {
    values: Array.from({ length: n }, (_, k) =>
      f(as ? (as[k] as number) : (a as number), bs ? (bs[k] as number) : (b as number)),
    ),
  };
}
