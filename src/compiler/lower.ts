/**
 * From graph and kinds to a network. Top to bottom: every node with cells becomes a population; every synapse node between
 * two of them is summed onto its target or becomes a population of pairs; every current wire becomes an input; then each
 * population's equations are gathered into one system and handed to an integrator.
 */
import type { Diagnostic } from "../diagnostic/index.ts";
import {
  derivative,
  linearPart,
  names,
  type Statement,
  simplify,
  substitute,
  type Tree,
  toEngine,
} from "../expression/index.ts";
import type { Graph, Node, Value } from "../graph/index.ts";
import { type Catalogue, kindOf, type Parameter, type ResolvedKind } from "../kind/index.ts";
import { streamOf } from "../random/index.ts";
import { draw } from "./draw.ts";
import { ownNames, Reader, rewrite } from "./equations.ts";
import { choose, integrators } from "./integrators/index.ts";
import { needOf, thinned, usualMemory } from "./memory.ts";
import { lowerMessages as say } from "./messages.ts";
import type {
  Assignment,
  Constant,
  Indices,
  InputSlot,
  Network,
  ParameterSlot,
  Population,
  Projection,
  Spike,
  StateSlot,
  StepOrder,
  Update,
} from "./network.ts";
import { oldPrefix, theta, waveName } from "./network.ts";
import { mostSteps, orders, spikeStep } from "./orders.ts";
import { Relative } from "./relative.ts";
import { makeRows, type Rows, variesByPair } from "./rows.ts";
import { cueOf, storedIn } from "./stored.ts";
import { summable } from "./synapse.ts";
import { add, call, num, ref, sum, whenHeld } from "./trees.ts";

/** A population while it is being put together. */
interface Draft {
  node: Node;
  kind: ResolvedKind;
  type: "cells" | "pairs";
  n: number;
  prefix: string;
  reader: Reader;
  readers: Reader[];
  derivatives: Map<string, Tree>;
  assigned: ReadonlyMap<string, Tree>;
  states: StateSlot[];
  parameters: ParameterSlot[];
  inputs: InputSlot[];
  /**
   * What adds up in each current input of the kind: inputs and outputs of summed synapses. `live`: the same for a system that
   * is advanced in pieces, within which its own states move on.
   */
  drive: { port: string; tree: Tree; live?: Live }[];
  starts: { state: string; tree: Tree }[];
  /** Summed synapses on it, by the signature that lets others join them. */
  receptors: Map<string, string>;
  pairs?: Population["pairs"];
  /** What leaves at the start of each step: the current of pairs. */
  output?: Tree;
  /** Graded outputs that somebody reads and that are no states. */
  sent: Map<string, Tree>;
  /** States whose course within a step others follow. */
  waves: { state: string; tolerance: number }[];
}

/** What leaves a pair as rest + slope x, x being a state of the target: both are held over a step, and x is not. */
interface Live {
  pairs: Draft;
  rest: Tree;
  /** The slope, and what comes with the course of what is read. */
  more: readonly Tree[];
  reads?: readonly { name: string; pre: number; from: string }[];
  inputs: readonly InputSlot[];
  tree: Tree;
}

export interface Lowered {
  network?: Network;
  diagnostics: Diagnostic[];
}

/** Connectivity made earlier for the same synapse node, kept by the caller between compiles. */
export interface RowsCache {
  get(key: string): Rows | undefined;
  set(key: string, rows: Rows): void;
}

