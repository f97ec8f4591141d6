/**
 * Golden cases of networks that learn: the perceptron with the lecture's rule, as written and corrected, XOR by the lecture's two layers, and
 * layers trained by backpropagation from listed weights.
 *
 * @source integer and exact rational arithmetic, finite differences and another program's backpropagation; each case names its own
 */
import { parse } from "../expression/index.ts";
import {
  activationOf,
  createTrainer,
  type DataSet,
  forward,
  fromRows,
  gradientOf,
  type Layer,
  type Line,
  lossOf,
  outputsOf,
  type PerceptronRule,
  perceptronEpoch,
} from "../learning/index.ts";
import { expectFields, words, worstOf } from "./caseFields.ts";
import type { CaseReader, Deviation } from "./reference.ts";

type Rows = readonly (readonly number[])[];

interface GivenLayer {
  W: Rows;
  b: readonly number[];
  activation: string;
}

interface Epoch {
  epoch: number;
  mistakes?: number;
  W: readonly number[];
  b: number;
}

interface Given {
  schema?: string;
  kind?: string;
  model: { name?: string; layers?: readonly (number | GivenLayer)[] };
  parameters: Readonly<Record<string, { value: number | readonly number[] }>>;
  stimulus: {
    X: Rows;
    Y?: readonly (number | readonly number[])[];
    class1?: Rows;
    class2?: Rows;
    initial_layers?: readonly GivenLayer[];
  };
  expected: Readonly<Record<string, unknown>>;
  tolerance: Readonly<Record<string, number | string>>;
}

/** What is left of 0 after rounding: below this a loss has no digits to compare. */
const roundingLoss = 1e-15;

export const learningCases: CaseReader = {
  reads: (data) => {
    const given = data as Given | null;
    return (
      given?.schema?.startsWith("neuro-golden-case") === true &&
      given.kind === "discrete" &&
      (given.model?.name === "perceptron" || given.model?.name === "mlp")
    );
  },
  compare: (data) => {
    const given = data as Given;
    expectFields(given, "", [...words, "model", "parameters", "stimulus", "expected", "tolerance"]);
    if (given.model.name === "perceptron") return given.stimulus.class1 ? clouds(given) : truthTable(given);
    return given.stimulus.initial_layers ? trained(given) : asGiven(given);
  },
};

function clouds({ model, parameters, stimulus, expected, tolerance }: Given): Deviation[] {
  expectFields(model, "model", ["name", "deck", "corrected"]);
  expectFields(parameters, "parameters", ["r", "thresh", "W0", "b0"]);
  expectFields(stimulus, "stimulus", ["class1", "class2", "order"]);
  expectFields(expected, "expected", ["deck_rule", "corrected_rule", "corrected_epochs_until_no_mistake"]);
  expectFields(tolerance, "tolerance", ["abs"]);
  const points = ({ class1 = [], class2 = [] }: Given["stimulus"]): DataSet =>
    fromRows(
      [class1, class2].flatMap(([x = [], y = []], target) => x.map((value, k) => [value, y[k] as number, target])),
      2,
    );
  const start = (): Line => ({
    weights: Float64Array.from(parameters["W0"]?.value as readonly number[]),
    bias: numberIn(parameters, "b0"),
  });
  const allowed = Number(tolerance["abs"]);
  const options = { rate: numberIn(parameters, "r"), threshold: numberIn(parameters, "thresh") };
  const corrected = expected["corrected_rule"] as readonly Epoch[];
  const whole = corrected.find(({ mistakes }) => mistakes === 0)?.epoch;
  return [
    ...epochs(points(stimulus), start(), expected["deck_rule"] as readonly Epoch[], options, "literal", allowed),
    ...epochs(points(stimulus), start(), corrected, options, "corrected", allowed),
    exact("epochs until no mistake", whole ?? Number.NaN, expected["corrected_epochs_until_no_mistake"]),
  ];
}

