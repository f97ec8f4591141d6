/** The circuit as a whole: its name, its words, its seed and its step. */
import type { Edit } from "../edit.ts";
import { limits } from "../limits.ts";
import { formatVersion, type Graph } from "../schema.ts";
import { edit, put } from "./change.ts";

/** A board with nothing on it. */
export const emptyGraph = (name = "Untitled"): Graph => ({
  spikeboard: formatVersion,
  name,
  seed: 1,
  dt: 0.1,
  order: "nest",
  nodes: [],
  wires: [],
});

export const rename = (name: string): Edit =>
  edit("Rename circuit", (graph) => put(graph, "name", name.slice(0, limits.label)), "name");

/** Words for the reader; "" takes them out. */
export const setAbout = (about: string): Edit =>
  edit(
    "Edit description",
    (graph) => put(graph, "about", about === "" ? undefined : about.slice(0, limits.text)),
    "about",
  );

/** A whole number from 0 to 2^53 - 1; others go to the nearest. */
export const setSeed = (seed: number): Edit =>
  edit(
    "Set seed",
    (graph) =>
      put(graph, "seed", Number.isNaN(seed) ? graph.seed : Math.min(limits.seed, Math.max(0, Math.round(seed))) + 0),
    "seed",
  );

/** Time step [ms], 0.001 to 10; others go to the nearest. */
export const setDt = (dt: number): Edit =>
  edit(
    "Set time step",
    (graph) => put(graph, "dt", Number.isNaN(dt) ? graph.dt : Math.min(limits.dt[1], Math.max(limits.dt[0], dt))),
    "dt",
  );

export const setOrder = (order: Graph["order"]): Edit =>
  edit("Set order of a step", (graph) => (order === "nest" || order === "brian2" ? put(graph, "order", order) : graph));

/** The plots from top to bottom, by their keys; keys of plots that are not there now keep a place after them. */
export const setPlots = (plots: readonly string[]): Edit =>
  edit(
    "Move plot",
    (graph) => {
      const rest = (graph.view?.plots ?? []).filter((key) => !plots.includes(key));
      return put(graph, "view", { ...graph.view, plots: [...plots, ...rest].slice(0, 64) });
    },
    "plots",
  );

/** Takes everything off the board. Name, seed and step stay. */
export const clear = (): Edit =>
  edit("Clear board", (graph) => {
    if (graph.nodes.length + graph.wires.length + (graph.notes ?? []).length + (graph.groups ?? []).length === 0)
      return graph;
    const { notes: _, groups: __, ...rest } = graph;
    return { ...rest, nodes: [], wires: [] };
  });
