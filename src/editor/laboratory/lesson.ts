/**
 * Which nodes of a circuit make a network that can be taught: samples, input units, and then weights and units, layer by layer. Found from
 * any of them by what their kinds say of a lesson; told to the laboratory's thread as numbers, and written back as one edit.
 */
import { draw } from "../../compiler/index.ts";
import { parseStatements, type Tree } from "../../expression/index.ts";
import { cellsOf, type Edit, type Graph, type Node, setN, setParameter, type Value } from "../../graph/index.ts";
import type { Catalogue, ResolvedKind } from "../../kind/index.ts";
import {
  activationOf,
  type DataName,
  type DataSet,
  fromRows,
  type LayerText,
  makeData,
  type PerceptronRule,
  type Trained,
} from "../../learning/index.ts";
import { parsePatterns } from "../../patterns/index.ts";
import { streamOf } from "../../random/index.ts";
import { isPart, lessonParts, type Part, type Parts, type Role, type RoleOf } from "./lessonParts.ts";
import { figure } from "./lessonWords.ts";

type Samples = Part<RoleOf<"samples">>;
type Pictures = Part<RoleOf<"pictures">>;
type Weights = Part<RoleOf<"weights">>;
type Units = Part<RoleOf<"units">>;

export interface Taught {
  samples: Samples | Pictures;
  /** What its classes are called; numbers, where they have no names. */
  classes: readonly string[];
  /** Where samples are pictures: all of them, of +1 and -1, and what the first weights hear of one. */
  picture?: Pictured & { heard(points: Float64Array): Float64Array };
  /** Units that hand the samples on; pictures as they make of them. */
  front: Units;
  layers: readonly { weights: Weights; units: Units }[];
  data: DataSet;
  texts: readonly LayerText[];
  /** By which a unit that answers in a step is taught. */
  rule: PerceptronRule;
  /** What decides the network and what decides its samples: a node that is moved or renamed changes neither. */
  keys: { network: string; samples: string };
}

/** A network that can be taught, or why this one cannot be. */
export type Found = { taught: Taught; why?: undefined } | { taught?: undefined; why: string };

const most = { samples: 20_000, weights: 1_000_000 };

/** The network that a node is part of; undefined where no samples are wired to it. */
export function lessonOf(graph: Graph, catalogue: Catalogue, id: string): Found | undefined {
  const found = lessonParts(graph, catalogue, id);
  if (!found) return undefined;
  const tables = found.parts.filter(
    (each): each is Samples | Pictures => isPart(each, "samples") || isPart(each, "pictures"),
  );
  const [samples] = tables;
  if (!samples) return undefined;
  if (tables.length > 1) return { why: "Two sources of samples are wired to this network. Take one away." };
  try {
    const targets = found.parts.filter((each) => isPart(each, "target"));
    // What a target says is no part of the way from the samples to the answer.
    const ends = found.ends.filter((pair) => !targets.some(({ node }) => pair.includes(node.id)));
    return { taught: follow(graph, samples, found.part, ends, answerOf(samples, targets, found)) };
  } catch (fault) {
    if (fault instanceof NoLesson) return { why: fault.message };
    throw fault;
  }
}

/** The units that a target names as those that answer; undefined without one. */
function answerOf(samples: Samples | Pictures, targets: readonly Part[], { part, ends }: Parts): string | undefined {
  const [target, other] = targets;
  if (!target) return undefined;
  const label = `"${target.node.label}"`;
  if (other) throw new NoLesson(`${label} and "${other.node.label}" are two targets. Take one away.`);
  if (!ends.some(([from, to]) => from === samples.node.id && to === target.node.id))
    throw new NoLesson(`${label} hears no samples. Wire the output t of "${samples.node.label}" to it.`);
  const [answer] = ends.flatMap(([from, to]) => (from === target.node.id ? to : []));
  if (answer === undefined || !isPart(part(answer), "units"))
    throw new NoLesson(`${label} should say what units answer. Wire it to the last layer.`);
  return answer;
}

