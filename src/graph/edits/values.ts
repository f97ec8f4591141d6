/** What a node holds: parameters, starts, form, integrator, rule, equations. A value that no file could hold changes nothing. */
import { type Catalogue, definitionOf, formNames, kindOf } from "../../kind/index.ts";
import type { Edit } from "../edit.ts";
import { own, splitEnd } from "../lookup.ts";
import type { Connect, Definition, Graph, Node, Value } from "../schema.ts";
import {
  connect as connectShape,
  definition as definitionShape,
  isAllToAll,
  isId,
  nodeFields,
  value as valueShape,
} from "../shape.ts";
import { accept, type Reader } from "../validate.ts";
import { changeNodes, edit, put, same } from "./change.ts";

/**
 * Sets a parameter.
 *
 * @param value in the unit of the parameter
 * @param catalogue when given, a value equal to the default is left out of the file
 */
export const setParameter = (node: string, name: string, value: Value, catalogue?: Catalogue): Edit =>
  setParameters([node], name, value, catalogue);

/** Sets one parameter of many nodes at once. */
export function setParameters(nodes: readonly string[], name: string, value: Value, catalogue?: Catalogue): Edit {
  const sound = accept(valueShape, value);
  const apply = (graph: Graph): Graph =>
    changeNodes(graph, nodes, (node) => {
      if (sound === undefined || !isName(name)) return node;
      const kind = catalogue && kindOf(catalogue, node);
      const isDefault = kind && same(own(kind.parameters, name)?.default, sound);
      return putEntry(node, "parameters", name, isDefault ? undefined : sound);
    });
  return edit(`Set ${name}`, apply, `parameter:${nodes.join()}:${name}`);
}

/** Sets several parameters of one node at once, such as the two lists of a course: in between they would not fit each other. */
export function setTogether(node: string, values: Readonly<Record<string, Value>>, catalogue?: Catalogue): Edit {
  const edits = Object.entries(values).map(([name, value]) => setParameter(node, name, value, catalogue));
  return edit(`Set ${Object.keys(values).join(" and ")}`, (graph) =>
    edits.reduce((now, each) => each.apply(now), graph),
  );
}

/** Puts a parameter back to its default, or takes out one that the kind does not have. Of one node, or of many. */
export const resetParameter = (node: string | readonly string[], name: string): Edit =>
  edit(`Reset ${name}`, (graph) =>
    changeNodes(graph, typeof node === "string" ? [node] : node, (present) =>
      putEntry(present, "parameters", name, undefined),
    ),
  );

/** Sets where a state starts: a number in its unit, an expression or a distribution; undefined: as the kind says. */
export const setStart = (node: string, state: string, value?: Value): Edit => {
  const sound = value === undefined ? undefined : accept(valueShape, value);
  const refused = (value !== undefined && sound === undefined) || !isName(state);
  const apply = (graph: Graph): Graph =>
    changeNodes(graph, [node], (present) => (refused ? present : putEntry(present, "start", state, sound)));
  return edit(`Set start of ${state}`, apply, `start:${node}:${state}`);
};

/** Names of parameters are written as keys: any text but those that JavaScript keeps to itself. */
const isName = (name: string): boolean => isId(name.replace(/[^A-Za-z0-9_-]/g, "x"));

/** One entry of a table of the node; the table goes with its last entry. */
function putEntry(node: Node, table: "parameters" | "start", name: string, value: Value | undefined): Node {
  const present: Readonly<Record<string, Value>> = node[table] ?? {};
  const next = put(present, name, value);
  return next === present ? node : put(node, table, Object.keys(next).length > 0 ? next : undefined);
}

/** Switches a node to another form of its kind. Values whose unit changes go back to their defaults; "": the first form. */
export const setForm = (node: string, form: string, catalogue: Catalogue): Edit =>
  edit("Switch units", (graph) => changeForm(graph, catalogue, node, form));

const unitOf = (table: Readonly<Record<string, { unit: string }>>, name: string): string | undefined =>
  own(table, name)?.unit;

export function changeForm(graph: Graph, catalogue: Catalogue, id: string, form: string): Graph {
  return changeNodes(graph, [id], (node) => {
    const before = kindOf(catalogue, node);
    if (!before) return node;
    const first = formNames(before)[0];
    const next = put(node, "form", form === "" || form === first ? undefined : form);
    const after = kindOf(catalogue, next);
    if (next === node || !after) return node;
    const kept = (table: "parameters" | "start", units: "parameters" | "state"): Node["parameters"] => {
      const entries = Object.entries(node[table] ?? {}).filter(
        ([name]) => unitOf(before[units], name) === unitOf(after[units], name),
      );
      return entries.length > 0 ? Object.fromEntries(entries) : undefined;
    };
    return put(put(next, "parameters", kept("parameters", "parameters")), "start", kept("start", "state"));
  });
}

/** Chooses the integrator; undefined: the kind's, or the compiler's choice. */
export const setMethod = (node: string, method?: Node["method"]): Edit =>
  edit("Set integrator", (graph) =>
    setSound(graph, node, "method", nodeFields.method.read as Reader<Node["method"]>, method),
  );

/** Says who reaches whom; undefined: all to all. */
export const setConnect = (node: string, connect?: Connect): Edit =>
  edit(
    "Set connection rule",
    (graph) => setSound(graph, node, "connect", connectShape, isAllToAll(connect) ? undefined : connect),
    `connect:${node}:${connect?.rule ?? ""}`,
  );