/** @param memory for the pairs of all synapses [bytes] */
export function lower(graph: Graph, catalogue: Catalogue, cache?: RowsCache, memory: number = usualMemory): Lowered {
  const diagnostics: Diagnostic[] = [];
  let taken = 0;
  const order = orders[graph.order];
  const drafts: Draft[] = [];
  const byNode = new Map<string, number>();
  for (const node of graph.nodes) {
    const kind = kindOf(catalogue, node);
    if (!kind || kind.family === "synapse") continue;
    byNode.set(node.id, drafts.length);
    drafts.push(startDraft(node, kind, "cells", Math.max(1, node.n ?? 1), ""));
  }

  const projections: Projection[] = [];
  for (const node of graph.nodes) {
    const kind = kindOf(catalogue, node);
    if (kind?.family !== "synapse") continue;
    const from = graph.wires.find((wire) => nodeOf(wire.to) === node.id && carries(kind, wire));
    const to = graph.wires.find((wire) => nodeOf(wire.from) === node.id);
    const pre = from && byNode.get(nodeOf(from.from));
    const post = to && byNode.get(nodeOf(to.to));
    if (pre === undefined || post === undefined) continue;
    if (drafts[post]?.kind.family !== "neuron") continue;
    addSynapse(node, kind, pre, post, to ? portOf(to.to) : "");
  }
  for (const wire of graph.wires) {
    const from = byNode.get(nodeOf(wire.from));
    const to = byNode.get(nodeOf(wire.to));
    if (from === undefined || to === undefined) continue;
    const [source, target] = [drafts[from] as Draft, drafts[to] as Draft];
    if (source.kind.family !== "current" || target.kind.family !== "neuron") continue;
    if (source.n !== 1 && source.n !== target.n) {
      diagnostics.push(say.sizes(source.node, source.n, target.node, target.n));
      continue;
    }
    const name = `$in_${source.node.id}`;
    if (!target.inputs.some((input) => input.name === name))
      target.inputs.push({ name, from, pick: source.n === 1 ? "all" : "each" });
    target.drive.push({ port: portOf(wire.to), tree: ref(name) });
  }

  const populations = drafts.map((draft) => finish(draft));
  if (diagnostics.some(({ severity }) => severity === "error")) return { diagnostics };
  return { network: { dt: graph.dt, seed: graph.seed, order, populations, projections }, diagnostics };

  /** @param port the input of the target that it is wired to */
  function addSynapse(node: Node, kind: ResolvedKind, pre: number, post: number, port: string): void {
    const target = drafts[post] as Draft;
    const source = drafts[pre] as Draft;
    const prefix = `${node.id}.`;
    const draft = startDraft(node, kind, "pairs", target.n, prefix);
    const onSpike = draft.reader.statements(kind.onSpike ?? "", "onSpike");
    const onPost = draft.reader.statements(kind.onPost ?? "", "onPost");
    const graded = Object.entries(kind.inputs).find(([, port]) => port.signal === "value")?.[0];
    const varying = variesByPair(node, kind);
    const perPair = new Set(varying.map((name) => prefix + name));
    const output = outputOf(draft);
    const states = draft.states.map(({ name }) => name);
    draft.parameters = draft.parameters.filter(
      ({ parameter }) => parameter !== kind.delay && !varying.includes(parameter),
    );
    const summed = summable({
      states,
      derivatives: draft.derivatives,
      onSpike,
      onPost,
      ...(output ? { output } : {}),
      perPair,
    });
    const sumsOutput =
      output !== undefined &&
      graded === undefined &&
      (summed.size > 0 || states.length === 0) &&
      ![...names(output)].some((name) => perPair.has(name) || (states.includes(name) && !summed.has(name)));
    const size = { nPre: source.n, nPost: target.n, sameCells: pre === post };
    const onTarget = summed.size === states.length && onPost.length === 0 && graded === undefined;
    const need = needOf(node, kind, size, onTarget, varying.length, states.length - summed.size, graph.dt);
    if (taken + need.bytes > memory) {
      const fit = need.fits(memory - taken);
      diagnostics.push(
        say.memory(node, need, memory - taken, memory, fit, thinned(node.connect, fit, size.nPre, size.nPost)),
      );
      return;
    }
    taken += need.bytes;
    const stored = storedIn(graph, catalogue, node, kind);
    const rows = rowsOf(node, kind, size.nPre, size.nPost, size.sameCells, graph, order, stored, cache);
    const projection: Projection = {
      node: node.id,
      label: node.label,
      pre,
      post,
      ...rows,
      perPair: rows.perPair.map(({ name, values }) => ({ name: prefix + name, values })),
      onSpike: [],
      // Where arrivals come last in a step, an early one comes before it.
      early: kind.arrives === "start" && order.stampOffset === 1,
    };
    if (onTarget) {
      // Synapses with the same equations and time constants share the states on their target.
      const dynamic = draft.parameters.filter(({ parameter }) => kind.parameters[parameter]?.per !== "pair");
      // Excitation and inhibition stay apart, so that each can be seen on its own.
      const weights =
        rows.perPair.find(({ name }) => name === "weight")?.values ??
        draft.parameters.find(({ parameter }) => parameter === "weight")?.values;
      const signature = JSON.stringify([
        port,
        node.kind,
        node.form,
        node.definition,
        node.start,
        (weights?.[0] ?? 0) > 0,
        dynamic.map(({ parameter, values }) => [parameter, ...values]),
      ]);
      const host = target.receptors.get(signature);
      const rename = new Map(
        host === undefined
          ? []
          : [...states, ...dynamic.map(({ name }) => name)].map((name) => [
              name,
              ref(host + name.slice(prefix.length)),
            ]),
      );
      if (host === undefined) {
        target.receptors.set(signature, prefix);
        sumOnTarget(target, draft, summed);
        if (output) target.drive.push({ port, tree: output });
      } else {
        target.parameters.push(...draft.parameters.filter((slot) => !dynamic.includes(slot)));
        const hosted = new Set(dynamic.map(({ name }) => host + name.slice(prefix.length)));
        for (const slot of target.parameters) if (hosted.has(slot.name)) slot.shared = true;
        target.states = target.states.map((state) =>
          states.some((name) => host + name.slice(prefix.length) === state.name)
            ? { ...state, sharers: [...(state.sharers ?? []), node.id] }
            : state,
        );
      }
      target.readers.push(draft.reader);
      projection.onSpike = onSpike.map((statement) => {
        const renamed = rename.get(statement.name);
        const name = renamed?.type === "name" ? renamed.name : statement.name;
        return { name, tree: add(ref(name), substitute(statement.right, rename)) };
      });
    } else {
      if (summed.size > 0) sumOnTarget(target, draft, summed);
      draft.states = draft.states.filter(({ name }) => !summed.has(name));
      draft.starts = draft.starts.filter(({ state }) => !summed.has(state));
      for (const state of summed) draft.derivatives.delete(state);
      toPairs(draft, rows.targets);
      const reads = new Set<string>();
      for (const tree of [...draft.derivatives.values(), ...(output && !sumsOutput ? [output] : [])])
        for (const name of names(tree)) if (target.states.some((state) => state.name === name)) reads.add(name);
      for (const { name, values } of rows.perPair) {
        const parameter = kind.parameters[name];
        draft.parameters.push({
          name: prefix + name,
          node: node.id,
          parameter: name,
          unit: parameter?.unit ?? "1",
          values,
        });
      }
      const from =
        graded === undefined
          ? undefined
          : gradedRead(
              prefix + graded,
              graph.wires.find((wire) => nodeOf(wire.to) === node.id && carries(kind, wire)),
              source,
            );
      draft.pairs = {
        projection: projections.length,
        post,
        reads: [...reads].map((name) => ({ name, state: name })),
        readsPre: from ? [{ ...from, pre }] : [],
        onSpike: assignments(onSpike),
        onPost: assignments(onPost),
        back: kind.delaySide === "target",
        ...(kind.total ? { total: { name: prefix + kind.total.name, tree: ref(prefix + kind.total.of) } } : {}),
        more: [],
      };
      projection.pairs = drafts.length;
      if (output && sumsOutput) target.drive.push({ port, tree: output });
      else if (output) {
        const name = `$in_${node.id}`;
        target.inputs.push({ name, from: drafts.length, pick: "target" });
        const live = graded === undefined ? undefined : liveOf(draft, source, output, [...reads], drafts.length);
        target.drive.push({ port, tree: ref(name), ...(live ? { live } : {}) });
        draft.output = output;
      }
      drafts.push(draft);
    }
    projections.push(projection);
  }

  /** What a graded synapse sends, where it is linear in one state of its target; only where the target has that to itself. */
  function liveOf(pairs: Draft, source: Draft, output: Tree, reads: readonly string[], from: number): Live | undefined {
    const [state] = reads;
    const split = state === undefined || reads.length > 1 || order.name !== "nest" ? null : linearPart([output], reads);
    const slope = split?.A[0]?.[0];
    const rest = split?.b[0];
    if (state === undefined || !slope || !rest) return undefined;
    const { id } = pairs.node;
    const term = (name: string, factor: Tree): Tree => ({ type: "binary", op: "*", left: ref(name), right: factor });
    const held: Live = {
      pairs,
      rest,
      more: [slope],
      inputs: [{ name: `$per_${id}`, from, pick: "target", part: 1 }],
      tree: add(ref(`$in_${id}`), term(`$per_${id}`, ref(state))),
    };
    // What comes in is followed through the step, if it is a state.
    const [sent] = pairs.pairs?.readsPre ?? [];
    const tolerance = pairs.kind.followsTo;
    const factor = sent && linearPart([rest], [sent.name])?.A[0]?.[0];
    if (!sent || !factor || tolerance === undefined || !source.states.some(({ name }) => name === sent.from))
      return held;
    if (!source.waves.some((wave) => wave.state === sent.from)) source.waves.push({ state: sent.from, tolerance });
    const orders = [1, 2, 3];
    const course = (k: number) => `${waveName(sent.from, k)}_${id}`;
    const powers = orders.reduceRight<Tree>((inner, k) => term(theta, add(ref(course(k)), inner)), num(0));
    return {
      ...held,
      more: [slope, ...orders.map((k) => term(course(k), factor))],
      reads: orders.map((k) => ({ name: course(k), from: waveName(sent.from, k), pre: sent.pre })),
      inputs: [...held.inputs, ...orders.map((k) => ({ name: course(k), from, pick: "target" as const, part: k + 1 }))],
      tree: add(held.tree, powers),
    };
  }

  /** States that are summed move to the target, with the parameters their equations need. */
  function sumOnTarget(target: Draft, draft: Draft, summed: ReadonlySet<string>): void {
    for (const state of summed) target.derivatives.set(state, draft.derivatives.get(state) as Tree);
    const { id } = draft.node;
    target.states.push(
      ...draft.states.filter(({ name }) => summed.has(name)).map((state) => ({ ...state, sharers: [id] })),
    );
    target.starts.push(...draft.starts.filter(({ state }) => summed.has(state)));
    target.parameters.push(...draft.parameters);
  }

  /** Values of each target cell become values of each pair on it; where the user draws a start, each pair has its own. */
  function toPairs(draft: Draft, targets: Indices): void {
    const { node } = draft;
    draft.n = targets.length;
    draft.parameters = draft.parameters.map((slot) => {
      const start = slot.parameter.startsWith("start.")
        ? node.start?.[slot.parameter.slice("start.".length)]
        : undefined;
      if (start !== undefined) return { ...slot, values: drawn(start, draft.n, node, slot.parameter, slot.unit) };
      return slot.values.length === 1
        ? slot
        : { ...slot, values: Float64Array.from(targets, (cell) => slot.values[cell] as number) };
    });
  }

  /** Values in engine units: one for all, or one for each of `n` elements. */
  function drawn(value: Value, n: number, node: Node, purpose: string, unit: string): Float64Array {
    const values = draw(value, n, streamOf(node.id, purpose), graph.seed);
    return typeof values === "number"
      ? Float64Array.of(toEngine(values, unit))
      : values.map((own) => toEngine(own, unit));
  }

  /** What a graded synapse reads of the sending cell: the state or assigned name behind the port it is wired to. */
  function gradedRead(
    name: string,
    wire: Graph["wires"][number] | undefined,
    source: Draft,
  ): { name: string; from: string } | undefined {
    const port = wire && source.kind.outputs[wire.from.slice(wire.from.lastIndexOf(".") + 1)];
    if (port?.reads === undefined) return undefined;
    if (!source.states.some((state) => state.name === port.reads)) {
      const tree = source.assigned.get(port.reads);
      if (!tree) return undefined;
      source.sent.set(port.reads, tree);
    }
    return { name, from: port.reads };
  }

  /** Everything a node brings by itself: slots, equations, starts. */
  function startDraft(node: Node, kind: ResolvedKind, type: "cells" | "pairs", n: number, prefix: string): Draft {
    const texts = new Map<string, string>();
    const parameters: ParameterSlot[] = [];
    for (const [name, parameter] of Object.entries(kind.parameters)) {
      const value = node.parameters?.[name] ?? parameter.default;
      if (parameter.type === "equation") texts.set(name, String(value));
      else if (parameter.type === "choice") {
        const place = Math.max(0, Object.keys(parameter.choices ?? {}).indexOf(String(value)));
        parameters.push({
          name: prefix + name,
          node: node.id,
          parameter: name,
          unit: "1",
          values: Float64Array.of(place),
        });
      } else if (
        parameter.type !== "patterns" &&
        parameter.type !== "list" &&
        !(type === "pairs" && parameter.per === "pair" && typeof value !== "number")
      ) {
        parameters.push({
          name: prefix + name,
          node: node.id,
          parameter: name,
          unit: parameter.unit,
          values: drawn(value as Value, n, node, name, parameter.unit),
        });
      }
    }
    for (const [name, computed] of Object.entries(kind.computed ?? {})) {
      if (computed.type === "weights") continue;
      const values =
        computed.type === "place"
          ? Float64Array.from({ length: n }, (_, cell) => cell / n)
          : cueOf(node, kind, computed, n, graph.seed);
      parameters.push({ name: prefix + name, node: node.id, parameter: name, unit: "1", values });
    }
    const reader = new Reader(node.id, ownNames(kind), prefix, texts);
    const { derivatives, assigned } = reader.equations(kind.equations);
    const held = heldStates(kind);
    const units = Object.entries(kind.state);
    // In the order of the equations, which Gauss-Seidel methods follow; states without an equation come last.
    const position = (name: string) => [...derivatives.keys()].indexOf(prefix + name) + 1 || Number.MAX_SAFE_INTEGER;
    const states = units
      .map(
        ([name, { unit }]): StateSlot => ({ name: prefix + name, unit, held: held.has(name), voltage: unit === "mV" }),
      )
      .sort((a, b) => position(a.name.slice(prefix.length)) - position(b.name.slice(prefix.length)));
    const starts = units.map(([name, { start, unit }]) => {
      const own = node.start?.[name];
      if (own === undefined) return { state: prefix + name, tree: reader.expression(start, `start.${name}`) };
      if (typeof own === "number") return { state: prefix + name, tree: num(toEngine(own, unit)) };
      if (typeof own === "string") return { state: prefix + name, tree: reader.expression(own, `start.${name}`) };
      const slot = `$start_${prefix}${name}`;
      parameters.push({
        name: slot,
        node: node.id,
        parameter: `start.${name}`,
        unit,
        values: drawn(own, n, node, `start.${name}`, unit),
      });
      return { state: prefix + name, tree: ref(slot) };
    });
    return {
      node,
      kind,
      type,
      n,
      prefix,
      reader,
      readers: [reader],
      derivatives: new Map(derivatives),
      assigned,
      states,
      parameters,
      inputs: [],
      drive: [],
      starts,
      receptors: new Map(),
      sent: new Map(),
      waves: [],
    };
  }

  /** The system of equations of a population, integrated. */
  function finish(draft: Draft): Population {
    const { node, kind, reader, states } = draft;
    const parameters = new Set([...draft.parameters.map(({ name }) => name), "dt", "pi"]);
    // A current input of the kind stands for the sum of what is wired to it.
    const inputsOf = (live: boolean) =>
      new Map(
        Object.entries(kind.inputs)
          .filter(([, port]) => port.signal === "current")
          .map(([name]) => {
            const arriving = draft.drive.filter(({ port }) => port === name);
            return [draft.prefix + name, sum(arriving.map((each) => (live && each.live ? each.live.tree : each.tree)))];
          }),
      );
    let inputs = inputsOf(false);
    const put = (tree: Tree) => (draft.type === "cells" ? substitute(tree, inputs) : tree);
    const noise = new Map<string, { factor: Tree; draw: string }>();
    const rightsNow = () => {
      const rights = new Map<string, Tree>();
      for (const { name } of states) {
        let right = put(draft.derivatives.get(name) ?? num(0));
        for (const xi of names(right)) {
          if (!/^xi(_\w+)?$/.test(xi)) continue;
          noise.set(name, { factor: simplify(derivative(right, xi)), draw: reader.noise(xi) });
          right = substitute(right, new Map([[xi, num(0)]]));
        }
        rights.set(name, simplify(rewrite(right, (part) => oldOf(part) ?? part)));
      }
      return rights;
    };
    const spike = spikeOf(draft, order, put);
    const ceilings = new Map<string, Tree>();
    if (
      order.name === "nest" &&
      spike?.type === "threshold" &&
      spike.when.type === "compare" &&
      spike.when.left.type === "name"
    ) {
      const { left, right, op } = spike.when;
      const reset = spike.then.some(({ name }) => name === left.name);
      const own = kind.spike?.type === "threshold" ? kind.spike.ceiling : undefined;
      const ceiling = own === undefined ? right : reader.expression(own, "ceiling");
      if ((op === ">" || op === ">=") && reset && [...names(ceiling)].every((name) => parameters.has(name)))
        ceilings.set(left.name, ceiling);
    }
    const wanted = node.method ?? kind.method?.[order.name];
    const pauses = new Set(kind.spike?.type === "threshold" ? (kind.spike.pauses ?? []) : []);
    const integrate = () =>
      choose(
        {
          states: states.map((state) => (pauses.has(state.name) ? { ...state, held: true } : state)),
          rights: rightsNow(),
          noise,
          parameters,
          tolerance: { allowed: kind.tolerance ?? 1e-3, relative: kind.relativeTolerance === true },
          ceilings,
        },
        order.name,
        wanted,
      );
    let chosen = integrate();
    const live = draft.drive.flatMap((each) => each.live ?? []);
    if (chosen.integrated.update.type === "adaptive" && live.length > 0) {
      for (const { pairs, rest, more, reads = [], inputs: further } of live) {
        const own = pairs.pairs as NonNullable<Population["pairs"]>;
        pairs.output = rest;
        own.more = more;
        own.readsPre = [...own.readsPre, ...reads];
        draft.inputs.push(...further);
      }
      inputs = inputsOf(true);
      chosen = integrate();
    }
    const { method, integrated, refused } = chosen;
    if (refused && node.method)
      diagnostics.push(say.method(node, integrators[refused].words, integrators[method].words));
    const constants: Constant[] = [...integrated.constants];
    if (spike?.type === "threshold" && spike.hold)
      constants.push({ type: "steps", name: spike.hold, tree: draft.reader.expression(holdText(kind), "hold") });
    if (spike?.type === "threshold" && integrated.update.type !== "adaptive") delete spike.substep;
    const { relativeTo } = integrated;
    const slots = states.map(
      (state): StateSlot =>
        relativeTo.has(state.name) ? { ...state, relativeTo: relativeTo.get(state.name) as string } : state,
    );
    const stored = new Relative(relativeTo);
    const output = draft.output ?? (kind.family === "current" ? outputOf(draft) : undefined);
    const resting = ownNames(kind).has("resting") ? [] : [["resting", ref("$held")] as const];
    const known = new Map([...resting, ...draft.assigned]);
    const own = assignments(kind.afterStep ? reader.statements(kind.afterStep, "afterStep") : []).map(
      ({ name, tree }) => stored.assignment({ name, tree: put(substitute(tree, known)) }),
    );
    const late = spike?.type === "threshold" && order.phases.indexOf("deliver") < order.phases.indexOf("test");
    for (const each of draft.readers) diagnostics.push(...each.diagnostics);
    for (const projection of projections) {
      if (drafts[projection.post] !== draft) continue;
      projection.onSpike = projection.onSpike.map((assignment) => stored.assignment(assignment));
      const pairs = projection.pairs === undefined ? undefined : drafts[projection.pairs]?.pairs;
      if (!pairs) continue;
      pairs.onSpike = pairs.onSpike.map((assignment) => stored.assignment(assignment));
      pairs.onPost = pairs.onPost.map((assignment) => stored.assignment(assignment));
    }
    return {
      node: node.id,
      label: node.label,
      type: draft.type,
      family: kind.family,
      n: draft.n,
      states: slots,
      parameters: draft.parameters,
      constants,
      inputs: draft.inputs,
      ...(draft.type === "cells" && inputs.size > 0
        ? { drive: [...inputs].map(([name, tree]) => ({ name, tree })) }
        : {}),
      equations: states
        .filter(({ name }) => draft.derivatives.has(name))
        .map(({ name }) => ({ name, tree: put(draft.derivatives.get(name) as Tree) })),
      update:
        integrated.update.type === "straight"
          ? paused(withOld(integrated.update, relativeTo), pauses)
          : integrated.update,
      after: late ? integrated.after : [...integrated.after, ...own],
      beforeTest: late ? own : [],
      ...(spike?.type === "threshold" ? { rule: { when: spike.when, then: spike.then } } : {}),
      ...(spike
        ? {
            spike:
              spike.type === "threshold"
                ? { ...spike, when: stored.tree(spike.when), then: spike.then.map((each) => stored.assignment(each)) }
                : spike,
          }
        : {}),
      ...(output ? { output: stored.tree(put(output)), outputUnit: outputUnitOf(kind) } : {}),
      waves: draft.waves,
      courses: coursesOf(draft),
      sent: [...draft.sent].map(([name, tree]) => ({ name, tree: stored.tree(put(tree)), text: put(tree) })),
      draws: draft.readers.flatMap((each) =>
        each.draws.map((drawn) =>
          drawn.type === "poisson" ? { ...drawn, mean: substitute(drawn.mean, draft.assigned) } : drawn,
        ),
      ),
      ...(draft.pairs ? { pairs: draft.pairs } : {}),
      start: draft.starts,
      method: integrators[method].words,
      needsHeld: integrated.needsHeld,
    };
  }

  /** @param put fills in what is wired to the current input: a threshold may ask for that too */
  function spikeOf(draft: Draft, order: StepOrder, put: (tree: Tree) => Tree): Spike | undefined {
    const { kind, reader, node, prefix } = draft;
    const rule = kind.spike;
    if (!rule) return undefined;
    const named = (tree: Tree) => put(substitute(tree, draft.assigned));
    if (rule.type === "count") return { type: "count", count: named(reader.expression(rule.count, "count")) };
    if (rule.type === "times") {
      const times = (node.parameters?.[rule.times] ?? kind.parameters[rule.times]?.default ?? []) as readonly number[];
      const unit = kind.parameters[rule.times]?.unit ?? "ms";
      const only = rule.cells === undefined ? [] : ((node.parameters?.[rule.cells] ?? []) as readonly number[]);
      const all = Array.from({ length: draft.n }, (_, cell) => cell);
      const events = times.flatMap((time, k) => {
        const step = spikeStep(order, toEngine(time, unit), graph.dt);
        if (step < 0 || step >= mostSteps) return [];
        const cells = only.length > 0 ? [only[k] as number] : all;
        return cells.filter((cell) => cell < draft.n).map((cell) => ({ step, cell }));
      });
      events.sort((a, b) => a.step - b.step || a.cell - b.cell);
      return {
        type: "times",
        steps: Int32Array.from(events, ({ step }) => step),
        cells: Uint32Array.from(events, ({ cell }) => cell),
      };
    }
    const hold = rule.hold === undefined ? {} : { hold: "$hold" };
    if (rule.type === "crossing") {
      const of = ref(prefix + rule.of);
      const level = named(reader.expression(rule.level, "level"));
      const compare = (op: "<" | "<=" | ">" | ">=", left: Tree, right: Tree): Tree => ({
        type: "compare",
        op,
        left,
        right,
      });
      // Past a peak v falls through many steps: NEST's rule counts one spike because it holds the next back.
      const when: Tree =
        order.crossing === "peak" && rule.hold !== undefined
          ? { type: "logic", op: "and", left: compare(">=", of, level), right: compare("<", of, call("last", of)) }
          : { type: "logic", op: "and", left: compare(">", of, level), right: compare("<=", call("last", of), level) };
      return { type: "threshold", when, then: [], ...hold, lasts: [prefix + rule.of] };
    }
    const when = named(reader.expression(rule.when, "when"));
    const then = assignments(reader.statements(rule.then, "then")).map(({ name, tree }) => ({
      name,
      tree: named(tree),
    }));
    const lasts = new Set<string>();
    for (const tree of [when, ...then.map(({ tree }) => tree)])
      rewrite(tree, (part) => {
        if (part.type === "call" && part.name === "last" && part.args[0]?.type === "name") lasts.add(part.args[0].name);
        return part;
      });
    const substep = rule.at === "substep" && order.name === "nest" ? { substep: true } : {};
    const late = rule.shows === "peak" && rule.at !== "substep" ? { late: true } : {};
    return { type: "threshold", when, then, ...hold, lasts: [...lasts], ...substep, ...late };
  }
}

