/**
 * The engine's side of the protocol: holds the present network, runs it in short pieces between messages, and sends a frame of
 * results about sixty times a second. Lives in a worker in the browser and in the same thread in Node; the clock and the
 * scheduler are handed in, so that tests can hold both.
 */
import {
  compileCondition,
  compiling,
  type Lowered,
  manyPairs,
  type Network,
  type RowsCache,
  runFlags,
  type StopCondition,
  type Wiring,
} from "../compiler/index.ts";
import { type Diagnostic, passes } from "../diagnostic/index.ts";
import { toEngine } from "../expression/index.ts";
import { check, type Graph } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { blame, lostIn, partsOf } from "./blame.ts";
import { shapeOf, valueChanges } from "./change.ts";
import { createFrenzy, type Frenzy } from "./frenzy.ts";
import { engineMessages as say } from "./messages.ts";
import { createPending } from "./pending.ts";
import type { Reply, Request, StopWhen } from "./protocol.ts";
import { quietSources } from "./quiet.ts";
import { readState, writeState } from "./saved.ts";
import { createSimulation, type Simulation } from "./simulation.ts";
import { levelsOf, pairsOf, populationOf, recordedIn, summarize } from "./summary.ts";
import { LostThread, type Threads, threadsFor } from "./threads.ts";
import { createTimeline } from "./timeline.ts";

export interface Clock {
  /** [ms], monotonic. */
  now(): number;
  /** Runs `piece` after `delayMs`, messages first. */
  schedule(piece: () => void, delayMs: number): void;
}

export interface Host {
  handle(request: Request): void;
}

interface Making {
  graph: Graph;
  version: number;
  reset: boolean;
  shape: string;
  startedAt: number;
  toldAt: number;
  work: Generator<Wiring, Lowered>;
  wiring: Wiring;
  /** The graph was changed in the meantime, in values only. */
  changed?: Extract<Request, { type: "graph" }>;
}

type How = Extract<Reply, { type: "compiled" }>["how"];

/** Longest time between looking at messages [ms]: also short enough for the browser to swap in optimised code. */
const pieceMs = 4;
const frameMs = 1000 / 60;
/** Wiring looks at messages this often, and tells how far it is [ms]. */
const wiringPieceMs = 8;
const wiringTellMs = 100;
/** How long a run as fast as possible stands aside after an edit [ms]: a part of a frame, so that it goes on while a hand drags. */
const restMs = 12;

