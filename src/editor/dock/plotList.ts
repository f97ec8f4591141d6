/**
 * Which plots stand in the dock, which curves each shows, and what the engine must record for them. Pure: from populations
 * and the reader's choices to a list.
 */
import type { TraceRequest } from "../../engine/index.ts";
import { curveDashes } from "../../plots/index.ts";
import type { Population } from "./populations.ts";

/** Variables and cells of one node that are recorded. */
export interface Pick {
  variables: readonly string[];
  cells: readonly number[];
}
/** By node. Nodes that are absent record nothing. */
export type Picks = Readonly<Record<string, Pick>>;

export interface Series {
  /** Key of `Recordings.traces`: "node.variable.cell". */
  key: string;
  population: Population;
  variable: string;
  cell: number;
  dash: readonly number[];
}

export type PlotSpec =
  | { type: "raster"; key: "spikes"; title: string; unit: string; share: number; populations: readonly Population[] }
  | { type: "rate"; key: "rate"; title: string; unit: string; share: number; populations: readonly Population[] }
  | { type: "trace"; key: string; title: string; unit: string; share: number; series: readonly Series[] };

const mostMembranes = 6;
/** Sources with more cells than this stay out of the raster until asked for: they would drown the neurons. */
const mostSourceRows = 20;

/**
 * What is recorded when the reader has not chosen: what the circuit's file asks for, or else the membrane of cell 0 of up to
 * six populations; and every state of the one looked at.
 *
 * @param wanted "node.variable" of cell 0 or "node.variable.3" of cell 3, from the file
 */
export function defaultPicks(
  populations: readonly Population[],
  lookedAt: string | undefined,
  wanted?: readonly string[],
): Picks {
  const neurons = populations.filter((each) => each.family === "neuron" && each.states.length > 0);
  const picks: Record<string, Pick> = {};
  if (wanted) {
    const asked = wanted.map((text) => {
      const [, name = text, cell = "0"] = /^(.*)\.(\d+)$/.exec(text) ?? [];
      return { name, cell: Number(cell) };
    });
    for (const population of populations) {
      const { node, states } = population;
      const mine = asked.filter(({ name }) => states.some((state) => name === `${node}.${state.name}`));
      const variables = states
        .map(({ name }) => name)
        .filter((name) => mine.some((each) => each.name === `${node}.${name}`));
      const pairs = population.family === "synapse";
      const looked = pairs ? weightOf(population) : states.map(({ name }) => name);
      const own = node === lookedAt && (!pairs || variables.length === 0) ? looked : variables;
      const usual = pairs ? firstPairs(population.n) : [0];
      const cells = mine.length > 0 ? [...new Set(mine.map(({ cell }) => cell))] : usual;
      if (own.length > 0) picks[node] = { variables: own, cells };
    }
    return picks;
  }
  for (const { node, states } of neurons.slice(0, mostMembranes))
    picks[node] = { variables: [(states[0] as { name: string }).name], cells: [0] };
  // Nothing looked at yet: the population with the most to show.
  const richest = neurons.reduce<Population | undefined>(
    (best, each) => (each.states.length > 2 && each.states.length > (best?.states.length ?? 0) ? each : best),
    undefined,
  );
  const detailed = neurons.find((each) => each.node === lookedAt) ?? richest;
  if (detailed) picks[detailed.node] = { variables: detailed.states.map((state) => state.name), cells: [0] };
  // A synapse that learns shows its weights while it is looked at.
  const pairs = populations.find((each) => each.node === lookedAt && each.family === "synapse");
  if (pairs) picks[pairs.node] = { variables: weightOf(pairs), cells: firstPairs(pairs.n) };
  return picks;
}

/** What of a pair is looked at first: its weight, which kinds call w. */
const weightOf = ({ states }: Population): string[] =>
  [states.find(({ name }) => name === "w") ?? states[0]].flatMap((state) => state?.name ?? []);
const firstPairs = (n: number): number[] => Array.from({ length: Math.min(3, n) }, (_, pair) => pair);

/** Units without spikes whose values are plain numbers. */
const isRate = ({ family, first, states }: Population): boolean =>
  family === "neuron" && first < 0 && states[0]?.unit === "1";

