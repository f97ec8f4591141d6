/** Published sets of values: putting one on a node, setting up the experiment that shows it, and telling which one a node has. */
import { type Catalogue, formNames, type Kind, kindOf, type ResolvedKind, type Shown } from "../../kind/index.ts";
import type { Edit } from "../edit.ts";
import { formFitting, own, portUnit, splitEnd } from "../lookup.ts";
import type { Graph, Node, Value } from "../schema.ts";
import { changeNodes, edit, freeLabel, pitch, put, same } from "./change.ts";
import { place } from "./nodes.ts";
import { freePlace, sizes } from "./place.ts";
import { changeForm } from "./values.ts";

type Table = "parameters" | "start";

/** Names that some set of the kind gives a value: all of them belong to a choice of set, and nothing else does. */
const named = (kind: Kind, table: Table): readonly string[] => [
  ...new Set(Object.values(kind.presets ?? {}).flatMap((preset) => Object.keys(preset[table] ?? {}))),
];

/**
 * Gives nodes the values of a published set: what another set names and this one does not goes back to its default, what no
 * set names stays. Nodes whose kind has no such set stay as they are.
 */
export const applyPreset = (nodes: readonly string[], key: string, catalogue: Catalogue): Edit =>
  edit("Use published values", (graph) =>
    nodes.reduce((present, id) => {
      const node = present.nodes.find((each) => each.id === id);
      const kind = node && kindOf(catalogue, node);
      const preset = kind && own(kind.presets ?? {}, key);
      if (!preset) return present;
      return changeNodes(changeForm(present, catalogue, id, preset.form ?? ""), [id], (each) =>
        (["parameters", "start"] as const).reduce((next, table) => {
          const ours = new Set(named(kind, table));
          const kept = Object.entries(next[table] ?? {}).filter(([name]) => !ours.has(name));
          const given = Object.entries(preset[table] ?? {}).filter(
            ([name, value]) => table === "start" || !same(own(kind.parameters, name)?.default, value),
          );
          const entries: [string, Value][] = [...kept, ...given];
          return put(next, table, entries.length > 0 ? Object.fromEntries(entries) : undefined);
        }, each),
      );
    }, graph),
  );

/** The sets whose values a node has: several, where they differ in their experiments alone; none when it has values of its own. */
export const presetsOf = (node: Node, kind: Kind): readonly string[] =>
  Object.entries(kind.presets ?? {}).flatMap(([key, preset]) => {
    const [first] = formNames(kind);
    if ((node.form ?? first) !== (preset.form ?? first)) return [];
    const fits = (["parameters", "start"] as const).every((table) =>
      named(kind, table).every((name) => {
        const present = own(node[table] ?? {}, name);
        const wanted = own(preset[table] ?? {}, name);
        if (table === "start") return same(present, wanted);
        const standard = own(kind.parameters, name)?.default;
        return same(present ?? standard, wanted ?? standard);
      }),
    );
    return fits ? key : [];
  });

/**
 * Sets up the experiment that shows a published set: its values and nothing else on the nodes, its stimulus as the one source of
 * current wired to each, and its integrator and time step. A source that feeds that node alone becomes the stimulus; others are
 * unplugged and stay on the board. Nodes whose kind has no such set, or no such way to step it, stay as they are.
 */
export const setUpPreset = (
  nodes: readonly string[],
  key: string,
  way: "published" | "converged",
  catalogue: Catalogue,
): Edit =>
  edit("Set up the published experiment", (graph) =>
    nodes.reduce((present, id) => setUp(present, id, key, way, catalogue), graph),
  );

function setUp(graph: Graph, id: string, key: string, way: "published" | "converged", catalogue: Catalogue): Graph {
  const node = graph.nodes.find((each) => each.id === id);
  const kind = node && kindOf(catalogue, node);
  const preset = kind && own(kind.presets ?? {}, key);
  const stepping = preset?.shown?.[way];
  if (!kind || !preset?.shown || !stepping) return graph;
  const formed = changeForm(graph, catalogue, id, preset.form ?? "");
  const alone = changeNodes(formed, [id], (each) => {
    const given = Object.entries(preset.parameters).filter(
      ([name, value]) => !same(own(kind.parameters, name)?.default, value),
    );
    const parameters = given.length > 0 ? Object.fromEntries(given) : undefined;
    return put(put(put(each, "parameters", parameters), "start", preset.start), "method", stepping.method);
  });
  return stimulate(put(alone, "dt", stepping.dt), node, kind, preset.shown.stimulus, catalogue);
}

