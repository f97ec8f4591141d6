/**
 * Every sentence this folder says, in one place, so that wording is reviewed as a whole. A code is its key in the table;
 * each has a test with the smallest graph that produces it.
 */
import type { Diagnostic, Fix, Place } from "../diagnostic/index.ts";
import { nearestWord } from "../expression/index.ts";
import type { Method } from "../kind/index.ts";

type Sentence = { severity: Diagnostic["severity"]; say: (...args: never[]) => string };

const methodWords: Readonly<Record<Method, string>> = {
  exact: "the exact propagator",
  exponential_euler: "exponential Euler",
  exponential_euler_tabulated: "tabulated exponential Euler",
  euler: "forward Euler",
  gs_euler: "Gauss-Seidel Euler",
  rk4: "Runge-Kutta 4",
  rkf45: "Runge-Kutta-Fehlberg 4(5)",
};

/** What steps of so many time constants do to a decay. */
function coarseWords(method: Method, share: number): string {
  if (method === "exponential_euler" || method === "exponential_euler_tabulated")
    return share <= 1.25
      ? `what feels it feels it as it was when the step began, ${Math.round(100 * (share / -Math.expm1(-share) - 1))} % too strong`
      : "it is held while the others move on, and spikes come late";
  const left = method === "rk4" ? 1 - share * (1 - (share / 2) * (1 - (share / 3) * (1 - share / 4))) : 1 - share;
  if (Math.abs(left) > 1) return "it grows with every step where it should fade";
  if (left < 0) return "it overshoots with every step";
  if (method === "rk4") return "what happens within a time constant falls between the steps";
  return `in a time constant it falls to ${Math.round(100 * left ** (1 / share))} % in place of 37 %`;
}

/** A unit within a sentence. */
export const unitWord = (unit: string): string => (unit === "1" ? "plain numbers" : unit);

/** Why a file or link is refused. Place: a path in the file. */
export const fileSentences = {
  "file-too-large": {
    severity: "error",
    say: (length: number, most: number) =>
      `The file has ${count(length)} characters; at most ${count(most)} can be opened.`,
  },
  "not-json": {
    severity: "error",
    say: (line: number, column: number, problem: string) =>
      `This is not JSON: line ${line}, column ${column}: ${problem}.`,
  },
  "not-a-graph": {
    severity: "error",
    say: () => `This is not a Spikeboard graph: the field spikeboard, the number of its format, is missing.`,
  },
  "newer-format": {
    severity: "error",
    say: (found: number, known: number) =>
      `This file was written by a newer Spikeboard (format ${found}); this one reads up to format ${known}.`,
  },
  "too-deep": {
    severity: "error",
    say: (path: string, most: number) => `${path} lies more than ${most} levels deep; a graph needs fewer than ten.`,
  },
  "too-many-values": {
    severity: "error",
    say: (path: string, most: number) => `At ${path} the file passes ${count(most)} values; no more can be opened.`,
  },
  "unsafe-key": {
    severity: "error",
    say: (path: string, key: string) =>
      `${path} is named ${key}, which means something to the browser itself. Choose another name.`,
  },
  "not-finite": {
    severity: "error",
    say: (path: string) => `${path} is not a finite number.`,
  },
  "not-data": {
    severity: "error",
    say: (path: string, found: string) =>
      `${path} is ${found}; a graph holds only numbers, texts, true, false, null, lists and objects.`,
  },
  "missing-field": {
    severity: "error",
    say: (path: string, wanted: string) => `${path} is missing; it must be ${wanted}.`,
  },
  "wrong-type": {
    severity: "error",
    say: (path: string, wanted: string, found: string) => `${path} must be ${wanted}, but is ${found}.`,
  },
  "out-of-bounds": {
    severity: "error",
    say: (path: string, found: number, low: number, high: number, unit: string) =>
      `${path} is ${found}${unit}; it can be ${low} to ${high}${unit}.`,
  },
  "too-long": {
    severity: "error",
    say: (path: string, found: number, most: number) =>
      `${path} has ${count(found)} characters; it can have ${count(most)}.`,
  },
  "too-many": {
    severity: "error",
    say: (path: string, found: number, most: number) =>
      `${path} has ${count(found)} entries; it can have ${count(most)}.`,
  },
  "too-many-cells": {
    severity: "error",
    say: (found: number, most: number) =>
      `The nodes have ${count(found)} cells in all; a graph can have ${count(most)}.`,
  },
  "bad-id": {
    severity: "error",
    say: (path: string, found: string) => `${path} is ${found}; an id is made of letters, digits, _ and -.`,
  },
  "duplicate-id": {
    severity: "error",
    say: (path: string, id: string, first: string) => `${path} is ${id}, but that is already the id of ${first}.`,
  },
  "bad-end": {
    severity: "error",
    say: (path: string, found: string) =>
      `${path} is ${found}; the end of a wire is written node.port, such as lif1.spikes.`,
  },
  "missing-node": {
    severity: "error",
    say: (path: string, id: string, guess: string) => `${path} names the node ${id}, which is not in the file.${guess}`,
  },
  "missing-port": {
    severity: "error",
    say: (path: string, label: string, kind: string, way: string, port: string, known: string) =>
      `${path}: "${label}" (${kind}) has no ${way} ${port}. It has ${known}.`,
  },
  "bad-distribution": {
    severity: "error",
    say: (path: string) =>
      `${path} must be a number, a text, a list of numbers or one of {"uniform": [low, high]}, {"normal": [mean, sd]}, {"lognormal": [mean, sd]} and {"values": [numbers]}.`,
  },
  "bad-rule": {
    severity: "error",
    say: (path: string, found: string) =>
      `${path} is ${found}; it can be "all-to-all", "one-to-one", "probability", "in-degree", "out-degree", "total" or "pairs".`,
  },
  "bad-pair": {
    severity: "error",
    say: (path: string) => `${path} must be [pre cell, post cell] or [pre cell, post cell, weight, delay].`,
  },
  "link-too-long": {
    severity: "error",
    say: (length: number, most: number) =>
      `The link has ${count(length)} characters; at most ${count(most)} can be opened. Share the circuit as a file.`,
  },
  "link-damaged": {
    severity: "error",
    say: () =>
      `The link is damaged: part of it is missing or was changed on the way. Ask for it again, or for the file.`,
  },
  "link-grows": {
    severity: "error",
    say: (most: number) =>
      `Unpacking the link was stopped: it grows past ${count(most)} bytes, as no real circuit does.`,
  },
} satisfies Record<string, Sentence>;

