/**
 * One network in WebAssembly memory: filled, stepped, read and written from outside. The code that runs is the module that the
 * compiler emitted; this file never touches a value while it runs. Same in a worker and in Node.
 */
import {
  emit,
  gridOf,
  type Indices,
  isSmall,
  type Layout,
  manyPairs,
  maxTraceEntries,
  maxTraceGroups,
  type Network,
  type Population,
  type PopulationLayout,
  type Projection,
  type ProjectionLayout,
  padded,
  prepare,
  runFlags,
  type Sampling,
  type StopCondition,
  shareOut,
  startValues,
  traceRunBytes,
  type Values,
  weave,
} from "../compiler/index.ts";
import { fromEngine } from "../expression/index.ts";
import { type Crew, createCrew, divide, LostThread, type Threads } from "./threads.ts";
import { formerPairs, formerReceptor, incomingOf, sourcesOf } from "./wiring.ts";

/** A state, or the output of a current source under any other name, sampled every so many steps. */
export type RecordRequest = Sampling;

export interface Spikes {
  /** Float64Array(k) [ms], ascending. */
  times: Float64Array;
  /** Uint32Array(k), counted through all spiking populations. */
  cells: Uint32Array;
}

export interface Samples {
  request: RecordRequest;
  /** Float64Array(k) [ms], made when first asked for */
  readonly times: Float64Array;
  /** Float64Array(k * cells), in the display unit of the variable: in the engine's own memory, where the next run writes over them */
  values: Float64Array;
}

export interface Simulation {
  readonly network: Network;
  readonly layout: Layout;
  /** Steps done since time 0. */
  readonly step: number;
  readonly timeMs: number;
  /**
   * Runs at most `count` steps, less when a buffer is full or the stop condition holds.
   *
   * @returns steps done and the flags of `runFlags`
   * @throws LostThread
   */
  run(count: number): { steps: number; flags: number };
  takeSpikes(): Spikes;
  takeSamples(): Samples[];
  record(requests: readonly RecordRequest[]): void;
  /** Whether spikes of a population are recorded. All are, at first. */
  hear(population: number, heard: boolean): void;
  hears(population: number): boolean;
  /** A spike of these cells (numbers through all populations, ends included) raises the stop flag; null: none. */
  stopAt(range: readonly [first: number, last: number] | null): void;
  /** New values of a parameter, in engine units: Float64Array(1 or n). Absolute states stay where they are. @returns false if the network holds no such number */
  write(node: string, parameter: string, values: Float64Array): boolean;
  /** Absolute values in engine units, Float64Array(n), a copy. */
  state(population: number, name: string): Float64Array;
  setState(population: number, name: string, values: Float64Array): void;
  /** Adds to the first state of every cell that does not rest, `by` in engine units. */
  poke(population: number, by: number): void;
  /** First cell number of a population and whether it is refractory now. */
  held(population: number, cell: number): boolean;
  /** 0, or 1 + index of a population with a value that is not finite or a runaway voltage. */
  check(): number;
  /** Everything a run changes, with the step: restore it here, or carry it into another network. */
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  /** Writes every scalar parameter that differs (in the order of `Snapshot.scalars`). */
  setScalars(scalars: Float64Array): void;
  /** Time 0. */
  reset(): void;
  /** Takes over states, spikes under way and time from another network, node by node and cell by cell. */
  carry(from: Simulation): void;
  /** View of memory, for reading. */
  readonly memory: ArrayBufferLike;
  /** Threads that take part: those that are asked for may still be on their way. Spikes and states are the same for any number. */
  readonly threads: number;
  /** Gives up all threads but the caller's, for good. */
  release(): void;
}

export interface Snapshot {
  step: number;
  bytes: Uint8Array;
  /** Parameters with one value for all cells, in the order of the network. */
  scalars: Float64Array;
}

/** Where the samples of a request that are not taken yet begin, and what takes a value to its display unit. */
interface Sampled {
  firstStep: number;
  firstAddress: number;
  scale: number;
}

/**
 * @param network large arrays of its projections move into the engine: they are views of its memory from then on
 * @param threads for a network that can be shared out
 */
