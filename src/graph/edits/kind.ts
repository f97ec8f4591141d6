/** A node becomes another kind where it stands: what of it goes over, and what cannot. */
import type { Diagnostic } from "../../diagnostic/index.ts";
import { fromEngine, toEngine } from "../../expression/index.ts";
import { type Catalogue, formNames, kindOf, type ResolvedKind, type ResolvedParameter } from "../../kind/index.ts";
import { check } from "../check.ts";
import { checkParameter } from "../checkValue.ts";
import { isDistribution } from "../distribution.ts";
import type { Edit } from "../edit.ts";
import { own, portUnit, splitEnd, unitsFit } from "../lookup.ts";
import type { Graph, Node, Value, Wire } from "../schema.ts";
import { changeNodes, edit, freeLabel, put } from "./change.ts";

/** What would come of a change, before it is made. */
export interface KindChange {
  graph: Graph;
  /** Wires that find no port on the new kind: they are taken away. */
  lost: readonly Wire[];
  /** What is wrong afterwards and was not before, of wires that stay and of nodes around. */
  faults: readonly Diagnostic[];
  /** Values of parameters and starts that the new kind has no place for. */
  dropped: readonly string[];
}

/**
 * Makes a node another kind of the same family. It keeps its place, cells, colour, rule and wires, and every value whose parameter the
 * new kind has too, by name and dimension. A name of one's own stays; "LIF 1" becomes "AdEx 1".
 *
 * @param label what the node is called, for undo
 */
export const setKind = (node: string, kind: string, catalogue: Catalogue, label = "node"): Edit =>
  edit(
    `Change ${label} to ${kindOf(catalogue, { kind })?.label ?? kind}`,
    (graph) => changeOfKind(graph, catalogue, node, kind)?.graph ?? graph,
  );

/** @returns undefined where there is nothing to change: an unknown node or kind, another family, the kind that it is */
export function changeOfKind(graph: Graph, catalogue: Catalogue, id: string, name: string): KindChange | undefined {
  const node = graph.nodes.find((each) => each.id === id);
  const before = node && kindOf(catalogue, node);
  const kind = kindOf(catalogue, { kind: name });
  if (!node || !before || !kind || kind.family !== before.family || (kind.kind === before.kind && !node.definition))
    return undefined;
  // The form in which most wires fit, first of all the one that it has.
  const forms = formNames(kind);
  const tried =
    forms.length === 0 ? [undefined] : [...new Set([node.form, ...forms])].filter((form) => form !== undefined);
  const made = tried
    .filter((form) => form === undefined || forms.includes(form))
    .map((form) => inForm(graph, catalogue, node, before, name, form));
  const cost = ({ lost, faults }: KindChange): number => lost.length + faults.length;
  return made.reduce((best, each) => (cost(each) < cost(best) ? each : best));
}

function inForm(
  graph: Graph,
  catalogue: Catalogue,
  node: Node,
  before: ResolvedKind,
  name: string,
  form: string | undefined,
): KindChange {
  const after = kindOf(catalogue, { kind: name, ...(form !== undefined && { form }) }) as ResolvedKind;
  const { definition: _, version: __, parameters, start, ...rest } = node;
  const automatic = node.label.replace(/ \d+$/, "") === before.short;
  const bare: Node = {
    ...rest,
    kind: name,
    ...(automatic && before.short !== after.short && { label: freeLabel(graph, after.short) }),
    ...(after.version > 1 && { version: after.version }),
  };
  const dropped: string[] = [];
  const kept = (
    table: Node["parameters"],
    fits: (name: string, value: Value) => Value | undefined,
  ): Node["parameters"] => {
    const entries = Object.entries(table ?? {}).flatMap(([key, value]): [string, Value][] => {
      const moved = fits(key, value);
      if (moved === undefined) dropped.push(key);
      return moved === undefined ? [] : [[key, moved]];
    });
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  };
  const shaped = put(bare, "form", form === formNames(after)[0] ? undefined : form);
  const values = kept(parameters, (key, value) => {
    const [from, to] = [own(before.parameters, key), own(after.parameters, key)];
    const moved = from && to && sameSort(from, to) ? converted(value, from.unit, to.unit) : undefined;
    const wrong =
      to &&
      moved !== undefined &&
      checkParameter(shaped, after, key, to, moved).some(({ severity }) => severity === "error");
    return wrong ? undefined : moved;
  });
  const starts = kept(start, (key, value) => {
    const [from, to] = [own(before.state, key), own(after.state, key)];
    return from && to ? converted(value, from.unit, to.unit) : undefined;
  });
  const next = put(put(shaped, "parameters", values), "start", starts);

  const ports = { inputs: portsOver(before, after, "inputs"), outputs: portsOver(before, after, "outputs") };
  const over = (end: string, way: "inputs" | "outputs"): string | undefined => {
    const at = splitEnd(end);
    if (at.node !== node.id) return end;
    const port = ports[way].get(at.port);
    return port === undefined ? undefined : `${node.id}.${port}`;
  };
  const lost: Wire[] = [];
  const wires = graph.wires.flatMap((wire): Wire[] => {
    const [from, to] = [over(wire.from, "outputs"), over(wire.to, "inputs")];
    if (from === undefined || to === undefined) {
      lost.push(wire);
      return [];
    }
    return [from === wire.from && to === wire.to ? wire : { ...wire, from, to }];
  });
  const changed = { ...changeNodes(graph, [node.id], () => next), wires };
  return { graph: changed, lost, faults: newFaults(graph, changed, catalogue, node.id, lost), dropped };
}