/** Gives a synapse a list of pairs in place of its rule. */
export const listPairs = (
  node: string,
  pairs: Extract<Connect, { rule: "pairs" }>["pairs"],
  label = "List the pairs",
): Edit => edit(label, (graph) => setSound(graph, node, "connect", connectShape, { rule: "pairs", pairs }));

function setSound<K extends "method" | "connect" | "definition">(
  graph: Graph,
  id: string,
  key: K,
  reader: Reader<Node[K]>,
  value: Node[K] | undefined,
): Graph {
  const sound = value === undefined ? undefined : accept(reader, value);
  if (value !== undefined && sound === undefined) return graph;
  return changeNodes(graph, [id], (node) => put(node, key, sound));
}

/**
 * Sets the user's own equations; undefined: those of the kind. Values of parameters and states that the equations no longer
 * have are dropped, and so are wires from ports that are gone with them.
 */
export const setDefinition = (node: string, definition: Definition | undefined, catalogue: Catalogue): Edit =>
  edit("Edit equations", (graph) => redefine(graph, catalogue, node, definition), `definition:${node}`);

function redefine(graph: Graph, catalogue: Catalogue, id: string, definition: Definition | undefined): Graph {
  const changed = setSound(graph, id, "definition", definitionShape, definition);
  const old = graph.nodes.find((node) => node.id === id);
  const before = old && kindOf(catalogue, old);
  if (changed === graph || !before) return changed;
  const next = changed.nodes.find((node) => node.id === id);
  const after = next && kindOf(catalogue, next);
  if (!after) return changed;

  const pruned = changeNodes(changed, [id], (node) => {
    const kept = (table: "parameters" | "start", names: "parameters" | "state"): Node["parameters"] => {
      const gone = (name: string): boolean =>
        own<unknown>(before[names], name) !== undefined && own<unknown>(after[names], name) === undefined;
      const entries = Object.entries(node[table] ?? {}).filter(([name]) => !gone(name));
      return entries.length > 0 ? Object.fromEntries(entries) : undefined;
    };
    return put(put(node, "parameters", kept("parameters", "parameters")), "start", kept("start", "state"));
  });
  const holds = (end: string, way: "inputs" | "outputs"): boolean => {
    const { node, port } = splitEnd(end);
    return node !== id || own(after[way], port) !== undefined;
  };
  const wires = pruned.wires.filter(({ from, to }) => holds(from, "outputs") && holds(to, "inputs"));
  return wires.length === pruned.wires.length ? pruned : { ...pruned, wires };
}

/**
 * Gives the user's own equations a state that they lack. A parameter of that name becomes it, and begins at its value.
 *
 * @param unit of a state that is new
 */
export const declareState = (id: string, name: string, unit: string, catalogue: Catalogue): Edit =>
  edit(`Declare the state ${name}`, (graph) => {
    const node = graph.nodes.find((present) => present.id === id);
    const base = node && catalogue.find(({ kind }) => kind === node.kind);
    const definition = node?.definition ?? (base?.editable ? definitionOf(base) : undefined);
    if (!definition || own(definition.state, name)) return graph;
    const { [name]: parameter, ...parameters } = definition.parameters;
    const start = own(node?.parameters, name) ?? parameter?.default ?? 0;
    const state = {
      unit: parameter?.unit ?? unit,
      start: typeof start === "number" && start !== 0 && parameter ? withUnit(start, parameter.unit) : "0",
    };
    return redefine(graph, catalogue, id, {
      ...definition,
      parameters,
      state: { ...definition.state, [name]: state },
    });
  });

const withUnit = (value: number, unit: string): string => (unit === "1" ? String(value) : `${value} ${unit}`);

/** Names under which the checks of equations know the texts of a definition. */
const fieldNames: Readonly<Record<string, "equations" | "threshold" | "reset" | "refractory" | "onSpike" | "onPost">> =
  {
    equations: "equations",
    threshold: "threshold",
    when: "threshold",
    reset: "reset",
    then: "reset",
    refractory: "refractory",
    hold: "refractory",
    onSpike: "onSpike",
    onPost: "onPost",
  };

/**
 * Writes over part of one text of a node: the mend for a slip in an equation.
 *
 * @param field a text of the definition, a parameter that is an equation, or `start.<state>`
 * @param from first character, `to` the one after the last
 */
export const replaceText = (
  id: string,
  field: string,
  from: number,
  to: number,
  text: string,
  catalogue: Catalogue,
): Edit =>
  edit("Mend equation", (graph) => {
    const node = graph.nodes.find((present) => present.id === id);
    const kind = node && kindOf(catalogue, node);
    if (!kind) return graph;
    const splice = (old: string): string => old.slice(0, from) + text + old.slice(to);

    const { definition } = node;
    const name = own(fieldNames, field);
    const old = name && definition?.[name];
    if (definition && name && old !== undefined)
      return redefine(graph, catalogue, id, { ...definition, [name]: splice(old) });

    const state = /^(?:start|state)\.(.+)$/.exec(field)?.[1];
    const declared = state === undefined ? undefined : own(definition?.state, state);
    const started = state === undefined ? undefined : own(node.start, state);
    if (state !== undefined && typeof started === "string") return setStart(id, state, splice(started)).apply(graph);
    if (definition && state !== undefined && declared)
      return redefine(graph, catalogue, id, {
        ...definition,
        state: { ...definition.state, [state]: { ...declared, start: splice(declared.start) } },
      });

    const value = own(node.parameters, field) ?? own(kind.parameters, field)?.default;
    return typeof value === "string" ? setParameter(id, field, splice(value)).apply(graph) : graph;
  });
