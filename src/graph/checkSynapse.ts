/** Does the rule of a synapse fit the two populations it joins, and is its delay long enough? */
import type { Diagnostic, Place } from "../diagnostic/index.ts";
import { type Catalogue, kindOf, type ResolvedKind } from "../kind/index.ts";
import { parsePatterns } from "../patterns/index.ts";
import { boundsOf, isDistribution } from "./distribution.ts";
import { cellsOf, findPort, indexGraph, own, splitEnd } from "./lookup.ts";
import { fix, problem } from "./messages.ts";
import type { Connect, Graph, Node, Value } from "./schema.ts";

/** @returns the problems of a synapse node that are not in one of its values alone */
export function checkSynapse(
  graph: Graph,
  catalogue: Catalogue,
  node: Node,
  kind: ResolvedKind,
): readonly Diagnostic[] {
  const at: Place = { type: "node", node: node.id };
  const { source, target } = sides(graph, node, kind);
  const found: Diagnostic[] = [];
  if (!source) {
    const spikes = Object.values(kind.inputs).some(({ signal }) => signal === "spikes");
    found.push(problem("no-source", at, [node.label, spikes ? "spikes" : "a value"]));
  }
  if (!target) found.push(problem("no-target", at, [node.label]));
  found.push(...checkNumbers(node));
  if (target) found.push(...checkReads(catalogue, node, kind, target));
  if (source && target && found.length === 0) found.push(...checkRule(catalogue, node, source, target));
  return [...found, ...checkStored(graph, catalogue, node, kind, target), ...checkDelay(graph, node, kind)];
}

/** The populations a synapse joins: those of the first wire in and the first wire out. */
export function sides(graph: Graph, node: Node, kind: ResolvedKind): { source?: Node; target?: Node } {
  const { nodes, arriving, leaving } = indexGraph(graph);
  const into = Object.entries(kind.inputs)
    .filter(([, { signal }]) => signal !== "patterns")
    .flatMap(([port]) => arriving.get(`${node.id}.${port}`) ?? [])[0];
  const out = Object.keys(kind.outputs).flatMap((port) => leaving.get(`${node.id}.${port}`) ?? [])[0];
  const source = into && nodes.get(splitEnd(into.from).node);
  const target = out && nodes.get(splitEnd(out.to).node);
  return { ...(source && { source }), ...(target && { target }) };
}

/** What the equations read of the target by name must be there. */
function checkReads(catalogue: Catalogue, node: Node, kind: ResolvedKind, target: Node): readonly Diagnostic[] {
  const states = Object.keys(kindOf(catalogue, target)?.state ?? {});
  const missing = Object.keys(kind.target ?? {}).find((name) => !states.includes(name));
  if (missing === undefined) return [];
  return [
    problem("target-lacks", { type: "node", node: node.id }, [node.label, missing, target.label, states.join(", ")]),
  ];
}

/** The patterns that arrive at an input of a node: the text and the node that holds it. Undefined where none is wired. */
export function patternsAt(
  graph: Graph,
  catalogue: Catalogue,
  node: Node,
  input: string,
): { source: Node; text: string } | undefined {
  const [wire] = indexGraph(graph).arriving.get(`${node.id}.${input}`) ?? [];
  const from = wire && findPort(graph, catalogue, wire.from, "out");
  const name = from?.port.signal === "patterns" ? from.port.reads : undefined;
  if (!from || name === undefined) return undefined;
  const text = own(from.node.parameters, name) ?? from.kind.parameters[name]?.default;
  return typeof text === "string" ? { source: from.node, text } : undefined;
}

/** Weights from patterns need patterns, and a target with a cell for each point. */
function checkStored(
  graph: Graph,
  catalogue: Catalogue,
  node: Node,
  kind: ResolvedKind,
  target: Node | undefined,
): readonly Diagnostic[] {
  return Object.values(kind.computed ?? {}).flatMap((computed) => {
    if (computed.type !== "weights") return [];
    const at: Place = { type: "node", node: node.id };
    const stored = patternsAt(graph, catalogue, node, computed.patterns);
    if (!stored) return [problem("no-stored-patterns", at, [node.label])];
    const { width, height } = parsePatterns(stored.text);
    if (!target || cellsOf(target) === width * height) return [];
    const mend = fix(`Give "${target.label}" ${width * height}`, "setN", target.id, width * height);
    return [problem("pattern-size", at, [stored.source.label, width * height, target.label, cellsOf(target)], mend)];
  });
}

const counted = { "in-degree": "in-degree", "out-degree": "out-degree", total: "number of pairs" } as const;

/** The numbers of a rule by themselves. */
function checkNumbers(node: Node): readonly Diagnostic[] {
  const rule = node.connect;
  const at: Place = { type: "node", node: node.id };
  const set = (label: string, connect: Connect) => fix(label, "setConnect", node.id, connect);
  switch (rule?.rule) {
    case "probability": {
      if (rule.p >= 0 && rule.p <= 1) return [];
      const p = rule.p > 1 ? 1 : 0;
      return [problem("bad-probability", at, [node.label, rule.p], set(`Set to ${p}`, { ...rule, p }))];
    }
    case "in-degree":
    case "out-degree":
    case "total": {
      if (Number.isSafeInteger(rule.k) && rule.k >= 0) return [];
      const k = Math.min(1_000_000, Math.max(0, Math.round(rule.k)));
      return [problem("bad-count", at, [node.label, counted[rule.rule], rule.k], set(`Set to ${k}`, { ...rule, k }))];
    }
    default:
      return [];
  }
}

