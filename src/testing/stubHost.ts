/**
 * An engine that computes nothing: it answers as the real host does, with made-up spikes, traces and levels that depend
 * only on seed, node, cell and time. For work on views and on the session, where what matters is when messages come and not
 * what the cells do. Going back and on again gives the same spikes, as in the real engine.
 */
import type { NetworkSummary, Reply, Request, TraceRequest } from "../engine/index.ts";
import type { Graph } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { drawWords, keyOf, streamOf } from "../random/index.ts";
import type { EngineLink } from "../session/index.ts";

const framesPerSecond = 30;
/** Simulated over real time when asked for "max". */
const fastest = 10;
const ratePerMs = 0.008;

/** Calls back again and again; the returned function ends it. */
export type Timer = (callback: () => void, ms: number) => () => void;

const everyInterval: Timer = (callback, ms) => {
  const handle = setInterval(callback, ms);
  return () => clearInterval(handle);
};

/**
 * An engine link with nothing behind it.
 *
 * @param catalogue tells neurons, sources and synapses apart; without it every node that has cells is a neuron
 * @param timer drives the frames; a test passes one that it fires by hand
 */
export function stubLink(catalogue?: Catalogue, timer: Timer = everyInterval): EngineLink {
  const listeners: ((reply: Reply) => void)[] = [];
  let graph: Graph | undefined;
  let network: NetworkSummary | undefined;
  let version = 0;
  let shape = "";
  let timeMs = 0;
  let speed: number | "max" = 1;
  let stop: (() => void) | undefined;
  let untilMs = Number.POSITIVE_INFINITY;
  let watched: { traces: readonly TraceRequest[]; levels: readonly string[] } = { traces: [], levels: [] };

  // Like a worker, it never answers before the sender has returned.
  const post = (reply: Reply) =>
    queueMicrotask(() => {
      for (const listener of listeners) listener(reply);
    });

  /** A frame for what happened from `fromMs` to now. */
  const postFrame = (fromMs: number, rewoundToMs?: number) => {
    if (!graph || !network) return;
    const made = fakeSpikes(graph, network, fromMs, timeMs);
    post({
      type: "frame",
      version,
      timeMs,
      running: stop !== undefined,
      threads: 1,
      speed: stop ? (speed === "max" ? fastest : speed) : 0,
      ...(rewoundToMs === undefined ? {} : { rewoundToMs }),
      spikes: made,
      traces: watched.traces.map((trace) => fakeTrace(graph as Graph, trace, fromMs, timeMs)),
      levels: watched.levels.flatMap((node) => fakeLevels(network as NetworkSummary, node, timeMs)),
    });
  };
  const advance = (ms: number) => {
    const fromMs = timeMs;
    timeMs = onGrid(Math.min(timeMs + ms, untilMs));
    postFrame(fromMs);
    if (timeMs < untilMs) return;
    halt();
    post({ type: "stopped", timeMs, why: { type: "until" } });
  };
  const onGrid = (ms: number) => Math.max(0, Math.round(ms / (graph?.dt ?? 0.1)) * (graph?.dt ?? 0.1));
  const halt = () => {
    stop?.();
    stop = undefined;
  };
  const goTo = (ms: number) => {
    const fromMs = timeMs;
    timeMs = onGrid(ms);
    if (timeMs > fromMs) postFrame(fromMs);
    else postFrame(timeMs, timeMs);
  };

  const handle = (request: Request): void => {
    switch (request.type) {
      case "graph": {
        graph = request.graph;
        version = request.version;
        network = summarize(request.graph, catalogue);
        const newShape = JSON.stringify(network);
        const how = newShape === shape ? "written" : "recompiled";
        shape = newShape;
        post({ type: "compiled", version, diagnostics: [], network, how, tookMs: how === "written" ? 0.2 : 12 });
        if (request.reset) goTo(0);
        return;
      }
      case "run":
        halt();
        speed = request.speed;
        untilMs = request.untilMs ?? Number.POSITIVE_INFINITY;
        stop = timer(
          () => advance(((speed === "max" ? fastest : speed) * 1000) / framesPerSecond),
          1000 / framesPerSecond,
        );
        return;
      case "pause":
        if (!stop) return;
        halt();
        postFrame(timeMs);
        post({ type: "stopped", timeMs, why: { type: "asked" } });
        return;
      case "step":
        halt();
        goTo(timeMs + request.steps * (graph?.dt ?? 0.1));
        return;
      case "seek":
        halt();
        goTo(request.timeMs);
        return;
      case "reset":
        halt();
        goTo(0);
        return;
      case "stopWhen":
        return;
      case "watch":
        watched = { traces: request.traces, levels: request.levels };
        if (!stop) postFrame(timeMs);
        return;
      case "save":
        post({ type: "saved", id: request.id, bytes: new Uint8Array(new Float64Array([timeMs]).buffer) });
        return;
      case "restore":
        halt();
        timeMs = new Float64Array(request.bytes.slice().buffer)[0] ?? 0;
        post({ type: "restored", id: request.id, timeMs, diagnostics: [] });
        postFrame(timeMs, timeMs);
        return;
      case "pairs":
        post(fakePairs(network, request.id, request.node, request.limit));
    }
  };

  return {
    send: handle,
    onReply: (listener) => void listeners.push(listener),
    dispose: () => {
      halt();
      listeners.length = 0;
    },
  };
}

