/** What the engine has to say, in one place. */
import type { Diagnostic, Place } from "../diagnostic/index.ts";
import type { NoValue } from "../expression/index.ts";

const ms = (time: number): string => `${Number(time.toFixed(4))} ms`;

/** What a lost value has become. */
const become = (value: number): string =>
  Number.isFinite(value)
    ? `${value.toPrecision(3)}, far beyond any membrane,`
    : Number.isNaN(value)
      ? "NaN"
      : "infinite";

/** Why a part of an equation has no value, and what would mend it. */
function noValueWords(whole: string, part: string, { type, value }: NoValue): string {
  const found = Number(value.toPrecision(4));
  switch (type) {
    case "division":
      return `${whole} divides by 0. No time step mends that: keep ${part} away from 0`;
    case "logarithm":
      return `${whole} is the logarithm of ${found}, and only numbers above 0 have one. No time step mends that: keep ${part} above 0`;
    case "root":
      return `${whole} is the root of ${found}, and numbers below 0 have none. No time step mends that: keep ${part} from going below 0`;
    case "power":
      return `${whole} is a power of ${found} that is no real number. No time step mends that: keep ${part} above 0`;
  }
}

export const engineMessages = {
  /** A part of an equation has no value: `whole`, for the sake of `part`. `where`: "" or ' in "Label"'. */
  noValue: (
    label: string,
    state: string,
    cell: number,
    value: number,
    timeMs: number,
    at: Place,
    where: string,
    whole: string,
    part: string,
    noValue: NoValue,
  ): Diagnostic => ({
    code: "no-value",
    severity: "error",
    at,
    message: `"${label}": ${state} of cell ${cell} became ${become(value)} at ${ms(timeMs)}, since${where} ${noValueWords(whole, part, noValue)}.`,
  }),
  runaway: (
    node: string,
    label: string,
    state: string,
    cell: number,
    value: number,
    timeMs: number,
    dt: number,
  ): Diagnostic => ({
    code: "runaway",
    severity: "error",
    at: { type: "node", node },
    message: `"${label}": ${state} of cell ${cell} became ${become(value)} at ${ms(timeMs)}. The time step is ${ms(dt)}. Try ${ms(dt / 10)}, or a weaker input.`,
    fix: { label: `Set dt to ${ms(dt / 10)}`, edit: { name: "setDt", args: [Number((dt / 10).toPrecision(6))] } },
  }),
  frenzy: (node: string, label: string, cell: number, timeMs: number, most: number): Diagnostic => ({
    code: "frenzy",
    severity: "error",
    at: { type: "node", node },
    message: `"${label}": cell ${cell} fired more than ${most} times within a millisecond, up to ${ms(timeMs)}: its reset lets it fire again ever faster. Give it a refractory period, reset it farther below its threshold, or weaken its input.`,
  }),
  historyFull: (timeMs: number): Diagnostic => ({
    code: "spikes-under-way",
    severity: "error",
    at: { type: "graph" },
    message: `At ${ms(timeMs)} more spikes were under way than there is room for: cells fire in nearly every step. Add a refractory period, weaken the excitation or shorten the delays.`,
  }),
  spikesFull: (timeMs: number): Diagnostic => ({
    code: "spikes-in-step",
    severity: "error",
    at: { type: "graph" },
    message: `At ${ms(timeMs)} one step held more spikes than can be recorded. Lower the rate of the spike sources.`,
  }),
  quiet: (node: string, label: string): Diagnostic => ({
    code: "spikes-not-recorded",
    severity: "note",
    at: { type: "node", node },
    message: `"${label}" is among the sources that together send more than a million spikes a second: its spikes reach their targets, but are not recorded. To see some of them, add a source of fewer cells.`,
  }),
  oneThread: (): Diagnostic => ({
    code: "one-thread",
    severity: "note",
    at: { type: "graph" },
    message:
      "This circuit runs on one thread: it has few cells, or synapses with states of their own, or cells that follow one another within a step.",
  }),
  stopSpike: (node: string, label: string, cell: number, timeMs: number): Diagnostic => ({
    code: "stopped-at-spike",
    severity: "note",
    at: { type: "node", node },
    message: `Stopped: "${label}", cell ${cell} fired at ${ms(timeMs)}.`,
  }),
  stopCondition: (node: string, label: string, text: string, timeMs: number): Diagnostic => ({
    code: "stopped-at-condition",
    severity: "note",
    at: { type: "node", node },
    message: `Stopped: ${text} holds in "${label}" at ${ms(timeMs)}.`,
  }),
  wiringStopped: (made: number, total: number): Diagnostic => ({
    code: "wiring-stopped",
    severity: "error",
    at: { type: "graph" },
    message: `Wiring was stopped at ${Math.floor((100 * made) / total)} % of ${total.toLocaleString("en-US")} pairs of cells. Wire again, or make fewer pairs.`,
  }),
  noMemory: (total: number): Diagnostic => ({
    code: "no-memory",
    severity: "error",
    at: { type: "graph" },
    message: `This device gave no memory for ${total.toLocaleString("en-US")} pairs of cells. Close other windows, or make fewer pairs.`,
  }),
  noFit: (): Diagnostic => ({
    code: "state-of-another-circuit",
    severity: "error",
    at: { type: "graph" },
    message:
      "This saved state belongs to another circuit, or to this one before its wiring, sizes or equations changed. Open the circuit it was saved with.",
  }),
  fault: (what: string): Diagnostic => ({
    code: "compiler-fault",
    severity: "error",
    at: { type: "graph" },
    message: `This circuit could not be compiled, and the fault is Spikeboard's (${what}). Undo the last change; the circuit as it was goes on running.`,
  }),
} as const;