function truthTable({ model, parameters, stimulus, expected, tolerance }: Given): Deviation[] {
  expectFields(model, "model", ["name"]);
  expectFields(parameters, "parameters", ["r"]);
  expectFields(stimulus, "stimulus", ["X", "Y"]);
  expectFields(expected, "expected", ["epochs", "converged", "n_epochs"]);
  expectFields(tolerance, "tolerance", ["states"]);
  const data = samples(stimulus);
  const options = { rate: numberIn(parameters, "r") };
  const start = (): Line => ({ weights: new Float64Array(data.inputs), bias: 0 });
  const line = start();
  let [ran, mistakes] = [0, 1];
  while (mistakes > 0 && ran < 100) {
    mistakes = perceptronEpoch(line, data, options);
    ran++;
  }
  return [
    ...epochs(data, start(), expected["epochs"] as readonly Epoch[], options, "corrected", 0),
    exact("converged", Number(mistakes === 0), Number(expected["converged"])),
    exact("epochs", ran, expected["n_epochs"]),
  ];
}

/** Weights and mistakes of each epoch that is listed. */
function epochs(
  data: DataSet,
  line: Line,
  listed: readonly Epoch[],
  options: { rate: number; threshold?: number },
  rule: PerceptronRule,
  allowed: number,
): Deviation[] {
  let [ran, mistakes] = [0, 0];
  return listed.flatMap((each) => {
    expectFields(each, "an epoch", ["epoch", "mistakes", "W", "b", "W_exact", "b_exact"]);
    for (; ran < each.epoch; ran++) mistakes = perceptronEpoch(line, data, { ...options, rule });
    const found = worstOf([...line.weights, line.bias], [...each.W, each.b]);
    const moved = { what: `line after epoch ${each.epoch}, ${rule} rule`, found, allowed, unit: "" };
    return each.mistakes === undefined
      ? [moved]
      : [moved, exact(`mistakes of epoch ${each.epoch}`, mistakes, each.mistakes)];
  });
}

function asGiven({ model, parameters, stimulus, expected, tolerance }: Given): Deviation[] {
  expectFields(model, "model", ["name", "layers"]);
  expectFields(parameters, "parameters", []);
  expectFields(stimulus, "stimulus", ["X"]);
  expectFields(expected, "expected", ["rows"]);
  expectFields(tolerance, "tolerance", ["abs"]);
  const layers = layersOf(model.layers as readonly GivenLayer[]);
  const allowed = Number(tolerance["abs"]);
  return (expected["rows"] as readonly { input: number[]; layer1: number[]; output: number }[]).flatMap((row, k) => {
    expectFields(row, "a row", ["input", "layer1", "output"]);
    const { a } = forward(layers, Float64Array.from(row.input), 1);
    const [hidden, out] = a.map((values) => [...values]) as [number[], number[]];
    return [
      exact(`sample ${k}`, worstOf(row.input, stimulus.X[k] ?? []), 0),
      { what: `layer 1 of (${row.input.join(", ")})`, found: worstOf(hidden, row.layer1), allowed, unit: "" },
      { what: `output of (${row.input.join(", ")})`, found: worstOf(out, [row.output]), allowed, unit: "" },
    ];
  });
}