/** What is in the way, in a sentence. */
class NoLesson extends Error {}

function follow(
  graph: Graph,
  samples: Samples | Pictures,
  part: (id: string) => Part | undefined,
  ends: readonly (readonly [from: string, to: string])[],
  answer: string | undefined,
): Taught {
  const after = (id: string): (Part | undefined)[] =>
    [...new Set(ends.flatMap(([from, to]) => (from === id ? [to] : [])))].map(part);
  const into = (id: string): number => ends.filter(([, to]) => to === id).length;
  const name = ({ node }: { node: Node }): string => `"${node.label}"`;
  const next = <T extends Role>(from: Part, type: T, words: string): Part<RoleOf<T>> => {
    const [one, ...more] = after(from.node.id);
    if (more.length > 0)
      throw new NoLesson(
        `${name(from)} is wired to ${more.length + 1} nodes; a layer goes on to one. Take the other wires away.`,
      );
    if (!isPart(one, type)) throw new NoLesson(`After ${name(from)} should come ${words}. Wire it there.`);
    return one;
  };
  const front = next(samples, "units", "input units");
  const {
    data: raw,
    key,
    pictured,
    classes: named,
  } = isPart(samples, "samples") ? tableOf(samples) : picturesOf(samples);
  const { inputs } = raw;
  if (cellsOf(front.node) !== inputs)
    throw new NoLesson(
      `${name(front)} has ${cellsOf(front.node)} units, but ${name(samples)} has ${inputs} ${pictured ? "points" : "cells"}. Give both the same number.`,
    );
  const through = textOf(graph, front, inputs, 0, undefined);
  const passed = activationOf(through.sends, through.activation, (known) => through.constants[known]);
  const heard = (x: Float64Array): Float64Array =>
    x.map((value, k) => passed.value(value + (through.biases[k % inputs] as number)));
  const straight = [-2, -0.5, 0, 0.3, 1].every((x) => Math.abs(passed.value(x) - x) <= 1e-9);
  if (!pictured && !(straight && through.biases.every((bias) => bias === 0)))
    throw new NoLesson(
      `${name(front)} should hand the samples on as they are: linear units with a gain of 1 and no input from within.`,
    );
  const layers: { weights: Weights; units: Units }[] = [];
  const seen = new Set([samples.node.id, front.node.id]);
  let last = front;
  const goesOn = (): boolean => (answer === undefined ? after(last.node.id).length > 0 : last.node.id !== answer);
  while (layers.length === 0 || goesOn()) {
    const weights = next(last, "weights", "a weighted sum");
    const units = next(weights, "units", "units");
    if (seen.has(units.node.id))
      throw new NoLesson(`${name(weights)} leads back to ${name(units)}. Layers that are taught go one way.`);
    if (into(units.node.id) > 1)
      throw new NoLesson(`${name(units)} hears more than ${name(weights)}. Take its other wires away.`);
    if (weights.node.connect)
      throw new NoLesson(`${name(weights)} should join all to all: choose it under Connection.`);
    seen.add(units.node.id);
    layers.push({ weights, units });
    last = units;
  }
  const data = withClasses(pictured ? { ...raw, x: heard(raw.x) } : raw, samples, last, named);
  const classes = named ?? Array.from({ length: data.outputs > 1 ? data.outputs : 2 }, (_, which) => String(which));
  let before = inputs;
  const texts = layers.map(({ weights, units }) => {
    const text = textOf(graph, units, cellsOf(units.node), before, weights);
    before = text.outputs;
    return text;
  });
  const hidden = layers.find(({ units }) => units.lesson.step !== undefined);
  if (hidden && (layers.length > 1 || data.outputs > 1))
    throw new NoLesson(
      `${name(hidden.units)} answers in a step, which has no slope to follow. Choose ${layers.length > 1 ? "sigmoid or tanh units for layers" : "linear units for several classes"}.`,
    );
  const keys = {
    network: JSON.stringify([
      graph.seed,
      inputs,
      data.outputs,
      samples.node.id,
      layers.map(({ weights, units }) => [
        weights.node.id,
        settingOf(weights, weights.lesson.weight),
        gainOf(weights),
        units.node.id,
        units.node.kind,
        cellsOf(units.node),
        units.node.parameters,
      ]),
    ]),
    samples: pictured ? JSON.stringify([key, front.node.kind, front.node.parameters]) : key,
  };
  return {
    samples,
    classes,
    front,
    layers,
    data,
    texts,
    rule: isPart(samples, "samples") && settingOf(samples, samples.lesson.rule) === "literal" ? "literal" : "corrected",
    keys,
    ...(pictured && {
      picture: {
        ...pictured,
        heard: (points: Float64Array) => heard(points.map((point) => pictured.amplitude * point)),
      },
    }),
  };
}