/** A state as it was when the step began, under a name that no integrator takes for the state itself. */
const oldOf = (part: Tree): Tree | undefined =>
  part.type === "call" && part.name === "last" && part.args[0]?.type === "name"
    ? ref(oldPrefix + part.args[0].name)
    : undefined;

/** Steps from old values to new have the old ones at hand. */
function withOld(
  { lets, next, type }: Extract<Update, { type: "straight" }>,
  relativeTo: ReadonlyMap<string, string>,
): Extract<Update, { type: "straight" }> {
  const old = (tree: Tree) =>
    rewrite(tree, (part) => {
      if (part.type !== "name" || !part.name.startsWith(oldPrefix)) return part;
      const name = part.name.slice(oldPrefix.length);
      const level = relativeTo.get(name);
      return level === undefined ? ref(name) : add(ref(name), ref(level));
    });
  const each = (all: readonly Assignment[]) => all.map(({ name, tree }) => ({ name, tree: old(tree) }));
  return { type, lets: each(lets), next: each(next) };
}

/** States that do not move while a cell rests. */
const paused = (update: Extract<Update, { type: "straight" }>, names: ReadonlySet<string>): Update => ({
  ...update,
  next: update.next.map(({ name, tree }) => ({ name, tree: names.has(name) ? whenHeld(ref(name), tree) : tree })),
});