function trained({ model, parameters, stimulus, expected, tolerance }: Given): Deviation[] {
  expectFields(model, "model", ["name", "layers", "loss", "training"]);
  expectFields(parameters, "parameters", ["learning_rate", "epochs"]);
  expectFields(stimulus, "stimulus", ["X", "Y", "initial_layers"]);
  expectFields(expected, "expected", [
    "initial_outputs",
    "initial_loss",
    "initial_gradients",
    "layers_after_one_step",
    "loss_after_epoch",
    "final_outputs",
  ]);
  expectFields(tolerance, "tolerance", ["forward_abs", "gradient_abs", "loss_after_epoch_rel"]);
  const data = samples(stimulus);
  const layers = layersOf(stimulus.initial_layers ?? []);
  const sizes = [data.inputs, ...layers.map(({ outputs }) => outputs)];
  const rate = numberIn(parameters, "learning_rate");
  const forwardAbs = Number(tolerance["forward_abs"]);
  const gradientAbs = Number(tolerance["gradient_abs"]);
  const lossRel = Number(tolerance["loss_after_epoch_rel"]);
  const outputs = (): number[] => [...outputsOf(layers, data.x, data.rows)];
  const loss = (): number => lossOf(layers, data.x, data.targets, data.rows, "squared");

  const deviations: Deviation[] = [
    exact("sizes of the layers", worstOf(sizes, model.layers as readonly number[]), 0),
    {
      what: "outputs before training",
      found: worstOf(outputs(), (expected["initial_outputs"] as Rows).flat()),
      allowed: forwardAbs,
      unit: "",
    },
    {
      what: "loss before training",
      found: Math.abs(loss() - (expected["initial_loss"] as number)),
      allowed: forwardAbs,
      unit: "",
    },
  ];
  const { gradient } = gradientOf(layers, data.x, data.targets, data.rows, "squared");
  (expected["initial_gradients"] as readonly { dW: Rows; db: readonly number[] }[]).forEach(({ dW, db }, k) => {
    const own = gradient[k];
    const found = worstOf([...(own?.weights ?? []), ...(own?.biases ?? [])], [...dW.flat(), ...db]);
    deviations.push({ what: `gradient of layer ${k + 1}`, found, allowed: gradientAbs, unit: "" });
  });

  const trainer = createTrainer(layers, data, { loss: "squared", optimiser: "sgd", batch: 0, test: 0, seed: 1 });
  trainer.epoch(rate);
  (expected["layers_after_one_step"] as readonly GivenLayer[]).forEach(({ W, b }, k) => {
    const own = layers[k];
    const found = worstOf([...(own?.weights ?? []), ...(own?.biases ?? [])], [...W.flat(), ...b]);
    deviations.push({ what: `layer ${k + 1} after one step`, found, allowed: gradientAbs * rate, unit: "" });
  });
  const losses = Object.entries(expected["loss_after_epoch"] as Readonly<Record<string, number>>);
  for (const [epoch, listed] of losses) {
    while (trainer.epochs < Number(epoch)) trainer.epoch(rate);
    const found = listed < roundingLoss ? Math.max(0, loss() - roundingLoss) : Math.abs(loss() - listed) / listed;
    deviations.push({
      what: `loss after epoch ${epoch}`,
      found,
      allowed: listed < roundingLoss ? 0 : lossRel,
      unit: "",
    });
  }
  while (trainer.epochs < numberIn(parameters, "epochs")) trainer.epoch(rate);
  deviations.push({
    what: "outputs after training",
    found: worstOf(outputs(), (expected["final_outputs"] as Rows).flat()),
    allowed: lossRel,
    unit: "",
  });
  return deviations;
}

const samples = ({ X, Y = [] }: Given["stimulus"]): DataSet =>
  fromRows(
    X.map((row, k) => [...row, ...[Y[k] ?? []].flat()]),
    X[0]?.length ?? 0,
  );

/** The activations that cases name, as equations. */
const activations: Readonly<Record<string, string>> = {
  linear: "z",
  relu: "if(z > 0, z, 0)",
  sigmoid: "1/(1 + exp(-z))",
  tanh: "tanh(z)",
};

/** @throws for an activation that no equation is known for */
function layersOf(given: readonly GivenLayer[]): Layer[] {
  return given.map((layer) => {
    expectFields(layer, "a layer", ["W", "b", "activation"]);
    const { W, b, activation } = layer;
    const { tree } = parse(activations[activation] ?? "");
    if (!tree) throw new Error(`activation ${activation} is none of ${Object.keys(activations).join(", ")}`);
    return {
      inputs: W[0]?.length ?? 0,
      outputs: W.length,
      weights: Float64Array.from(W.flat()),
      biases: Float64Array.from(b),
      activation: activationOf(tree, "z"),
    };
  });
}

/** @throws when the case lacks it */
function numberIn(parameters: Given["parameters"], name: string): number {
  const value = parameters[name]?.value;
  if (typeof value !== "number") throw new Error(`the case lacks ${name}`);
  return value;
}

const exact = (what: string, found: number, expected: unknown): Deviation => ({
  what,
  found: Math.abs(found - (expected as number)),
  allowed: 0,
  unit: "",
});