const settingOf = ({ node, kind }: { node: Node; kind: ResolvedKind }, parameter: string): Value =>
  (node.parameters?.[parameter] ?? kind.parameters[parameter]?.default) as Value;

interface Pictured {
  /** Points in a row, and rows. */
  width: number;
  height: number;
  /** +1 and -1, picture after picture. */
  points: Float64Array;
  /** What a point of 1 sends. */
  amplitude: number;
}

/** What a source of samples holds, each target the number of a class. */
interface Held {
  data: DataSet;
  /** Tells samples that differ from samples that do not. */
  key: string;
  classes?: readonly string[];
  pictured?: Pictured;
}

function picturesOf(part: Pictures): Held {
  const text = String(settingOf(part, part.lesson.patterns));
  const amplitude = settingOf(part, part.lesson.amplitude);
  const { width, height, names, points, problems } = parsePatterns(text);
  if (problems[0] !== undefined) throw new NoLesson(problems[0]);
  if (typeof amplitude !== "number")
    throw new NoLesson(`The amplitude of "${part.node.label}" should be one number for all cells.`);
  const classes = [...new Set(names)];
  return {
    data: {
      x: points.map((point) => amplitude * point),
      targets: Float64Array.from(names, (name) => classes.indexOf(name)),
      rows: names.length,
      inputs: width * height,
      outputs: 1,
    },
    key: `${amplitude} ${text}`,
    classes,
    pictured: { width, height, points, amplitude },
  };
}

function tableOf(part: Samples): Held {
  const inputs = cellsOf(part.node);
  const label = `"${part.node.label}"`;
  if (inputs > part.lesson.inputs.length)
    throw new NoLesson(
      `${label} has ${inputs} cells, but its table has ${part.lesson.inputs.length} inputs. Give it no more.`,
    );
  const columns = [...part.lesson.inputs.slice(0, inputs), part.lesson.target].map(
    (list) => settingOf(part, list) as readonly number[],
  );
  const rows = Math.min(
    most.samples,
    Number(settingOf(part, part.lesson.rows)),
    ...columns.map(({ length }) => length),
  );
  const data = fromRows(
    Array.from({ length: rows }, (_, row) => columns.map((column) => column[row] as number)),
    inputs,
  );
  return { data, key: JSON.stringify([[...data.x], [...data.targets]]) };
}

/** With several units at the end, a target is the number of a class, and the unit of that number should say so. */
function withClasses(
  table: DataSet,
  samples: Samples | Pictures,
  last: Units,
  classes: readonly string[] | undefined,
): DataSet {
  const outputs = cellsOf(last.node);
  if (classes && outputs !== classes.length && !(outputs === 1 && classes.length === 2))
    throw new NoLesson(
      `"${samples.node.label}" has ${classes.length} classes, but "${last.node.label}" has ${outputs} ${outputs === 1 ? "unit" : "units"}. Give it ${classes.length}.`,
    );
  if (outputs === 1) return table;
  const wrong = table.targets.find((target) => !Number.isInteger(target) || target < 0 || target >= outputs);
  if (wrong !== undefined)
    throw new NoLesson(
      `With ${outputs} units in "${last.node.label}", targets are the numbers of classes, from 0 to ${outputs - 1}; "${samples.node.label}" has a target of ${wrong}.`,
    );
  const targets = new Float64Array(table.rows * outputs);
  table.targets.forEach((target, row) => {
    targets[row * outputs + target] = 1;
  });
  return { ...table, targets, outputs };
}