function stimulate(
  graph: Graph,
  node: Node,
  kind: ResolvedKind,
  { kind: name, parameters: given }: Shown["stimulus"],
  catalogue: Catalogue,
): Graph {
  const port = Object.entries(kind.inputs).find(([, { signal }]) => signal === "current");
  const source = kindOf(catalogue, { kind: name });
  const output = Object.entries(source?.outputs ?? {}).find(([, { signal }]) => signal === "current")?.[0];
  if (!port || !source || output === undefined) return graph;
  const into = `${node.id}.${port[0]}`;
  const form = formFitting(catalogue, { kind: name }, "outputs", output, portUnit(kind, port[1]) ?? "1");
  const formed = kindOf(catalogue, { kind: name, ...(form !== undefined && { form }) }) ?? source;
  const entries = Object.entries(given).filter(
    ([parameter, value]) => !same(own(formed.parameters, parameter)?.default, value),
  );

  // The source that is there already, if it feeds this node alone: of the same kind before any other.
  const isSource = (id: string): boolean => {
    const found = graph.nodes.find((each) => each.id === id);
    return found !== undefined && kindOf(catalogue, found)?.family === "current";
  };
  const plugged = graph.wires.filter(({ from, to }) => to === into && isSource(splitEnd(from).node));
  const fed = plugged
    .map(({ from }) => graph.nodes.find(({ id }) => id === splitEnd(from).node) as Node)
    .filter(({ id }) => graph.wires.filter(({ from }) => splitEnd(from).node === id).length === 1)
    .toSorted((a, b) => Number(b.kind === name) - Number(a.kind === name))[0];

  const unplugged = plugged.some(({ from }) => splitEnd(from).node !== fed?.id)
    ? { ...graph, wires: graph.wires.filter((wire) => !plugged.includes(wire) || splitEnd(wire.from).node === fed?.id) }
    : graph;
  const options = {
    ...(form !== undefined && form !== formNames(source)[0] && { form }),
    ...(entries.length > 0 && { parameters: Object.fromEntries(entries) }),
  };
  if (fed) {
    const label = fed.kind === name ? fed.label : freeLabel(graph, source.short);
    const { id, at, flipped } = fed;
    const fresh: Node = {
      id,
      kind: name,
      ...(source.version > 1 && { version: source.version }),
      label,
      at,
      ...(flipped && { flipped }),
      ...options,
    };
    const replaced = changeNodes(unplugged, [id], (present) => (same(present, fresh) ? present : fresh));
    const end = `${id}.${output}`;
    const wires = replaced.wires.map((wire) =>
      wire.to === into && splitEnd(wire.from).node === id && wire.from !== end ? { ...wire, from: end } : wire,
    );
    return wires.every((wire, k) => wire === replaced.wires[k]) ? replaced : { ...replaced, wires };
  }
  const at = freePlace(
    unplugged,
    catalogue,
    [node.at[0] - sizes.current[0] - 6 * pitch, node.at[1] + pitch],
    sizes.current,
  );
  const placed = place(unplugged, catalogue, name, at, options);
  if (!placed) return unplugged;
  return { ...placed.graph, wires: [...placed.graph.wires, { from: `${placed.node.id}.${output}`, to: into }] };
}

/** In which way the experiment of a published set is set up for all of these nodes; undefined when something differs from it. */
export const shownAs = (
  graph: Graph,
  nodes: readonly string[],
  key: string,
  catalogue: Catalogue,
): "published" | "converged" | undefined =>
  (["published", "converged"] as const).find((way) =>
    nodes.every((id) => {
      const node = graph.nodes.find((each) => each.id === id);
      const preset = node && own(kindOf(catalogue, node)?.presets ?? {}, key);
      return preset?.shown?.[way] !== undefined && setUp(graph, id, key, way, catalogue) === graph;
    }),
  );