/** What can be wrong with a graph that is open. Place: a node, port, parameter or wire. */
export const graphSentences = {
  "unknown-kind": {
    severity: "warning",
    say: (label: string, kind: string, guess: string) =>
      `"${label}" is of the kind ${kind}, which is not known here. It is kept and takes no part.${guess}`,
  },
  "newer-kind": {
    severity: "error",
    say: (label: string, kind: string, found: number, known: number) =>
      `"${label}" was written for version ${found} of ${kind}; here it is version ${known}. Open it in a newer Spikeboard.`,
  },
  "unknown-form": {
    severity: "error",
    say: (label: string, kind: string, form: string, known: string) =>
      `"${label}" (${kind}) has no form ${form}. It has ${known}.`,
  },
  "unknown-parameter": {
    severity: "warning",
    say: (label: string, kind: string, name: string, guess: string) =>
      `"${label}" (${kind}) has no parameter ${name}; its value is kept and not used.${guess}`,
  },
  "unknown-state": {
    severity: "warning",
    say: (label: string, kind: string, name: string, guess: string) =>
      `"${label}" (${kind}) has no state ${name}; its start is kept and not used.${guess}`,
  },
  "unknown-field": {
    severity: "warning",
    say: (label: string, kind: string, field: string, known: string) =>
      `"${label}" (${kind}) has a field ${field}, which is kept and not used. Did you mean ${known}?`,
  },
  "wrong-value": {
    severity: "error",
    say: (label: string, kind: string, name: string, found: string, wanted: string) =>
      `"${label}" (${kind}): ${name} is ${found}; it must be ${wanted}.`,
  },
  "out-of-range": {
    severity: "error",
    say: (label: string, kind: string, name: string, found: string, low: string, high: string) =>
      `"${label}" (${kind}): ${name} is ${found}; it can be ${low} to ${high}.`,
  },
  "not-whole": {
    severity: "error",
    say: (label: string, kind: string, name: string, found: string) =>
      `"${label}" (${kind}): ${name} is ${found}; it must be a whole number.`,
  },
  "draws-out-of-range": {
    severity: "warning",
    say: (label: string, kind: string, name: string, low: string, high: string) =>
      `"${label}" (${kind}): some draws of ${name} will fall outside ${low} to ${high}. Bound them, or choose a smaller sd.`,
  },
  "negative-sd": {
    severity: "error",
    say: (label: string, name: string, sd: number) =>
      `"${label}": the standard deviation of ${name} is ${sd}; it can be 0 or more.`,
  },
  "low-above-high": {
    severity: "error",
    say: (label: string, name: string, low: number, high: number) =>
      `"${label}": ${name} is drawn from ${low} to ${high}; the lower end must come first.`,
  },
  "lognormal-mean": {
    severity: "error",
    say: (label: string, name: string, mean: number) =>
      `"${label}": the mean of ${name} is ${mean}; a lognormal needs a mean above 0. Take a normal instead.`,
  },
  "mean-outside-bounds": {
    severity: "error",
    say: (label: string, name: string, low: string, high: string) =>
      `"${label}": hardly any draw of ${name} falls within its bounds, ${low} to ${high}. Move the mean or the bounds.`,
  },
  "no-values": {
    severity: "error",
    say: (label: string, name: string) => `"${label}": ${name} has an empty list of values; it needs at least one.`,
  },
  "bad-patterns": {
    severity: "error",
    say: (label: string, fault: string) => `"${label}": ${fault}`,
  },
  "pattern-size": {
    severity: "error",
    say: (source: string, points: number, label: string, cells: number) =>
      `The patterns of "${source}" have ${points} points, but "${label}" has ${cells} ${cells === 1 ? "cell" : "cells"}. One cell for each point.`,
  },
  "no-stored-patterns": {
    severity: "warning",
    say: (label: string) => `"${label}" stores nothing: its weights are 0. Wire patterns into it.`,
  },
  "cells-of-synapse": {
    severity: "warning",
    say: (label: string) => `"${label}" is a synapse and has no cells of its own; its number of cells is not used.`,
  },
  "rule-without-synapse": {
    severity: "warning",
    say: (label: string) => `"${label}" is not a synapse; its connection rule is not used.`,
  },
  "signals-differ": {
    severity: "error",
    say: (from: string, sends: string, to: string, takes: string, way: string) =>
      `"${from}" sends ${sends}, but "${to}" takes ${takes}.${way}`,
  },
  "units-differ": {
    severity: "error",
    say: (from: string, what: string, sends: string, to: string, takes: string, way: string) =>
      `"${from}" sends ${what} in ${unitWord(sends)}, but "${to}" takes one in ${unitWord(takes)}.${way}`,
  },
  "wire-backwards": {
    severity: "error",
    say: (from: string, to: string) => `A wire runs from an output to an input; this one runs from ${from} to ${to}.`,
  },
  "nothing-there": {
    severity: "error",
    say: (end: string) => `There is nothing to wire at ${end}.`,
  },
  "duplicate-wire": {
    severity: "error",
    say: (from: string, to: string) =>
      `"${from}" and "${to}" are already wired here. A second wire would change nothing.`,
  },
  "two-sources": {
    severity: "error",
    say: (synapse: string, first: string, second: string) =>
      `"${synapse}" already takes spikes from "${first}". A synapse has one source; give "${second}" a synapse of its own.`,
  },
  "two-targets": {
    severity: "error",
    say: (synapse: string, first: string, second: string) =>
      `"${synapse}" already reaches "${first}". A synapse has one target; give "${second}" a synapse of its own.`,
  },
  "no-source": {
    severity: "warning",
    say: (synapse: string, what: string) => `"${synapse}" has no source. Wire ${what} into it.`,
  },
  "no-target": {
    severity: "warning",
    say: (synapse: string) => `"${synapse}" has no target. Wire it to a neuron.`,
  },
  "course-lengths": {
    severity: "error",
    say: (label: string, times: string, many: number, values: string, found: number) =>
      `"${label}": ${times} holds ${many} and ${values} ${found} ${found === 1 ? "number" : "numbers"}. Each time needs its value.`,
  },
  "course-back": {
    severity: "error",
    say: (label: string, times: string, before: number, after: number) =>
      `"${label}": ${times} must rise, but ${before} ms is followed by ${after} ms. Put them in order.`,
  },
  "target-lacks": {
    severity: "error",
    say: (synapse: string, name: string, target: string, states: string) =>
      `"${synapse}" reads ${name} of its target, but "${target}" has no such state; it has ${states}. Wire it to a unit that has one.`,
  },
  "cells-differ": {
    severity: "error",
    say: (from: string, sends: number, to: string, takes: number) =>
      `"${from}" has ${sends} ${sends === 1 ? "cell" : "cells"}, but "${to}" has ${takes}. It must have 1, for all of them, or ${takes}.`,
  },
  "one-to-one-cells": {
    severity: "error",
    say: (synapse: string, from: string, sends: number, to: string, takes: number) =>
      `"${synapse}" joins cells one to one, but "${from}" has ${sends} and "${to}" has ${takes}. The numbers must be equal.`,
  },
  "delay-under-step": {
    severity: "error",
    say: (label: string, name: string, found: string, dt: number) =>
      `"${label}": ${name} is ${found}, which rounds to no step at all; the shortest is one step, ${dt} ms.`,
  },
  "over-limit": {
    severity: "error",
    say: (label: string, kind: string, what: string, found: number, most: number, about: string) =>
      `"${label}" (${kind}): ${what} is ${found}; it can be at most ${most}. ${about}`,
  },
  "near-limit": {
    severity: "warning",
    say: (label: string, kind: string, what: string, found: number, most: number, about: string) =>
      `"${label}" (${kind}): ${what} is ${found}; ${most} or less is wanted. ${about}`,
  },
  "coarse-step": {
    severity: "warning",
    say: (
      label: string,
      state: string,
      tau: number,
      where: string | undefined,
      dt: number,
      method: Method,
      share: number,
      enough: number,
    ) =>
      `"${label}": ${state} has a time constant of ${tau} ms${where === undefined ? "" : ` ${where}`}, and steps of ${dt} ms are long for it with ${methodWords[method]}: ${coarseWords(method, share)}. Take steps of ${enough} ms, or the adaptive integrator.`,
  },
  "unpublished-step": {
    severity: "note",
    say: (label: string, set: string, published: number, dt: number) =>
      `"${label}": the spikes of "${set}" belong to the steps of ${published} ms in which it was published; in steps of ${dt} ms there may be others.`,
  },
  "reset-fires": {
    severity: "warning",
    say: (label: string, reset: string, threshold: string) =>
      `"${label}": after ${reset} the threshold ${threshold} is still met, so it fires again as soon as it can. Change one of the two.`,
  },
  "negative-rest": {
    severity: "error",
    say: (label: string, rest: number) => `"${label}" would rest for ${rest} ms after a spike; it can be 0 ms or more.`,
  },
  "bad-probability": {
    severity: "error",
    say: (synapse: string, p: number) => `"${synapse}": the probability is ${p}; it can be 0 to 1.`,
  },
  "bad-count": {
    severity: "error",
    say: (synapse: string, what: string, k: number) =>
      `"${synapse}": the ${what} is ${k}; it must be a whole number from 0.`,
  },
  "too-many-partners": {
    severity: "error",
    say: (synapse: string, what: string, k: number, available: number) =>
      `"${synapse}": the ${what} is ${k}, but without multapses there are only ${available} to choose from.`,
  },
  "no-partners": {
    severity: "error",
    say: (synapse: string, what: string, k: number) =>
      `"${synapse}": the ${what} is ${k}, but a cell would have to reach itself, and autapses are off.`,
  },
  "no-pairs": {
    severity: "warning",
    say: (synapse: string) => `"${synapse}" joins no cells: its rule leaves no pair.`,
  },
  "pair-out-of-range": {
    severity: "error",
    say: (synapse: string, index: number, pair: string, nPre: number, nPost: number) =>
      `"${synapse}": pair ${index} is ${pair}, but cells go from 0 to ${nPre - 1} and from 0 to ${nPost - 1}.`,
  },
} satisfies Record<string, Sentence>;