/** @param inputs cells that the weights come from */
function textOf(graph: Graph, units: Units, outputs: number, inputs: number, weights: Weights | undefined): LayerText {
  const { activation, sends, bias, step } = units.lesson;
  const statement = parseStatements(units.kind.equations).statements.find(
    (each) => each.type === "assign" && each.name === sends,
  );
  const constants: Record<string, number> = {};
  for (const [name, { type }] of Object.entries(units.kind.parameters)) {
    if (name === bias || (type ?? "number") !== "number") continue;
    const value = settingOf(units, name);
    if (typeof value === "number") constants[name] = value;
    else throw new NoLesson(`${name} of "${units.node.label}" differs from unit to unit. Give all the same.`);
  }
  const made = new Float64Array(inputs * outputs);
  if (weights) {
    if (inputs * outputs > most.weights) throw new NoLesson(`"${weights.node.label}" has too many weights to teach.`);
    const drawn = numbers(graph, weights, weights.lesson.weight, inputs * outputs);
    const gain = gainOf(weights);
    for (let pre = 0; pre < inputs; pre++)
      for (let post = 0; post < outputs; post++)
        made[post * inputs + pre] = gain * (drawn[pre * outputs + post] as number);
  }
  return {
    inputs,
    outputs,
    weights: made,
    biases: numbers(graph, units, bias, outputs),
    sends: (statement as { right: Tree }).right,
    activation,
    constants,
    ...(step !== undefined && { step: constants[step] ?? 0 }),
  };
}

function gainOf(weights: Weights): number {
  const gain = settingOf(weights, weights.lesson.gain);
  if (typeof gain !== "number" || gain === 0)
    throw new NoLesson(`The gain of "${weights.node.label}" should be one number other than 0.`);
  return gain;
}

/** The numbers that a run would have. */
function numbers(graph: Graph, part: { node: Node; kind: ResolvedKind }, parameter: string, n: number): Float64Array {
  const drawn = draw(settingOf(part, parameter), n, streamOf(part.node.id, parameter), graph.seed);
  return typeof drawn === "number" ? new Float64Array(n).fill(drawn) : drawn;
}

/** A sample as it stands in the table: its inputs, and then what should come out. */
export type Row = readonly number[];

/** Samples row by row; a class by its number. */
export function rowsOf({ x, targets, rows, inputs, outputs }: DataSet): Row[] {
  return Array.from({ length: rows }, (_, row) => {
    const own = targets.subarray(row * outputs, (row + 1) * outputs);
    return [...x.subarray(row * inputs, (row + 1) * inputs), outputs === 1 ? (own[0] as number) : own.indexOf(1)];
  });
}

/** Writes these samples into the table, in place of those that are there. */
export function setRows({ samples, data: { inputs } }: Taught, rows: readonly Row[], label: string): Edit {
  if (!isPart(samples, "samples")) throw new TypeError("Pictures are no table.");
  const { node, lesson } = samples;
  const column = (at: number): number[] => rows.map((row) => Number((row[at] as number).toPrecision(6)));
  return together(label, [
    ...lesson.inputs.slice(0, inputs).map((list, k) => setParameter(node.id, list, column(k))),
    setParameter(node.id, lesson.target, column(inputs)),
    setParameter(node.id, lesson.rows, Math.max(1, rows.length)),
  ]);
}

const together = (label: string, edits: readonly Edit[]): Edit => ({
  label,
  apply: (graph) => edits.reduce((now, edit) => edit.apply(now), graph),
});

/** Nine digits: a run answers as the laboratory did. */
const rounded = (value: number): number => Number(value.toPrecision(9));
const listed = (values: readonly number[]): Value =>
  values.length === 1 ? rounded(values[0] as number) : { values: values.map(rounded) };