/** Spiking populations in the raster: all neurons, small sources, and whatever the reader turned on or off. */
export function rasterPopulations(
  populations: readonly Population[],
  shown: Readonly<Record<string, boolean>>,
): Population[] {
  const spiking = populations.filter((each) => each.first >= 0);
  return spiking.filter((each) => shown[each.node] ?? (each.family === "neuron" || each.n <= mostSourceRows));
}

export function plotsOf(
  populations: readonly Population[],
  picks: Picks,
  shown: Readonly<Record<string, boolean>> = {},
): PlotSpec[] {
  const rows = rasterPopulations(populations, shown);
  // A circuit of rate units alone has no spikes to show.
  const plots: PlotSpec[] =
    populations.length === 0 || populations.some(({ first }) => first >= 0)
      ? [{ type: "raster", key: "spikes", title: "Spikes", unit: "", share: 39, populations: rows }]
      : [];
  if (rows.length > 0)
    plots.push({ type: "rate", key: "rate", title: "Rate", unit: "Hz", share: 17, populations: rows });
  const groups = new Map<string, { first: boolean; unit: string; title: string | undefined; series: Series[] }>();
  for (const population of populations) {
    const pick = picks[population.node];
    if (!pick) continue;
    population.states.forEach(({ name, unit }, index) => {
      if (!pick.variables.includes(name)) return;
      const rates = isRate(population) && unit === "1";
      const pairs = population.family === "synapse";
      const first = (index === 0 && !pairs) || rates;
      const key = `${rates ? "activity" : pairs ? "pairs" : first ? "membrane" : "state"}:${unit}`;
      const title = rates ? "Activity" : pairs && name === "w" ? "Weights" : undefined;
      const group = groups.get(key) ?? { first, unit, title, series: [] };
      groups.set(key, group);
      // Within one node, variables of a plot differ by dash; so do its cells.
      const alike = group.series.filter((series) => series.population === population).length;
      pick.cells.forEach((cell, c) => {
        if (cell < 0 || cell >= population.n) return;
        const dash = alike + c === 0 ? population.style.dash : (curveDashes[(alike + c) % curveDashes.length] ?? []);
        group.series.push({ key: `${population.node}.${name}.${cell}`, population, variable: name, cell, dash });
      });
    });
  }
  const traces = [...groups].map(([key, { first, unit, title, series }]): PlotSpec => {
    const variables = [...new Set(series.map((each) => each.variable))];
    return {
      type: "trace",
      key,
      title: title ?? titleOf(first, unit, variables),
      unit,
      share: first ? 25 : 19,
      series,
    };
  });
  const rank = (plot: PlotSpec): number => (/^(membrane|activity):/.test(plot.key) ? 0 : 1);
  return [...plots, ...traces.sort((a, b) => rank(a) - rank(b))];
}

function titleOf(first: boolean, unit: string, variables: readonly string[]): string {
  if (first && unit === "mV") return "Membrane";
  if (unit === "1" && !first) return variables.length > 1 ? "Gates" : "Variable";
  if (/A(\/|$)/.test(unit)) return "Currents";
  if (/S(\/|$)/.test(unit)) return "Conductances";
  if (unit === "mV") return "Potentials";
  return variables.length > 1 ? "Variables" : (variables[0]?.split(".").at(-1) ?? "Variable");
}

/** The engine's orders for these picks. */
export function requestsOf(populations: readonly Population[], picks: Picks): TraceRequest[] {
  return populations.flatMap(({ node, n, states }) => {
    const pick = picks[node];
    const cells = pick?.cells.filter((cell) => cell >= 0 && cell < n) ?? [];
    if (!pick || cells.length === 0) return [];
    return states
      .filter((state) => pick.variables.includes(state.name))
      .map((state) => ({ node, variable: state.name, cells, everyMs: 0 }));
  });
}

const least = { raster: 48, rate: 28, trace: 36 } as const;

/** Heights of the plots in `room` pixels with `gap` between them: by share, doubled ones twice, none under its least. */
export function plotHeights(
  plots: readonly PlotSpec[],
  doubled: ReadonlySet<string>,
  room: number,
  gap: number,
): number[] {
  const shares = plots.map((plot) => plot.share * (doubled.has(plot.key) ? 2 : 1));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const free = room - gap * Math.max(0, plots.length - 1);
  return plots.map((plot, k) => Math.max(least[plot.type], Math.floor((free * (shares[k] as number)) / total)));
}