/** @param threads for networks that are worth it; more than one only where memory can be shared */
export function createHost(
  catalogue: Catalogue,
  post: (reply: Reply, transfer: ArrayBuffer[]) => void,
  clock: Clock,
  threads?: Pick<Threads, "count" | "start">,
): Host {
  let graph: Graph | undefined;
  let shape = "";
  let version = 0;
  let simulation: Simulation | undefined;
  let running: { speed: number | "max"; untilMs: number; fromMs: number; startedAt: number } | undefined;
  let stop: StopWhen | null = null;
  /** The stop condition has stopped the run and holds still: it stops it again when it comes true anew. */
  let holding = false;
  let watch: Extract<Request, { type: "watch" }> = { type: "watch", traces: [], levels: [] };
  let rewoundToMs: number | undefined;
  let lastFrame = Number.NEGATIVE_INFINITY;
  let scheduled = false;
  /** Until then the processor is left to the page. */
  let restUntil = 0;
  /** Steps that take about half a piece, found by running. */
  let stepsAtOnce = 64;
  const meter = { at: 0, timeMs: 0, speed: 0 };
  const timeline = createTimeline();
  const rows = new Map<string, ReturnType<RowsCache["get"]>>();
  /** Many pairs, until the network that they were made for has them: an edit on the way does not begin anew. */
  const manyRows = new Map<string, ReturnType<RowsCache["get"]>>();
  const cache: RowsCache = {
    // Many pairs are found in the network that runs: kept here, they would hold on to the memory of every network before.
    get: (key) =>
      rows.get(key) ?? manyRows.get(key) ?? simulation?.network.projections.find(({ made }) => made === key),
    set: (key, value) => {
      if (value.size > manyPairs) return void manyRows.set(key, value);
      if (rows.size > 64) rows.clear();
      rows.set(key, value);
    },
  };
  /** A network that is being made, in pieces between messages, since it has very many pairs. */
  let making: Making | undefined;
  /** What was asked of a network that is not there yet. */
  let later: Request[] = [];

  // A network ---------------------------------------------------------------------------------------------------------

  function reply(
    { version, startedAt }: Pick<Making, "version" | "startedAt">,
    how: How,
    diagnostics: readonly Diagnostic[],
  ): How {
    const network = how === "refused" || !simulation ? {} : { network: summarize(simulation) };
    post({ type: "compiled", version, diagnostics, how, tookMs: clock.now() - startedAt, ...network }, []);
    return how;
  }

  /** @returns undefined as long as the network is being made */
  function take(next: Graph, number: number, reset: boolean): How | undefined {
    const nextShape = shapeOf(next, catalogue);
    if (making && !reset && nextShape === making.shape && passes(check(next, catalogue))) {
      making.changed = { type: "graph", version: number, graph: next };
      return undefined;
    }
    const resets = reset || making?.reset === true;
    if (reset) manyRows.clear();
    const now = { graph: next, version: number, reset: resets, shape: nextShape, startedAt: clock.now() };
    making = undefined;
    if (simulation && graph && !resets && nextShape === shape) {
      const changes = valueChanges(graph, next, catalogue);
      if (!passes(check(next, catalogue))) return reply(now, "refused", []);
      if (changes.every(({ node, parameter }) => writable(node, parameter))) {
        for (const { node, parameter, value } of changes) {
          simulation.write(node, parameter, Float64Array.of(value));
          timeline.wrote(simulation, node, parameter, value);
        }
        graph = next;
        version = number;
        return reply(now, changes.length > 0 ? "written" : "unchanged", []);
      }
    }
    if (!passes(check(next, catalogue))) return reply(now, "refused", []);
    making = { ...now, toldAt: now.startedAt, work: compiling(next, catalogue, cache), wiring: { made: 0, total: 0 } };
    const how = make();
    if (making) {
      // The circuit before would take memory that this one needs.
      if (resets) leave();
      makeOn(making);
    }
    return how;
  }

  /** Another circuit's network is no longer of use. */
  function leave(): void {
    pause();
    forget();
    timeline.clear();
    simulation?.release();
    simulation = undefined;
    graph = undefined;
    shape = "";
  }

  /** A piece of the network that is being made; the whole of it, where that is quick. */
  function make(): How | undefined {
    const mine = making as Making;
    const began = clock.now();
    try {
      while (clock.now() - began < wiringPieceMs) {
        const { done, value } = mine.work.next();
        if (done) {
          making = undefined;
          const how = adopt(mine, value);
          manyRows.clear();
          return how;
        }
        mine.wiring = value;
      }
    } catch (fault) {
      making = undefined;
      manyRows.clear();
      const { total } = mine.wiring;
      const why = fault instanceof RangeError && total > manyPairs ? say.noMemory(total) : undefined;
      return reply(mine, "refused", [why ?? say.fault(fault instanceof Error ? fault.message : String(fault))]);
    }
    if (began - mine.toldAt > wiringTellMs) {
      mine.toldAt = began;
      post({ type: "wiring", version: mine.version, ...mine.wiring }, []);
    }
    return undefined;
  }

  /** The next piece, after messages. */
  function makeOn(mine: Making): void {
    clock.schedule(() => {
      if (making !== mine) return;
      const how = make();
      if (!how) return makeOn(mine);
      settle(how);
      if (mine.changed) host.handle(mine.changed);
    }, 0);
  }

  /** What was asked in the meantime is done now. */
  function settle(how: How): void {
    const asked = later;
    later = [];
    for (const request of asked) host.handle(request);
    answer(how);
  }

  function stopWiring(): void {
    if (!making) return;
    const { version, changed, startedAt, wiring } = making;
    making = undefined;
    manyRows.clear();
    later = later.filter(({ type }) => type === "watch" || type === "stopWhen");
    reply({ version: changed?.version ?? version, startedAt }, "refused", [
      say.wiringStopped(wiring.made, wiring.total),
    ]);
  }

  const simulate = (network: Network, condition?: StopCondition): Simulation => {
    const count = threadsFor(network, threads?.count ?? 1);
    return createSimulation(
      network,
      condition,
      threads && count > 1 ? { ...threads, count, now: clock.now } : undefined,
    );
  };

  function adopt(made: Making, { network, diagnostics }: Lowered): How {
    const { graph: next, version: number, reset, shape: nextShape } = made;
    if (!network || !passes(diagnostics)) return reply(made, "refused", diagnostics);
    const condition =
      stop?.type === "condition"
        ? compileCondition(network, populationOf(network, stop.node), stop.text).stop
        : undefined;
    // What is kept of it for going back takes one thread.
    simulation?.release();
    const fresh = simulate(network, condition);
    const quiet = quietSources(network);
    for (const index of quiet) fresh.hear(index, false);
    if (simulation && !reset) fresh.carry(simulation);
    // What the old network sent goes out under its own cell numbers.
    if (reset) forget();
    else frame();
    simulation = fresh;
    // A step of the new network may take a thousand times as long.
    stepsAtOnce = 1;
    graph = next;
    shape = nextShape;
    version = number;
    if (reset) {
      timeline.clear();
      rewoundToMs = 0;
      pause();
    }
    applyWatch();
    applyStop();
    timeline.began(simulation);
    const unheard = quiet.flatMap((index) => {
      const source = network.populations[index];
      return source ? [say.quiet(source.node, source.label)] : [];
    });
    reply(made, "recompiled", [...diagnostics, ...unheard]);
    frame();
    return "recompiled";
  }

  function writable(node: string, parameter: string): boolean {
    const slots =
      simulation?.network.populations.flatMap(({ parameters }) =>
        parameters.filter((slot) => slot.node === node && slot.parameter === parameter),
      ) ?? [];
    return slots.length > 0 && slots.every((slot) => !slot.shared && slot.values.length === 1);
  }

  function applyWatch(): void {
    if (!simulation) return;
    const { network } = simulation;
    flush();
    simulation.record(
      watch.traces.flatMap(({ node, variable, cells, everyMs }) => {
        const found = recordedIn(network, node, variable);
        const inside = cells.filter((cell) => cell < (network.populations[found?.population ?? -1]?.n ?? 0));
        return found && inside.length > 0
          ? [{ ...found, cells: inside, every: Math.max(1, Math.round(everyMs / network.dt)) }]
          : [];
      }),
    );
  }

  function applyStop(): void {
    if (!simulation) return;
    const index = stop?.type === "spike" ? populationOf(simulation.network, stop.node) : -1;
    const first = simulation.layout.populations[index]?.first ?? -1;
    const n = simulation.network.populations[index]?.n ?? 0;
    const cell = stop?.type === "spike" ? stop.cell : undefined;
    simulation.stopAt(first < 0 ? null : cell === undefined ? [first, first + n - 1] : [first + cell, first + cell]);
  }

  // Running -----------------------------------------------------------------------------------------------------------

  function pause(): void {
    running = undefined;
    meter.speed = 0;
  }
  function wake(delayMs = 0): void {
    if (scheduled) return;
    scheduled = true;
    clock.schedule(() => {
      scheduled = false;
      piece();
    }, delayMs);
  }
  /** Time is counted anew: after a change of speed, a pause or a jump. */
  function anchor(): void {
    if (running && simulation) Object.assign(running, { fromMs: simulation.timeMs, startedAt: clock.now() });
    Object.assign(meter, { at: clock.now(), timeMs: simulation?.timeMs ?? 0 });
  }

  /** After an edit the page has work to do, and wants to see what came of it. */
  function answer(how: How): void {
    // What the compiler took is no debt.
    if (how === "recompiled") anchor();
    if (!running) return;
    if (running.speed === "max") restUntil = clock.now() + restMs;
    else if (how === "written") {
      lastFrame = Number.NEGATIVE_INFINITY;
      piece();
    }
  }

  function piece(): void {
    if (!running || !simulation) return;
    const { dt } = simulation.network;
    const began = clock.now();
    if (began < restUntil) return wake(restUntil - began);
    // Where the model should be by now; a machine too slow for the speed asked does not run up a debt beyond a frame.
    const dueMs =
      running.speed === "max" ? Number.POSITIVE_INFINITY : running.fromMs + (began - running.startedAt) * running.speed;
    const goal = Math.min(running.untilMs, dueMs);
    let stopped: Diagnostic | undefined;
    while (clock.now() - began < pieceMs) {
      const left = Math.floor((goal - simulation.timeMs) / dt + 1e-6);
      if (left <= 0) break;
      stopped = advance(Math.min(left, stepsAtOnce));
      if (stopped || !running) break;
    }
    if (!running) return;
    if (running.speed !== "max" && dueMs - simulation.timeMs > Math.max(4 * frameMs * running.speed, 2 * dt))
      Object.assign(running, { fromMs: simulation.timeMs, startedAt: clock.now() });
    const ended = simulation.timeMs >= running.untilMs - dt / 2;
    if (stopped || ended) {
      pause();
      frame();
      post({ type: "stopped", timeMs: simulation.timeMs, why: stopped ?? { type: "until" } }, []);
      return;
    }
    if (clock.now() - lastFrame >= frameMs - 1) frame();
    const behind =
      running.speed === "max" ||
      simulation.timeMs + dt < running.fromMs + (clock.now() - running.startedAt) * running.speed;
    wake(behind ? 0 : Math.max(1, frameMs - (clock.now() - lastFrame)));
  }

  /** Some steps, with everything that can go wrong looked at. */
  function advance(most: number): Diagnostic | undefined {
    const sim = simulation as Simulation;
    const count = Math.min(holding ? 1 : most, timeline.stepsToKick(sim));
    const before = clock.now();
    const done = attempt(sim, count);
    if (!done) return undefined;
    const { steps, flags } = done;
    const took = clock.now() - before;
    // By what these steps took, and never more than twice as many: steps that were few because no more were due say nothing of
    // how many would fit.
    if (took > pieceMs / 2) stepsAtOnce = Math.max(1, Math.floor((steps * pieceMs) / 2 / took));
    else if (steps === stepsAtOnce && took < pieceMs / 4) stepsAtOnce = Math.min(1 << 16, stepsAtOnce * 2);
    if (steps < count && (flags & runFlags.stopped) === 0) flush();
    if (sim.check() !== 0) return runaway(steps);
    timeline.note(sim);
    timeline.kickAgain(sim);
    if (frenzyOf(sim).watches) flush();
    if (raging) return raged();
    if (flags & runFlags.historyFull) return say.historyFull(sim.timeMs);
    if (flags & runFlags.spikesFull) return say.spikesFull(sim.timeMs);
    if ((flags & runFlags.stopped) === 0) holding = false;
    else if (!holding) {
      holding = stop?.type === "condition";
      return whyStopped();
    }
    return undefined;
  }

  /** Steps that are done again from a checkpoint are none. */
  function attempt(sim: Simulation, count: number): ReturnType<Simulation["run"]> | undefined {
    try {
      return sim.run(count);
    } catch (fault) {
      if (!(fault instanceof LostThread)) throw fault;
      goBack(sim, sim.step);
      return undefined;
    }
  }

  function whyStopped(): Diagnostic | undefined {
    const sim = simulation as Simulation;
    if (!stop) return undefined;
    const index = populationOf(sim.network, stop.node);
    const label = sim.network.populations[index]?.label ?? stop.node;
    if (stop.type === "condition") return say.stopCondition(stop.node, label, stop.text, sim.timeMs);
    const first = sim.layout.populations[index]?.first ?? 0;
    const n = sim.network.populations[index]?.n ?? 0;
    flush();
    const wanted = stop.cell;
    const spike =
      wanted === undefined
        ? pending.lastSpike(first, first + n - 1)
        : pending.lastSpike(first + wanted, first + wanted);
    return say.stopSpike(stop.node, label, (spike?.cell ?? first) - first, spike?.timeMs ?? sim.timeMs);
  }

  /** Back to before the step that went wrong, which is found by running the last piece again step by step. */
  function runaway(steps: number): Diagnostic {
    const sim = simulation as Simulation;
    const end = sim.step;
    sim.takeSpikes();
    sim.takeSamples();
    timeline.goTo(sim, end - steps);
    let last = sim.snapshot();
    while (sim.step < end) {
      last = sim.snapshot();
      sim.run(1);
      if (sim.check() !== 0) break;
    }
    const lost = lostIn(sim);
    sim.takeSpikes();
    sim.takeSamples();
    sim.restore(last);
    return blame(sim, lost, partsOf(graph as Graph, catalogue));
  }

  // Results -----------------------------------------------------------------------------------------------------------

  const pending = createPending();

  /** Looks at spikes as they are taken from the engine, for cells that fire ever faster. */
  let frenzy: (Frenzy & { of: Simulation }) | undefined;
  let raging: Diagnostic | undefined;

  function frenzyOf(of: Simulation): Frenzy {
    if (frenzy?.of !== of) frenzy = { of, ...createFrenzy(of) };
    return frenzy;
  }

  function raged(): Diagnostic | undefined {
    const found = raging;
    raging = undefined;
    return found;
  }

  function flush(): void {
    if (!simulation) return;
    raging ??= frenzyOf(simulation).look(pending.add(simulation));
  }

  function forget(): void {
    flush();
    pending.forget();
    raging = undefined;
  }

  function frame(): void {
    if (!simulation) return;
    flush();
    const now = clock.now();
    if (running && now - meter.at > 250) {
      const speed = (simulation.timeMs - meter.timeMs) / (now - meter.at);
      Object.assign(meter, { speed, at: now, timeMs: simulation.timeMs });
    }
    const { spikes, traces } = pending.take();
    const levels = levelsOf(simulation, watch.levels);
    const transfer = [
      spikes.times,
      spikes.cells,
      ...traces.flatMap(({ times, values }) => [times, values]),
      ...levels.flatMap(({ values, held }) => [values, held]),
    ].map(({ buffer }) => buffer as ArrayBuffer);
    const rewound = rewoundToMs === undefined ? {} : { rewoundToMs };
    rewoundToMs = undefined;
    lastFrame = now;
    post(
      {
        type: "frame",
        version,
        timeMs: simulation.timeMs,
        running: running !== undefined,
        threads: simulation.threads,
        speed: running ? meter.speed : 0,
        ...rewound,
        spikes,
        traces,
        levels,
      },
      transfer,
    );
  }

  function goBack(sim: Simulation, step: number): void {
    flush();
    raging = undefined;
    timeline.goTo(sim, step);
    rewoundToMs = sim.timeMs;
    // What had been taken but not sent may be later than the moment gone to; a step that begins there is yet to come.
    const { dt, order } = sim.network;
    pending.cut(sim.timeMs + (order.stampOffset === 0 ? -dt / 2 : dt / 2));
  }

  function seek(timeMs: number): void {
    if (!simulation) return;
    const step = Math.max(0, Math.round(timeMs / simulation.network.dt));
    if (step < simulation.step) goBack(simulation, step);
    else {
      while (simulation.step < step) {
        const stopped = advance(Math.min(step - simulation.step, stepsAtOnce));
        if (stopped) {
          post({ type: "stopped", timeMs: simulation.timeMs, why: stopped }, []);
          break;
        }
      }
    }
    anchor();
    frame();
  }

  const host: Host = {
    handle(request) {
      if (making && !simulation && request.type !== "graph" && request.type !== "stopWiring") {
        later.push(request);
        return;
      }
      switch (request.type) {
        case "graph": {
          const how = take(request.graph, request.version, request.reset === true);
          if (how) settle(how);
          return;
        }
        case "stopWiring":
          return stopWiring();
        case "run":
          if (!simulation) return;
          running = {
            speed: request.speed,
            untilMs: request.untilMs ?? Number.POSITIVE_INFINITY,
            fromMs: simulation.timeMs,
            startedAt: clock.now(),
          };
          anchor();
          wake();
          return;
        case "pause":
          if (!running) return;
          pause();
          frame();
          if (simulation) post({ type: "stopped", timeMs: simulation.timeMs, why: { type: "asked" } }, []);
          return;
        case "step":
          pause();
          if (simulation) seek(simulation.timeMs + request.steps * simulation.network.dt);
          return;
        case "seek":
          return seek(request.timeMs);
        case "reset":
          if (!simulation) return;
          pause();
          simulation.reset();
          holding = false;
          forget();
          timeline.clear();
          timeline.began(simulation);
          rewoundToMs = 0;
          frame();
          return;
        case "poke": {
          if (!simulation) return;
          const population = populationOf(simulation.network, request.node);
          const unit = simulation.network.populations[population]?.states[0]?.unit;
          if (unit === undefined) return;
          const by = toEngine(request.by, unit);
          simulation.poke(population, by);
          timeline.poked(simulation, population, by);
          if (!running) frame();
          return;
        }
        case "stopWhen": {
          const recompile = stop?.type === "condition" || request.stop?.type === "condition";
          stop = request.stop;
          holding = false;
          if (recompile && simulation && graph) {
            const condition =
              stop?.type === "condition"
                ? compileCondition(simulation.network, populationOf(simulation.network, stop.node), stop.text)
                : { diagnostics: [] as Diagnostic[] };
            const old = simulation;
            flush();
            old.release();
            simulation = simulate(old.network, condition.stop);
            simulation.carry(old);
            applyWatch();
            timeline.began(simulation);
            if (condition.diagnostics.length > 0)
              post({ type: "stopped", timeMs: simulation.timeMs, why: condition.diagnostics[0] as Diagnostic }, []);
          }
          applyStop();
          return;
        }
        case "watch":
          watch = request;
          applyWatch();
          if (!running) frame();
          return;
        case "save": {
          if (!simulation) return;
          const bytes = writeState(shape, simulation);
          post({ type: "saved", id: request.id, bytes }, [bytes.buffer as ArrayBuffer]);
          return;
        }
        case "restore": {
          const snapshot = readState(shape, request.bytes);
          if (simulation && snapshot) {
            // The state is the saved one, the values are those the circuit has now.
            const { scalars } = simulation.snapshot();
            simulation.restore(snapshot);
            simulation.setScalars(scalars);
            timeline.clear();
            timeline.began(simulation);
            rewoundToMs = simulation.timeMs;
            anchor();
            frame();
          }
          post(
            {
              type: "restored",
              id: request.id,
              timeMs: simulation?.timeMs ?? 0,
              diagnostics: snapshot ? [] : [say.noFit()],
            },
            [],
          );
          return;
        }
        case "pairs": {
          if (!simulation) return;
          const pairs = pairsOf(simulation, request.node, request.limit);
          post(
            { type: "pairs", id: request.id, ...pairs },
            [pairs.pre, pairs.post, pairs.weight, pairs.delayMs, ...(pairs.start ? [pairs.start] : [])].map(
              ({ buffer }) => buffer as ArrayBuffer,
            ),
          );
          return;
        }
      }
    },
  };
  return host;
}