/** Writes trained weights and biases into the circuit. */
export function keepWeights(
  { layers, texts }: Taught,
  learned: readonly Trained[],
  label = "Keep trained weights",
): Edit {
  return together(
    label,
    layers.flatMap(({ weights, units }, k) => {
      const { inputs, outputs } = texts[k] as LayerText;
      const own = learned[k] as Trained;
      const gain = gainOf(weights);
      const pairs = Array.from(
        { length: inputs * outputs },
        (_, pair) => (own.weights[(pair % outputs) * inputs + Math.floor(pair / outputs)] as number) / gain,
      );
      return [
        setParameter(weights.node.id, weights.lesson.weight, listed(pairs)),
        setParameter(units.node.id, units.lesson.bias, listed([...own.biases])),
      ];
    }),
  );
}

/** Chooses the rule by which a unit that answers in a step is taught, in words for undo. */
export function setRule({ samples }: Taught, rule: PerceptronRule, catalogue: Catalogue): Edit {
  if (!isPart(samples, "samples")) throw new TypeError("Pictures have no rule.");
  const edit = setParameter(samples.node.id, samples.lesson.rule, rule, catalogue);
  return {
    label: rule === "literal" ? "Teach by the lecture's rule" : "Teach by the corrected rule",
    apply: edit.apply,
  };
}

/** Which weight or bias the circuit could not hold, in a sentence; undefined when it can hold all. */
export function outsideRange({ layers }: Taught, learned: readonly Trained[]): string | undefined {
  for (const [k, { weights, units }] of layers.entries()) {
    const own = learned[k] as Trained;
    const gain = gainOf(weights);
    const outside = (part: Weights | Units, parameter: string, values: Float64Array): string | undefined => {
      const [low, high] = part.kind.parameters[parameter]?.range ?? [
        Number.NEGATIVE_INFINITY,
        Number.POSITIVE_INFINITY,
      ];
      const wrong = values.find((value) => !(value >= low && value <= high));
      return wrong === undefined
        ? undefined
        : Number.isNaN(wrong)
          ? `"${part.node.label}" has weights that are no numbers any more.`
          : `${figure(wrong)} in layer ${k} is outside what "${part.node.label}" takes, ${low} to ${high}.`;
    };
    const found =
      outside(
        weights,
        weights.lesson.weight,
        own.weights.map((value) => value / gain),
      ) ?? outside(units, units.lesson.bias, own.biases);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Samples that the laboratory can write into the table, with their noise and number. */
export const fills: readonly {
  name: Exclude<DataName, "digits" | "points">;
  label: string;
  rows: number;
  noise: number;
  /** Targets that are no classes, or more than two: for units that do not answer in a step. */
  graded?: true;
}[] = [
  { name: "and", label: "AND", rows: 4, noise: 0 },
  { name: "or", label: "OR", rows: 4, noise: 0 },
  { name: "xor", label: "XOR", rows: 4, noise: 0 },
  { name: "clouds", label: "Two clouds", rows: 60, noise: 0.22 },
  { name: "three clouds", label: "Three clouds", rows: 90, noise: 0.18, graded: true },
  { name: "moons", label: "Two moons", rows: 100, noise: 0.06 },
  { name: "spirals", label: "Two spirals", rows: 120, noise: 0.01 },
  { name: "sine", label: "A sine", rows: 40, noise: 0.05, graded: true },
];

/** Writes samples into the table, and gives samples, input units and the last units as many cells as they need. */
export function fillSamples(taught: Taught, name: (typeof fills)[number]["name"], seed: number): Edit {
  const { samples, front, layers } = taught;
  const fill = fills.find((each) => each.name === name) as (typeof fills)[number];
  const data = makeData({ ...fill, seed });
  const last = layers.at(-1)?.units.node as Node;
  return together(`Fill with ${fill.label}`, [
    setN(samples.node.id, data.inputs),
    setN(front.node.id, data.inputs),
    setN(last.id, data.outputs),
    setRows(
      { ...taught, data },
      rowsOf(data).map((row) => row.map((value) => Number(value.toFixed(4)))),
      "",
    ),
  ]);
}
