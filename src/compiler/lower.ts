/**
 * From graph and kinds to a network. Top to bottom: every node with cells becomes a population; every synapse node between
 * two of them is summed onto its target or becomes a population of pairs; every current wire becomes an input; then each
 * population's equations are gathered into one system and handed to an integrator.
 */
import type { Diagnostic } from "../diagnostic/index.ts";
import { derivative, linearPart, names, simplify, substitute, type Tree, toEngine } from "../expression/index.ts";
import type { Graph, Node, Value } from "../graph/index.ts";
import { type Catalogue, kindOf, type ResolvedKind } from "../kind/index.ts";
import { createDice, type Dice, streamOf } from "../random/index.ts";
import { estimatePairs } from "./connect.ts";
import {
  assignments,
  coursesOf,
  type Draft,
  heldStates,
  holdText,
  type Live,
  oldOf,
  outputOf,
  outputUnitOf,
  paused,
  spikeOf,
  withOld,
} from "./draft.ts";
import { draw } from "./draw.ts";
import { ownNames, Reader, rewrite } from "./equations.ts";
import { choose, integrators } from "./integrators/index.ts";
import { needOf, thinned, usualMemory } from "./memory.ts";
import { lowerMessages as say } from "./messages.ts";
import type { Constant, Indices, Network, ParameterSlot, Population, Projection, StateSlot } from "./network.ts";
import { firstPair, theta, waveName } from "./network.ts";
import { orders } from "./orders.ts";
import { Relative } from "./relative.ts";
import { inBulk, type RowsCache, rowsOf, variesByPair } from "./rows.ts";
import { cueOf, storedIn } from "./stored.ts";
import { summable } from "./synapse.ts";
import { add, num, ref, sum } from "./trees.ts";

export interface Lowered {
  network?: Network;
  diagnostics: Diagnostic[];
}

/** How far the wiring is, in pairs of cells. */
export interface Wiring {
  made: number;
  total: number;
}

/**
 * @param memory for the pairs of all synapses [bytes]
 * @yields how far the wiring is, where there are so many pairs that it takes a while
 */
export function* lower(
  graph: Graph,
  catalogue: Catalogue,
  cache?: RowsCache,
  memory: number = usualMemory,
): Generator<Wiring, Lowered> {
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
  const synapses: (readonly [node: Node, kind: ResolvedKind, pre: number, post: number, port: string])[] = [];
  const wiring = { made: 0, total: 0 };
  for (const node of graph.nodes) {
    const kind = kindOf(catalogue, node);
    if (kind?.family !== "synapse") continue;
    const from = graph.wires.find((wire) => nodeOf(wire.to) === node.id && carries(kind, wire));
    const to = graph.wires.find((wire) => nodeOf(wire.from) === node.id);
    const pre = from && byNode.get(nodeOf(from.from));
    const post = to && byNode.get(nodeOf(to.to));
    if (pre === undefined || post === undefined) continue;
    if (drafts[post]?.kind.family !== "neuron") continue;
    synapses.push([node, kind, pre, post, to ? portOf(to.to) : ""]);
    const [nPre, nPost] = [drafts[pre]?.n ?? 0, drafts[post]?.n ?? 0];
    wiring.total += estimatePairs(node.connect, nPre, nPost, pre === post);
  }
  for (const synapse of synapses) yield* addSynapse(...synapse);
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
  function* addSynapse(
    node: Node,
    kind: ResolvedKind,
    pre: number,
    post: number,
    port: string,
  ): Generator<Wiring, void> {
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
    const bulk = inBulk(node, kind, size, onTarget, order, graph.dt);
    const need = needOf(node, kind, size, onTarget, varying.length, states.length - summed.size, graph.dt, bulk);
    if (taken + need.bytes > memory) {
      const fit = need.fits(memory - taken);
      diagnostics.push(
        say.memory(node, need, memory - taken, memory, fit, thinned(node.connect, fit, size.nPre, size.nPost)),
      );
      return;
    }
    taken += need.bytes;
    const stored = storedIn(graph, catalogue, node, kind);
    const before = wiring.made;
    const work = rowsOf(node, kind, size, graph, order, bulk, stored, cache);
    let piece = work.next();
    for (; !piece.done; piece = work.next()) {
      wiring.made += piece.value;
      yield { ...wiring };
    }
    const rows = piece.value;
    wiring.made = before + rows.size;
    const projection: Projection = {
      node: node.id,
      label: node.label,
      pre,
      post,
      ...rows,
      onSpike: [],
      // Where arrivals come last in a step, an early one comes before it.
      early: kind.arrives === "start" && order.stampOffset === 1,
    };
    if (onTarget) {
      // Synapses with the same equations and time constants share the states on their target.
      const dynamic = draft.parameters.filter(({ parameter }) => kind.parameters[parameter]?.per !== "pair");
      // Excitation and inhibition stay apart, so that each can be seen on its own.
      const weight =
        rows.perPair.find(({ name }) => name === `${prefix}weight`)?.values[firstPair(rows)] ??
        draft.parameters.find(({ parameter }) => parameter === "weight")?.values[0];
      const signature = JSON.stringify([
        port,
        node.kind,
        node.form,
        node.definition,
        node.start,
        (weight ?? 0) > 0,
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
        const parameter = name.slice(prefix.length);
        draft.parameters.push({
          name,
          node: node.id,
          parameter,
          unit: kind.parameters[parameter]?.unit ?? "1",
          // Pairs with states of their own are never filled in bulk.
          values: values as Float64Array,
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
        computed.type === "cells"
          ? Float64Array.of(n)
          : computed.type === "place"
            ? placesOf(n, computed.drawn ? createDice(graph.seed, `place ${node.id}`) : undefined)
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
    const spike = spikeOf(draft, order, graph.dt, put);
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
          each: new Set(draft.parameters.filter(({ values }) => values.length > 1).map(({ name }) => name)),
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
      ...(integrated.notes && integrated.notes.length > 0 ? { notes: integrated.notes } : {}),
      needsHeld: integrated.needsHeld,
    };
  }
}

/** A wire into a synapse that brings something in a run. */
const carries = (kind: ResolvedKind, wire: Graph["wires"][number]): boolean =>
  kind.inputs[portOf(wire.to)]?.signal !== "patterns";
const nodeOf = (end: string): string => end.slice(0, end.lastIndexOf("."));
const portOf = (end: string): string => end.slice(end.lastIndexOf(".") + 1);

/** Places of `n` cells, from 0 to 1: in their own order, or in one that is drawn. */
function placesOf(n: number, dice: Dice | undefined): Float64Array {
  const places = new Float64Array(n);
  const order = dice?.shuffled(n);
  for (let k = 0; k < n; k++) places[order?.[k] ?? k] = k / n;
  return places;
}
