/** What the numbers of an analysis say, in plain sentences. */
import type { Comparison, FixedPoint, IntervalStatistics, Onset, Pattern, Present } from "../../analysis/index.ts";
import { counted, writeNumber, writeUnit } from "../controls/number.ts";

/** A number with its unit: "375 pA", "0.33". */
export function quantity(value: number, unit: string, digits = 3): string {
  const sign = writeUnit(unit);
  return `${writeNumber(value, digits)}${sign ? `\u202f${sign}` : ""}`;
}

export const hertz = (rate: number): string => quantity(rate, "Hz", rate < 10 ? 2 : 3);
export const milliseconds = (time: number): string => quantity(time, "ms", 3);

/** Where firing begins. */
export function onsetWords(
  { rheobase, onset, vanishing, spontaneous, chance }: Onset,
  unit: string | undefined,
): string {
  if (unit === undefined)
    return spontaneous
      ? "It takes no current, and fires by itself."
      : "It takes no current, and does not fire by itself.";
  if (chance) return "Noise of its own decides when it fires, so it has no sharp rheobase.";
  if (vanishing) return "It has no rheobase: the faintest steady current fires it in the end.";
  if (spontaneous)
    return onset === undefined
      ? "It fires without any current, and no current that was tried silences it."
      : `It fires without any current; ${quantity(onset, unit)} silences it.`;
  if (rheobase === undefined) return "No constant current that was tried makes it fire.";
  if (onset === undefined)
    return `Rheobase ${quantity(rheobase, unit)}: one step makes it fire, but it does not go on.`;
  if (onset > 1.02 * rheobase)
    return `Rheobase ${quantity(rheobase, unit)} for a single spike; it goes on firing from ${quantity(onset, unit)}.`;
  return `Rheobase ${quantity(rheobase, unit)}: below that it never fires.`;
}

/** Class 1 or 2, as Hodgkin sorted axons. */
export function classWords({ excitability, startHz }: Onset): string | undefined {
  switch (excitability) {
    case "1":
      return "Class 1: the rate grows from zero.";
    case "2":
      return `Class 2: it starts at ${hertz(startHz)} at once.`;
    case "between":
      return `Between class 1 and 2: it starts near ${hertz(startHz)}.`;
    case undefined:
      return undefined;
  }
}

/** What it gets and does in the circuit. */
export function presentWords({ mean, deviation, rateHz }: Present, unit: string | undefined): string {
  if (unit === undefined || !Number.isFinite(mean)) return `In the circuit: ${hertz(rateHz)}.`;
  const swing = deviation > 1e-3 * Math.abs(mean) ? ` ± ${quantity(deviation, unit)}` : "";
  return `In the circuit: ${quantity(mean, unit)}${swing}, ${hertz(rateHz)}.`;
}

/** The pattern's name: "Tonic, adapting". */
export function patternName(pattern: Pattern): string {
  const { type, initialBurst, adaptation, latencyMs } = pattern;
  if (type === "silent") return "Silent";
  if (type === "phasic") return pattern.count === 1 ? "Phasic: one spike" : "Phasic";
  if (type === "bursting") return "Bursting";
  const late = delayed(pattern) && latencyMs > 20 ? ", after a delay" : "";
  if (initialBurst) return `Tonic, with a burst at first${late}`;
  return `Tonic${adaptation > 0.05 ? ", adapting" : adaptation < -0.05 ? ", accelerating" : ""}${late}`;
}

const delayed = ({ latencyMs, steadyHz }: Pattern): boolean => steadyHz > 0 && latencyMs > 1500 / steadyHz;