export function createSimulation(network: Network, stop?: StopCondition, threads?: Threads): Simulation {
  const { bytes, layout, memory } = memoryFor(network, stop, threads);
  const load = (code: Uint8Array) =>
    new WebAssembly.Instance(new WebAssembly.Module(code as BufferSource), { env: { memory } }).exports as {
      run: (step: number, count: number) => number;
      flags: () => number;
      check: () => number;
    };
  let exported = load(bytes);
  let crew: Crew | undefined;
  const f64 = new Float64Array(memory.buffer);
  const i32 = new Int32Array(memory.buffer);
  const u32 = new Uint32Array(memory.buffer);
  const u16 = new Uint16Array(memory.buffer);
  let step = 0;
  let requests: readonly RecordRequest[] = [];
  let sampled: readonly Sampled[] = [];
  /** Steps for which there is room for samples: in all, and still. */
  let stepsInRoom = Number.POSITIVE_INFINITY;
  let stepsOfRoom = Number.POSITIVE_INFINITY;
  const { dt, order } = network;
  const { numerator, denominator } = gridOf(dt);
  /** `timeAt` with the grid at hand: it is asked for every spike and sample. */
  const timeOf = (steps: number): number => (steps * numerator) / denominator;
  const timesFrom = (first: number, every: number, count: number): Float64Array => {
    const times = new Float64Array(count);
    for (let k = 0, stamp = first; k < count; k++, stamp += every) times[k] = timeOf(stamp);
    return times;
  };

  const fill = (address: number, values: Float64Array, n: number) => {
    const at = address / 8;
    if (values.length === 1) f64.fill(values[0] as number, at, at + padded(n));
    else {
      f64.set(values, at);
      f64.fill(values[n - 1] as number, at + n, at + padded(n));
    }
  };
  const writeSlots = (population: Population, index: number, values: Values) => {
    for (const [name, { address, perCell }] of layout.populations[index]?.slots ?? []) {
      const own = values.get(name);
      if (!own) continue;
      if (perCell) fill(address, own, population.n);
      else f64[address / 8] = own[0] as number;
    }
    for (const [name, address] of layout.populations[index]?.tables ?? []) f64.set(values.get(name) ?? [], address / 8);
  };
  /** The level a state is kept relative to, for one cell. */
  const levelOf = (population: number, name: string, cell: number): number => {
    const level = network.populations[population]?.states.find((state) => state.name === name)?.relativeTo;
    const slot = level === undefined ? undefined : layout.populations[population]?.slots.get(level);
    return slot ? (f64[slot.address / 8 + (slot.perCell ? cell : 0)] as number) : 0;
  };
  const stateAt = (population: number, name: string): number => {
    const address = layout.populations[population]?.states.get(name) ?? (layout.populations[population]?.out as number);
    return address / 8;
  };

  /** Samples go to the beginning of the room again. */
  function sampleFrom(now: number): void {
    stepsOfRoom = stepsInRoom;
    requests.forEach(({ every }, group) => {
      const at = layout.traces.groups / 4 + 8 * group;
      const each = sampled[group] as Sampled;
      each.firstStep = Math.ceil((now + order.stampOffset) / every) * every - order.stampOffset;
      i32[at + 1] = each.firstStep;
      i32[at + 2] = each.firstAddress;
    });
  }

  /** Any of the next steps may bring a spike. */
  function anyMayArrive(): void {
    const { agenda } = layout;
    if (agenda) new Uint8Array(memory.buffer).fill(1, agenda.at, agenda.at + agenda.slots);
  }

  function reset(): void {
    u32.fill(0, layout.live[0] / 4, layout.live[1] / 4);
    step = 0;
    i32[layout.spikes.count / 4] = 0;
    sampleFrom(step);
    anyMayArrive();
    network.populations.forEach((population, index) => {
      const own = layout.populations[index];
      if (!own) return;
      const values = prepare(network, population);
      writeSlots(population, index, values);
      for (const [name, start] of startValues(network, population, values)) {
        const at = own.states.get(name);
        if (at === undefined) continue;
        // Cells may start alike and yet be kept relative to levels of their own.
        const level = population.states.find((state) => state.name === name)?.relativeTo;
        const each = level !== undefined && own.slots.get(level)?.perCell;
        const wide = each && start.length === 1 ? new Float64Array(population.n).fill(start[0] as number) : start;
        fill(
          at,
          wide.map((value, cell) => value - levelOf(index, name, cell)),
          population.n,
        );
      }
      if (own.stepLength !== undefined) f64.fill(dt, own.stepLength / 8, own.stepLength / 8 + padded(population.n));
    });
  }

  function fixed(): void {
    network.populations.forEach((population, index) => {
      for (const { name, times, values } of population.courses) {
        const lists = layout.populations[index]?.courses.get(name);
        if (!lists) continue;
        f64.set(times, lists.times / 8);
        f64.set(values, lists.values / 8);
      }
      const times = layout.populations[index]?.times;
      if (!times || population.spike?.type !== "times") return;
      i32.set(population.spike.steps, times.steps / 4);
      u32.set(population.spike.cells, times.cells / 4);
    });
    network.projections.forEach((projection, index) => {
      const own = layout.projections[index];
      if (!own) return;
      i32.set(projection.delays, own.delays / 4);
      if (own.sources !== undefined) u32.set(sourcesOf(projection), own.sources / 4);
      if (own.incoming) {
        const { offsets, pairs } = incomingOf(
          projection,
          network.populations[projection.post]?.n ?? 0,
          network.populations[projection.pairs as number]?.pairs?.back === true,
        );
        u32.set(offsets, own.incoming.offsets / 4);
        u32.set(pairs, own.incoming.pairs / 4);
      }
    });
    for (const members of layout.bundles)
      fillRows(
        members.map((index) => network.projections[index] as Projection),
        members.map((index) => layout.projections[index] as ProjectionLayout),
        memory.buffer,
      );
    network.projections.forEach((projection, index) => {
      const cuts = layout.threads?.cuts[index];
      const own = layout.projections[index];
      if (own && cuts && cuts.cells.length > 0) divide(projection, own, cuts, memory.buffer);
    });
    i32[layout.stop.first / 4] = 1;
    i32[layout.stop.last / 4] = 0;
    for (const { heard } of layout.populations) if (heard !== undefined) i32[heard / 4] = 1;
  }

  fixed();
  reset();
  if (threads && layout.threads) crew = createCrew(network, layout, memory, threads, exported);

  const simulation: Simulation = {
    network,
    layout,
    get step() {
      return step;
    },
    get timeMs() {
      return timeOf(step);
    },
    memory: memory.buffer,
    get threads() {
      return crew?.threads ?? 1;
    },
    release() {
      crew?.leave();
      crew = undefined;
    },
    run(count) {
      const runner = crew ?? exported;
      const steps = runner.run(step, Math.min(count, stepsOfRoom));
      const flags = runner.flags();
      if (flags & runFlags.lost) {
        simulation.release();
        throw new LostThread("A thread of the engine came to an end by itself.");
      }
      step += steps;
      stepsOfRoom -= steps;
      return { steps, flags };
    },
    takeSpikes() {
      const count = i32[layout.spikes.count / 4] as number;
      const at = layout.spikes.entries / 4;
      const times = new Float64Array(count);
      const cells = new Uint32Array(count);
      for (let k = 0; k < count; k++) {
        times[k] = timeOf((u32[at + 2 * k] as number) + order.stampOffset);
        cells[k] = u32[at + 2 * k + 1] as number;
      }
      i32[layout.spikes.count / 4] = 0;
      return { times, cells };
    },
    takeSamples() {
      const samples = requests.map((request, group): Samples => {
        const at = layout.traces.groups / 4 + 8 * group;
        const { firstStep, firstAddress, scale } = sampled[group] as Sampled;
        const [every, nextStep, nextAddress] = [i32[at] as number, i32[at + 1] as number, i32[at + 2] as number];
        const count = ((nextStep - firstStep) | 0) / every;
        const values = f64.subarray(firstAddress / 8, nextAddress / 8);
        if (scale !== 1) for (let k = 0; k < values.length; k++) values[k] = (values[k] as number) * scale;
        let times: Float64Array | undefined;
        return {
          request,
          get times() {
            times ??= timesFrom(firstStep + order.stampOffset, every, count);
            return times;
          },
          values,
        };
      });
      sampleFrom(step);
      return samples;
    },
    record(next) {
      let left = maxTraceEntries;
      requests = next.slice(0, maxTraceGroups).map((request) => {
        const cells = request.cells.slice(0, left);
        left -= cells.length;
        return { ...request, cells, every: Math.max(1, request.every) };
      });
      let run = layout.traces.runs;
      requests.forEach(({ population, variable, cells, every }, group) => {
        const own = layout.populations[population];
        const level = network.populations[population]?.states.find((state) => state.name === variable)?.relativeTo;
        const slot = level === undefined ? undefined : own?.slots.get(level);
        const firstRun = run;
        cells.forEach((cell, k) => {
          const from = 8 * (stateAt(population, variable) + cell);
          if (k > 0 && cell === (cells[k - 1] as number) + 1) u32[run / 4 - 3] = from + 8;
          else {
            u32.set(
              [from, from + 8, slot ? slot.address + (slot.perCell ? 8 * cell : 0) : 0, slot?.perCell ? 1 : 0],
              run / 4,
            );
            run += traceRunBytes;
          }
        });
        i32.set([every, 0, 0, firstRun, run], layout.traces.groups / 4 + 8 * group);
      });
      i32[layout.traces.groupCount / 4] = requests.length;
      // Room is divided so that all fill their part in the same time. A part may begin with a sample and end with one, and a last
      // pair runs over its end.
      const widths = requests.map(({ cells }) => cells.length);
      const perStep = requests.reduce((sum, { every }, group) => sum + (widths[group] as number) / every, 0);
      const spare = widths.reduce((sum, width) => sum + width + 2, 0);
      const { buffer, capacity } = layout.traces;
      stepsInRoom = perStep > 0 ? Math.floor((capacity / 8 - spare) / perStep) : Number.POSITIVE_INFINITY;
      let firstAddress = buffer;
      sampled = requests.map(({ population, variable, every }, group) => {
        const each = { firstStep: 0, firstAddress, scale: scaleOf(network.populations[population], variable) };
        const width = widths[group] as number;
        if (width > 0) firstAddress += 8 * ((Math.floor(stepsInRoom / every) + 1) * width + 2);
        return each;
      });
      // Memory stays as it is under the new code.
      if (isSmall(network)) exported = load(emit(network, stop, requests).bytes);
      // What was sampled under the old requests must have been taken: it is forgotten here.
      sampleFrom(step);
    },
    stopAt(range) {
      i32[layout.stop.first / 4] = range ? range[0] : 1;
      i32[layout.stop.last / 4] = range ? range[1] : 0;
    },
    hear(population, heard) {
      const at = layout.populations[population]?.heard;
      if (at !== undefined) i32[at / 4] = heard ? 1 : 0;
    },
    hears(population) {
      const at = layout.populations[population]?.heard;
      return at !== undefined && i32[at / 4] === 1;
    },
    write(node, parameter, values) {
      let found = false;
      network.populations.forEach((population, index) => {
        const slots = population.parameters.filter((slot) => slot.node === node && slot.parameter === parameter);
        if (slots.length === 0) return;
        found = true;
        const before = population.states
          .filter((state) => state.relativeTo !== undefined)
          .map(({ name }) => [name, simulation.state(index, name)] as const);
        for (const slot of slots) {
          if (slot.values.length === values.length) slot.values.set(values);
          else slot.values.fill(values[0] as number);
        }
        writeSlots(population, index, prepare(network, population));
        for (const [name, absolute] of before) simulation.setState(index, name, absolute);
      });
      return found;
    },
    state(population, name) {
      const n = network.populations[population]?.n ?? 0;
      const at = stateAt(population, name);
      return Float64Array.from(
        { length: n },
        (_, cell) => (f64[at + cell] as number) + levelOf(population, name, cell),
      );
    },
    setState(population, name, values) {
      const n = network.populations[population]?.n ?? 0;
      const own = layout.populations[population];
      const address = own?.states.get(name);
      if (address === undefined) return;
      const stored = Float64Array.from(
        { length: n },
        (_, cell) => (values[cell] as number) - levelOf(population, name, cell),
      );
      fill(address, stored, n);
      const saved = own?.saved.get(name);
      if (saved !== undefined) f64.set(stored, saved / 8);
    },
    poke(population, by) {
      const { n = 0, states = [] } = network.populations[population] ?? {};
      const name = states[0]?.name;
      if (name === undefined) return;
      const at = stateAt(population, name);
      const saved = layout.populations[population]?.saved.get(name);
      for (let cell = 0; cell < n; cell++) {
        if (simulation.held(population, cell)) continue;
        const kicked = (f64[at + cell] as number) + by;
        f64[at + cell] = kicked;
        if (saved !== undefined) f64[saved / 8 + cell] = kicked;
      }
    },
    held(population, cell) {
      const until = layout.populations[population]?.until;
      return until !== undefined && (i32[until / 4 + cell] as number) > step;
    },
    check: () => exported.check(),
    snapshot: () => ({
      step,
      bytes: new Uint8Array(memory.buffer).slice(layout.live[0], layout.live[1]),
      scalars: Float64Array.from(scalarSlots(), ({ values }) => values[0] as number),
    }),
    setScalars(scalars) {
      scalarSlots().forEach((slot, k) => {
        if (slot.values[0] !== scalars[k])
          simulation.write(slot.node, slot.parameter, Float64Array.of(scalars[k] as number));
      });
    },
    restore(snapshot) {
      scalarSlots().forEach(({ values }, k) => {
        values[0] = snapshot.scalars[k] as number;
      });
      new Uint8Array(memory.buffer).set(snapshot.bytes, layout.live[0]);
      step = snapshot.step;
      i32[layout.spikes.count / 4] = 0;
      sampleFrom(step);
      anyMayArrive();
    },
    reset,
    carry(from) {
      step = Math.round(from.timeMs / dt);
      sampleFrom(step);
      anyMayArrive();
      const sameGrid = from.network.dt === dt && from.network.order.name === order.name;
      const theirs = new Float64Array(from.memory);
      const theirInts = new Int32Array(from.memory);
      network.populations.forEach((population, index) => {
        const own = layout.populations[index];
        // What a list holds from now on, also one that was not there before.
        if (own?.times && population.spike?.type === "times")
          i32[own.times.next / 4] = population.spike.steps.findIndex((each) => each >= step);
        const old = from.network.populations.findIndex(
          ({ node, type }) => node === population.node && type === population.type,
        );
        const [before, other] = [from.network.populations[old], from.layout.populations[old]];
        if (!own || !before || !other) return;
        const n = Math.min(population.n, before.n);
        // Cells keep their numbers; pairs are known by the cells that they join.
        const projections = [
          network.projections[population.pairs?.projection ?? -1],
          from.network.projections[before.pairs?.projection ?? -1],
        ] as const;
        const former =
          projections[0] && projections[1]
            ? formerPairs(projections[0], projections[1])
            : Int32Array.from({ length: n }, (_, cell) => cell);
        const takeOver = (values: Float64Array, old: Float64Array) =>
          former.forEach((origin, element) => {
            if (origin >= 0) values[element] = old[origin] as number;
          });
        for (const state of population.states) {
          const { name } = state;
          const origin = other.states.has(name) ? name : formerReceptor(state, population.states, before.states);
          if (origin === undefined) continue;
          const values = simulation.state(index, name);
          takeOver(values, from.state(old, origin));
          simulation.setState(index, name, values);
        }
        if (!sameGrid) return;
        if (own.stepLength !== undefined && other.stepLength !== undefined)
          takeOver(f64.subarray(own.stepLength / 8), theirs.subarray(other.stepLength / 8));
        if (own.until !== undefined && other.until !== undefined) {
          i32.set(theirInts.subarray(other.until / 4, other.until / 4 + n), own.until / 4);
          if (own.list) {
            let count = 0;
            for (let cell = 0; cell < n; cell++)
              if ((i32[own.until / 4 + cell] as number) > step) u32[own.list.cells / 4 + count++] = cell;
            i32[own.list.count / 4] = count;
          }
        }
        if (own.first >= 0 && other.first >= 0) carrySpikes(own, other, theirInts, n);
      });
    },
  };

  function scalarSlots() {
    return network.populations.flatMap(({ parameters }) => parameters.filter(({ values }) => values.length === 1));
  }

  /** Spikes of the last steps, so that those under way still arrive, from a list or counts into a list or counts. */
  function carrySpikes(own: PopulationLayout, other: PopulationLayout, theirs: Int32Array, n: number): void {
    const longest = (of: PopulationLayout) => (of.history ?? of.counts)?.slots ?? 0;
    const theirCounts = new Uint16Array(theirs.buffer);
    const rowOf = ({ rows, slots, stride }: NonNullable<PopulationLayout["counts"]>, at: number) =>
      (rows + (at % slots) * stride) / 2;
    const sent = (at: number): number[] => {
      const { history, counts } = other;
      const cells: number[] = [];
      if (history) {
        const slot = history.starts / 4 + 2 * (at & (history.slots - 1));
        const [start, count] = [theirs[slot] as number, theirs[slot + 1] as number];
        for (let k = 0; k < count; k++)
          cells.push(theirs[history.cells / 4 + ((start + k) & (history.capacity - 1))] as number);
      } else if (counts) {
        const row = rowOf(counts, at);
        for (let cell = 0; cell < n; cell++)
          for (let k = theirCounts[row + cell] as number; k > 0; k--) cells.push(cell);
      }
      return cells.filter((cell) => cell < n);
    };
    let head = 0;
    for (let back = Math.min(longest(own), longest(other)) - 1; back >= 1; back--) {
      const at = step - back;
      if (at < 0) continue;
      const cells = sent(at);
      const { history, counts } = own;
      if (history) {
        const kept = cells.slice(0, history.capacity - head);
        const slot = history.starts / 4 + 2 * (at & (history.slots - 1));
        i32[slot] = head;
        i32[slot + 1] = kept.length;
        for (const cell of kept) i32[history.cells / 4 + (head++ & (history.capacity - 1))] = cell;
      } else if (counts) {
        const row = rowOf(counts, at);
        for (const cell of cells) u16[row + cell]! += 1;
      }
    }
    if (!own.history) return;
    i32[own.history.head / 4] = head;
    i32[own.history.live / 4] = head;
  }

  return simulation;
}