/** What the real compiler would say of the sizes, from wires alone. */
function summarize(graph: Graph, catalogue: Catalogue | undefined): NetworkSummary {
  const familyOf = (kind: string) => catalogue?.find((entry) => entry.kind === kind)?.family;
  const nodeOf = (port: string) => port.slice(0, port.lastIndexOf("."));
  const cellsOf = new Map(graph.nodes.map((node) => [node.id, node.n ?? 1]));
  const synapses = graph.nodes.filter((node) =>
    catalogue ? familyOf(node.kind) === "synapse" : node.connect !== undefined,
  );
  const isSynapse = new Set(synapses.map((node) => node.id));
  let first = 0;
  const populations = graph.nodes.flatMap((node) => {
    if (isSynapse.has(node.id)) return [];
    const kind = catalogue?.find((entry) => entry.kind === node.kind);
    const n = node.n ?? 1;
    const spikes = !kind || Object.values(kind.outputs).some((port) => port.signal === "spikes");
    const states = kind
      ? Object.entries(kind.state).map(([name, { unit }]) => ({ name, unit }))
      : [{ name: "v", unit: "mV" }];
    const population = { node: node.id, n, first: spikes ? first : -1, states, method: "exact integration" };
    if (spikes) first += n;
    return [population];
  });
  const projections = synapses.flatMap((node) => {
    const pres = graph.wires.filter((wire) => nodeOf(wire.to) === node.id).map((wire) => nodeOf(wire.from));
    const posts = graph.wires.filter((wire) => nodeOf(wire.from) === node.id).map((wire) => nodeOf(wire.to));
    return pres.flatMap((pre) =>
      posts.map((target) => {
        const pairs = (cellsOf.get(pre) ?? 1) * (cellsOf.get(target) ?? 1);
        return { node: node.id, pre, post: target, pairs, bytes: pairs * 14 };
      }),
    );
  });
  const bytes = first * 64 + projections.reduce((sum, projection) => sum + projection.bytes, 0);
  return { populations, pairs: [], projections, threads: 1, bytes, dtMs: graph.dt };
}

/** Populations that swell and ebb together: a rate for each millisecond, cells drawn at random. */
function fakeSpikes(graph: Graph, network: NetworkSummary, fromMs: number, toMs: number) {
  const words = new Uint32Array(4);
  const key = keyOf(graph.seed);
  const found: { time: number; cell: number }[] = [];
  for (const { node, n, first } of network.populations) {
    if (first < 0) continue;
    const stream = streamOf(node, "fake");
    for (let bin = Math.floor(fromMs); bin < toMs; bin++) {
      drawWords(key, bin, 0, stream, 0, words);
      const wave = 1 - Math.abs(((bin % 100) - 50) / 50);
      const count = Math.floor(2 * wave * n * ratePerMs + (words[0] as number) / 2 ** 32);
      for (let k = 0; k < count; k++) {
        drawWords(key, bin, k + 1, stream, 0, words);
        const time = Math.floor((bin + (words[1] as number) / 2 ** 32) / graph.dt + 1) * graph.dt;
        if (time > fromMs && time <= toMs) found.push({ time, cell: first + ((words[0] as number) % n) });
      }
    }
  }
  found.sort((a, b) => a.time - b.time || a.cell - b.cell);
  return { times: Float64Array.from(found, ({ time }) => time), cells: Uint32Array.from(found, ({ cell }) => cell) };
}

/** A ramp from -70 to -50 that falls back, at a period that differs from cell to cell. */
const fakeValue = (cell: number, timeMs: number): number => -70 + 20 * ((timeMs / (23 + (cell % 17))) % 1);

function fakeTrace(graph: Graph, trace: TraceRequest, fromMs: number, toMs: number) {
  const every = Math.max(1, Math.round(trace.everyMs / graph.dt)) * graph.dt;
  const from = Math.floor(fromMs / every + 1e-6) + 1;
  const count = Math.max(0, Math.floor(toMs / every + 1e-6) - from + 1);
  const times = Float64Array.from({ length: count }, (_, k) => (from + k) * every);
  const width = trace.cells.length;
  const values = Float32Array.from({ length: count * width }, (_, k) =>
    fakeValue(trace.cells[k % width] as number, times[Math.floor(k / width)] as number),
  );
  return { node: trace.node, variable: trace.variable, cells: trace.cells, times, values };
}

function fakeLevels(network: NetworkSummary, node: string, timeMs: number) {
  const population = network.populations.find((entry) => entry.node === node);
  if (!population) return [];
  const values = Float32Array.from({ length: Math.min(400, population.n) }, (_, cell) => fakeValue(cell, timeMs));
  return [{ node, values, held: Uint8Array.from(values, (value) => (value < -69 ? 1 : 0)) }];
}

function fakePairs(network: NetworkSummary | undefined, id: number, node: string, limit: number): Reply {
  const projection = network?.projections.find((entry) => entry.node === node);
  const cells = (name: string | undefined) => network?.populations.find((entry) => entry.node === name)?.n ?? 0;
  const nPre = cells(projection?.pre);
  const nPost = cells(projection?.post);
  const count = Math.min(limit, nPre * nPost);
  return {
    type: "pairs",
    id,
    node,
    total: nPre * nPost,
    nPre,
    nPost,
    pre: Uint32Array.from({ length: count }, (_, k) => Math.floor(k / nPost)),
    post: Uint32Array.from({ length: count }, (_, k) => k % nPost),
    weight: new Float64Array(count).fill(50),
    delayMs: new Float64Array(count).fill(1.5),
  };
}