const nodeOf = (end: string): string => end.slice(0, end.lastIndexOf("."));
/** A wire into a synapse that brings something in a run. */
const carries = (kind: ResolvedKind, wire: Graph["wires"][number]): boolean =>
  kind.inputs[portOf(wire.to)]?.signal !== "patterns";
const portOf = (end: string): string => end.slice(end.lastIndexOf(".") + 1);

/** `x += a` as x = x + a. */
const assignments = (statements: readonly Statement[]): Assignment[] =>
  statements
    .filter((statement) => statement.type === "assign")
    .map(({ name, op, right }) => ({
      name,
      tree: op === "=" ? right : { type: "binary", op: op[0] as "+" | "-" | "*", left: ref(name), right },
    }));

/** The lists that a kind looks up, in engine units. */
const coursesOf = ({ node, kind, prefix, reader }: Draft): Population["courses"] =>
  Object.entries(kind.courses ?? {}).map(([name, { times, values, between, at }]) => {
    const list = (parameter: string): Float64Array => {
      const { default: standard, unit } = kind.parameters[parameter] as Parameter;
      const written = (node.parameters?.[parameter] ?? standard) as readonly number[];
      return Float64Array.from(written, (value) => toEngine(value, unit));
    };
    const levels = list(values);
    return {
      name: prefix + name,
      times: times === undefined ? levels.map((_, row) => row) : list(times),
      values: levels,
      line: between === "line",
      at: reader.expression(at ?? "t", "at"),
    };
  });