function checkRule(catalogue: Catalogue, node: Node, source: Node, target: Node): readonly Diagnostic[] {
  const rule = node.connect ?? { rule: "all-to-all" };
  const at: Place = { type: "node", node: node.id };
  const [nPre, nPost] = [cellsOf(source), cellsOf(target)];
  const set = (label: string, connect: Connect) => fix(label, "setConnect", node.id, connect);
  /** Partners that a cell loses because it may not reach itself. */
  const itself = source.id === target.id && "autapses" in rule && rule.autapses === false ? 1 : 0;

  switch (rule.rule) {
    case "all-to-all":
    case "probability":
      return nPre - itself === 0 ? [problem("no-pairs", at, [node.label])] : [];
    case "one-to-one": {
      if (nPre === nPost) return [];
      const isSource = ["current", "spikes"].includes(kindOf(catalogue, source)?.family ?? "");
      const mend = isSource
        ? fix(`Give "${source.label}" ${nPost}`, "setN", source.id, nPost)
        : set("Join all to all", { rule: "all-to-all" });
      return [problem("one-to-one-cells", at, [node.label, source.label, nPre, target.label, nPost], mend)];
    }
    case "in-degree":
    case "out-degree":
    case "total": {
      const { k } = rule;
      if (k === 0) return [problem("no-pairs", at, [node.label])];
      const partners = (rule.rule === "in-degree" ? nPre : nPost) - itself;
      const available = rule.rule === "total" ? nPre * nPost - itself * nPre : partners;
      if (available === 0)
        return [
          problem(
            "no-partners",
            at,
            [node.label, counted[rule.rule], k],
            set("Allow autapses", { ...rule, autapses: true }),
          ),
        ];
      if (rule.multapses !== false || k <= available) return [];
      const words: [string, string, number, number] = [node.label, counted[rule.rule], k, available];
      return [problem("too-many-partners", at, words, set(`Set to ${available}`, { ...rule, k: available }))];
    }
    case "pairs": {
      const within = (cell: number, n: number): boolean => Number.isInteger(cell) && cell >= 0 && cell < n;
      const fits = (pair: readonly number[]): boolean => within(pair[0] ?? -1, nPre) && within(pair[1] ?? -1, nPost);
      if (rule.pairs.length === 0) return [problem("no-pairs", at, [node.label])];
      const index = rule.pairs.findIndex((pair) => !fits(pair));
      if (index < 0) return [];
      const pair = `[${rule.pairs[index]?.slice(0, 2).join(", ")}]`;
      const kept: Connect = { ...rule, pairs: rule.pairs.filter(fits) };
      return [
        problem("pair-out-of-range", at, [node.label, index, pair, nPre, nPost], set("Leave out such pairs", kept)),
      ];
    }
  }
}

/** With NEST's order a spike takes at least one step: the delay must not round to none. Brian2's order has no such rule. */
function checkDelay(graph: Graph, node: Node, kind: ResolvedKind): readonly Diagnostic[] {
  const name = kind.delay;
  const parameter = name === undefined ? undefined : own(kind.parameters, name);
  if (graph.order !== "nest" || name === undefined || !parameter) return [];
  const unit = parameter.unit;
  const at: Place = { type: "parameter", node: node.id, parameter: name };
  const tooShort = (delay: number): boolean => stepsOf(delay * (unit === "s" ? 1000 : 1), graph.dt) < 1;
  const say = (delay: number, label: string, edit: string, ...args: readonly unknown[]): readonly Diagnostic[] => [
    problem(
      "delay-under-step",
      at,
      [node.label, name, `${delay} ${unit}`, graph.dt],
      fix(label, edit, node.id, ...args),
    ),
  ];
  const step = unit === "s" ? graph.dt / 1000 : graph.dt;

  if (node.connect?.rule === "pairs") {
    const short = node.connect.pairs.find(([, , , delay]) => delay !== undefined && tooShort(delay));
    if (short) {
      const pairs = node.connect.pairs.map((pair) =>
        pair[3] !== undefined && tooShort(pair[3]) ? ([...pair.slice(0, 3), step] as const) : pair,
      );
      return say(short[3] ?? 0, "Make it one step", "setConnect", { ...node.connect, pairs });
    }
  }
  const value = (own(node.parameters, name) ?? parameter.default) as Value;
  const [shortest, mended] = shortestOf(value, step);
  if (shortest === undefined || !tooShort(shortest)) return [];
  return say(shortest, "Make it one step", "setParameter", name, mended);
}

/** The shortest delay a value can give, as far as it is sure, and the value with that raised to one step. */
function shortestOf(value: Value, step: number): readonly [number | undefined, Value] {
  if (typeof value === "number") return [value, step];
  if (!isDistribution(value)) return [undefined, value];
  if ("values" in value)
    return [
      value.values.reduce((least, x) => Math.min(least, x), Number.POSITIVE_INFINITY),
      { ...value, values: value.values.map((x) => Math.max(x, step)) },
    ];
  if ("uniform" in value) return [value.uniform[0], { ...value, uniform: [step, Math.max(step, value.uniform[1])] }];
  const mean = "normal" in value ? value.normal[0] : value.lognormal[0];
  const sd = "normal" in value ? value.normal[1] : value.lognormal[1];
  // Unbounded below: four standard deviations is as short as one meets in a network of usual size.
  const low = "normal" in value ? mean - 4 * sd : mean * Math.exp(-4 * Math.sqrt(Math.log1p((sd / mean) ** 2)));
  return [Math.max(boundsOf(value)[0], low), { ...value, min: step }];
}

/** Whole steps of a delay [ms] as NEST counts them: in whole µs first, to the nearest step, halves up. */
const stepsOf = (delay: number, dt: number): number => Math.floor(delay * (1000 / Math.floor(1000 * dt + 0.5)) + 0.5);