const sameSort = (from: ResolvedParameter, to: ResolvedParameter): boolean => {
  const [a, b] = [from.type ?? "number", to.type ?? "number"];
  return a === b || (a === "integer" && b === "number");
};

/** A value in another unit; undefined where the two measure different things, or where a text would mean something else. */
function converted(value: Value, from: string, to: string): Value | undefined {
  if (from === to) return value;
  if (!unitsFit(from, to) || typeof value === "string") return undefined;
  const one = (x: number): number => fromEngine(toEngine(x, from), to);
  if (typeof value === "number") return one(value);
  if (!isDistribution(value)) return (value as readonly number[]).map(one);
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      typeof entry === "number" ? one(entry) : (entry as readonly number[]).map(one),
    ]),
  ) as unknown as Value;
}

/**
 * Which port of the new kind stands in for each of the old one: that of the same name, else the next one free that carries the same, in
 * a unit that fits if there is one.
 */
function portsOver(before: ResolvedKind, after: ResolvedKind, side: "inputs" | "outputs"): ReadonlyMap<string, string> {
  const over = new Map<string, string>();
  const free = new Map(Object.entries(after[side]));
  const take = (from: string, to: string | undefined): void => {
    if (to === undefined) return;
    over.set(from, to);
    free.delete(to);
  };
  const old = Object.entries(before[side]);
  for (const [name, { signal }] of old) take(name, free.get(name)?.signal === signal ? name : undefined);
  for (const strict of [true, false])
    for (const [name, port] of old) {
      if (over.has(name)) continue;
      const unit = portUnit(before, port);
      const fits = ([, to]: [string, typeof port]): boolean => {
        const wanted = portUnit(after, to);
        return (
          to.signal === port.signal && (!strict || unit === undefined || wanted === undefined || unitsFit(unit, wanted))
        );
      };
      take(name, [...free].find(fits)?.[0]);
    }
  return over;
}

/** Errors near the node that only the change brings; what comes of a wire that is lost is said of the wire. */
function newFaults(
  before: Graph,
  after: Graph,
  catalogue: Catalogue,
  id: string,
  lost: readonly Wire[],
): readonly Diagnostic[] {
  const near = neighbourhood(before, id);
  const key = ({ code, at }: Diagnostic): string => JSON.stringify([code, at]);
  const known = new Set(check(part(before, near), catalogue).map(key));
  const cut = new Set(lost.flatMap(({ from, to }) => [splitEnd(from).node, splitEnd(to).node]));
  return check(part(after, near), catalogue).filter(
    (each) => each.severity === "error" && !known.has(key(each)) && !(each.at.type === "node" && cut.has(each.at.node)),
  );
}

/** The node, what it is wired to, and what that is wired to: a synapse's two sides. */
function neighbourhood(graph: Graph, id: string): ReadonlySet<string> {
  const near = new Set([id]);
  for (let round = 0; round < 2; round++) {
    const inside = new Set(near);
    for (const wire of graph.wires) {
      const [from, to] = [splitEnd(wire.from).node, splitEnd(wire.to).node];
      if (inside.has(from)) near.add(to);
      if (inside.has(to)) near.add(from);
    }
  }
  return near;
}

const part = (graph: Graph, nodes: ReadonlySet<string>): Graph => ({
  ...graph,
  nodes: graph.nodes.filter(({ id }) => nodes.has(id)),
  wires: graph.wires.filter(({ from, to }) => nodes.has(splitEnd(from).node) && nodes.has(splitEnd(to).node)),
});