/** Memory that fits, shared where threads can take part of the work. */
function memoryFor(network: Network, stop: StopCondition | undefined, threads: Threads | undefined) {
  const shares = threads && !stop ? shareOut(network, threads.count) : undefined;
  if (shares)
    try {
      const { pages, ...emitted } = emit(network, stop, [], shares);
      return { ...emitted, memory: new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true }) };
    } catch (fault) {
      // Too much for what the browser shares: one thread needs less.
      if (!(fault instanceof RangeError)) throw fault;
    }
  const { pages, ...emitted } = emit(network, stop);
  return { ...emitted, memory: new WebAssembly.Memory({ initial: pages }) };
}

/**
 * The rows of a bundle into the engine's memory, side by side. Those of very many pairs are there from now on: the network looks at
 * the engine's arrays, since hundreds of millions of pairs are not to be held twice.
 */
function fillRows(
  projections: readonly Projection[],
  layouts: readonly ProjectionLayout[],
  buffer: ArrayBufferLike,
): void {
  const [first] = projections as [Projection, ...Projection[]];
  const [own] = layouts as [ProjectionLayout, ...ProjectionLayout[]];
  const pieces = (first.offsets.length - 1) / first.stride;
  const size = projections.reduce((sum, each) => sum + each.size, 0);
  const offsets = new Uint32Array(buffer, own.offsets, pieces * own.stride + 1);
  const Targets = own.targetBytes === 2 ? Uint16Array : Uint32Array;
  const targets: Indices = new Targets(buffer as ArrayBuffer, own.targets, size);
  const rooms = [...own.perPair.values()].map(({ address, packed }) => {
    const Values = packed ? Int16Array : Float64Array;
    return new Values(buffer as ArrayBuffer, address, size);
  });
  if (projections.every(({ stride }) => stride === 1) && own.stride === 1) {
    offsets.set(first.offsets);
    targets.set(first.targets);
    rooms.forEach((room, k) => void room.set(first.perPair[k]?.values ?? []));
  } else {
    // Side by side are none but whole numbers.
    const strands = projections.map(({ offsets, stride, lane, targets, perPair }) => ({
      offsets,
      stride,
      lane,
      lists: [targets, ...perPair.map(({ values }) => values as Int16Array)],
    }));
    weave(strands, offsets, [targets, ...(rooms as Int16Array[])]);
  }
  if (own.targetBytes !== first.targets.BYTES_PER_ELEMENT || !projections.every(({ size }) => size > manyPairs)) return;
  projections.forEach((projection, lane) => {
    const old = [projection.offsets, projection.targets, ...projection.perPair.map(({ values }) => values)];
    const perPair = projection.perPair.map((each, k) => ({ ...each, values: rooms[k] ?? each.values }));
    Object.assign(projection, { offsets, targets, perPair, stride: own.stride, lane });
    for (const { buffer: room } of old) if (room instanceof ArrayBuffer && room.resizable) room.resize(0);
  });
}

/** Engine units to the unit in which a variable is shown. */
function scaleOf(population: Population | undefined, variable: string): number {
  const unit = population?.states.find(({ name }) => name === variable)?.unit ?? population?.outputUnit;
  return unit === undefined ? 1 : fromEngine(1, unit);
}

export { runFlags };