const sentences = { ...fileSentences, ...graphSentences };
export type Code = keyof typeof sentences;

/** A diagnostic from the table: its sentence with the blanks filled in. */
export function problem<C extends Code>(
  code: C,
  at: Place,
  args: Parameters<(typeof sentences)[C]["say"]>,
  fix?: Fix,
): Diagnostic {
  const { severity, say } = sentences[code] as {
    severity: Diagnostic["severity"];
    say: (...args: unknown[]) => string;
  };
  return { code, severity, at, message: say(...args), ...(fix && { fix }) };
}

export const fix = (label: string, name: string, ...args: readonly unknown[]): Fix => ({ label, edit: { name, args } });

/** 20000000 as "20 000 000". */
function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, " ");
}

/** A value as a reader of the file would name it, cut short. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  switch (typeof value) {
    case "string":
      return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
    case "number":
    case "boolean":
      return String(value);
    case "object":
      return "an object";
    case "undefined":
      return "missing";
    default:
      return `a ${typeof value}`;
  }
}

/** " Did you mean V_th?" when one of the known names is a slip away, else "". Long names and long lists are not searched. */
export function guess(name: string, known: Iterable<string>): string {
  if (name.length > 40) return "";
  const near = nearestWord(name, [...known].slice(0, 500));
  return near === undefined || near === name ? "" : ` Did you mean ${near}?`;
}