/** One or two sentences on the pattern, with its numbers. */
export function patternWords(pattern: Pattern): string {
  const { type, count, steadyHz, firstHz, adaptation, stepMs, current, unit, spikes, perBurst, burstHz } = pattern;
  const step = `${quantity(current, unit)} for ${quantity(stepMs, "ms", 4)}`;
  switch (type) {
    case "silent":
      return `${step} does not make it fire.`;
    case "phasic":
      return `It answers ${step} with ${count === 1 ? "one spike" : `${count} spikes`} at the start and then stays silent, the last at ${milliseconds(spikes.at(-1) ?? 0)}.`;
    case "bursting":
      return `It fires in groups: about ${writeNumber(perBurst, 2)} spikes each, ${writeNumber(burstHz, 2)} groups a second, as long as the current lasts.`;
    case "tonic": {
      const pace =
        adaptation > 0.05
          ? `It slows down from ${hertz(firstHz)} to ${hertz(steadyHz)}.`
          : adaptation < -0.05
            ? `It speeds up from ${hertz(firstHz)} to ${hertz(steadyHz)}.`
            : `It keeps its pace of ${hertz(steadyHz)}.`;
      return `It goes on firing as long as the current lasts. ${pace}`;
    }
  }
}

/** How irregular a train is, against a clock (0) and chance (1). */
export function irregularity({ count, cv }: IntervalStatistics): string {
  if (count < 5 || !Number.isFinite(cv)) return "Too few intervals to say how regular it is.";
  // Equal intervals differ by rounding.
  const size = cv < 1e-6 ? "0" : writeNumber(cv, 2);
  if (cv < 0.15) return `CV ${size}: regular as a clock.`;
  if (cv < 0.6) return `CV ${size}: fairly regular; a clock has 0, chance has 1.`;
  if (cv <= 1.3) return `CV ${size}: about as irregular as chance, which has 1.`;
  return `CV ${size}: more uneven than chance, which has 1: spikes come in groups.`;
}

/** A fixed point in words: where, what kind, how fast. */
export function pointWords(
  { at, name, eigenvalues }: FixedPoint,
  states: readonly { name: string; unit: string }[],
): string {
  const where = states.map((state, k) => `${state.name} ${quantity(at[k] as number, state.unit, 4)}`).join(", ");
  return `${name} at ${where}; ${eigenWords(eigenvalues)}`;
}

/** Eigenvalues as times: "grows in 2.1 ms", "turns once in 26 ms". */
export function eigenWords(eigenvalues: FixedPoint["eigenvalues"]): string {
  const pace = (re: number): string =>
    Math.abs(re) < 1e-9
      ? "neither fades nor grows"
      : `${re < 0 ? "fades" : "grows"} e-fold in ${milliseconds(1 / Math.abs(re))}`;
  const [first, second] = eigenvalues;
  if (!first) return "";
  if (first.im !== 0)
    return `a push ${pace(first.re)}, turning once in ${milliseconds((2 * Math.PI) / Math.abs(first.im))}`;
  return second ? `a push ${pace(first.re)} one way, ${pace(second.re)} the other` : `a push ${pace(first.re)}`;
}

/** How far two ways to step a circuit are apart. */
export function differenceWords({ largest, shift, runs: [own, other], state, chance }: Comparison): string {
  const numbers = [own, other].map(({ spikes }) => counted(spikes.length, "spike"));
  const spikes =
    own.spikes.length === 0 && other.spikes.length === 0
      ? ""
      : own.spikes.length === other.spikes.length && shift
        ? ` ${numbers[0]} in both, ${shift.ms < 1e-9 ? "all at the same times" : `number ${shift.spike} the farthest apart, by ${milliseconds(shift.ms)}`}.`
        : ` ${numbers[0]} and ${numbers[1]}${shift ? `; of those in both, number ${shift.spike} is the farthest apart, by ${milliseconds(shift.ms)}` : ""}.`;
  const apart = !largest
    ? "One of the two runs away, and has no largest difference."
    : largest.difference === 0
      ? "The curves are the same, number by number."
      : `Largest difference ${quantity(largest.difference, state.unit)}, at ${milliseconds(largest.atMs)}.`;
  return `${apart}${spikes}${chance ? " Chance is drawn in each step, so that another step also has other noise." : ""}`;
}