/** What leaves through the port that carries a current. */
function outputOf(draft: Draft): Tree | undefined {
  const port = Object.values(draft.kind.outputs).find(
    ({ signal, reads }) => signal === "current" && reads !== undefined,
  );
  if (!port?.reads) return undefined;
  const name = draft.prefix + port.reads;
  if (draft.states.some((state) => state.name === name)) return ref(name);
  return draft.assigned.get(name) ?? draft.assigned.get(port.reads);
}

const outputUnitOf = (kind: ResolvedKind): string =>
  Object.values(kind.outputs).find(({ signal }) => signal === "current")?.unit ?? "1";

/** States that stand still while a cell is refractory: those named, or those that the reset sets. */
function heldStates(kind: ResolvedKind): Set<string> {
  const rule = kind.spike;
  if (rule?.type !== "threshold" || rule.hold === undefined) return new Set();
  if (rule.holds) return new Set(rule.holds);
  const set = [...rule.then.matchAll(/(?:^|[\n;])\s*(\w+)\s*=(?!=)/g)].map((match) => match[1] as string);
  return new Set(set.filter((name) => Object.hasOwn(kind.state, name)));
}

const holdText = (kind: ResolvedKind): string => (kind.spike && "hold" in kind.spike ? (kind.spike.hold ?? "0") : "0");

function rowsOf(
  node: Node,
  kind: ResolvedKind,
  nPre: number,
  nPost: number,
  same: boolean,
  graph: Graph,
  order: StepOrder,
  stored: ReturnType<typeof storedIn>,
  cache?: RowsCache,
): Rows {
  const values = Object.entries(kind.parameters)
    .filter(([, parameter]) => parameter.per === "pair")
    .map(([name, { unit }]) => [
      name,
      typeof node.parameters?.[name] === "number" && name !== kind.delay ? 0 : node.parameters?.[name],
      unit,
    ]);
  const key = JSON.stringify([
    node.id,
    node.kind,
    node.form,
    node.connect,
    values,
    nPre,
    nPost,
    same,
    graph.seed,
    graph.dt,
    order.name,
    stored.key,
  ]);
  const known = cache?.get(key);
  if (known) return known;
  const rows = makeRows(node, kind, nPre, nPost, same, graph.seed, order, graph.dt, stored.make());
  cache?.set(key, rows);
  return rows;
}
