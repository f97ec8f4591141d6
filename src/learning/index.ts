/**
 * Networks that remember and learn, apart from any circuit: pure functions of typed arrays, seeded, that run in the page, in
 * a worker, in Node and in tests alike. What takes long is a generator that yields the share of its work that is done.
 * Knows no node, no kind and no view.
 *
 *   desk        answers questions in short pieces, from a thread of its own
 *   data/       samples to learn from: truth tables, clouds, spirals, moons, a sine, digits
 *   perceptron/ one unit and the rule that moves its line
 *   mlp/        layers trained by backpropagation: activations from equations, losses, optimisers, mini-batches, WebAssembly kernels
 *   school/     teaches a network live, as a laboratory sees it: curves, and pictures of what it answers
 *   hopfield/   memory by outer products: recall, energy, overlap, what a state is, capacity, forgetting
 */
export { type DataName, type DataOptions, type DataSet, dataNames, fromRows, makeData, mostRows } from "./data/sets.ts";
export { createLaboratoryDesk, type DeskReply, type DeskRequest } from "./desk.ts";
export {
  alphaCritical,
  type CapacityOptions,
  type CapacityPoint,
  type CapacityProgress,
  capacityCurve,
} from "./hopfield/capacity.ts";
export { energy, overlap } from "./hopfield/energy.ts";
export { type Forgetting, forgetting } from "./hopfield/forgetting.ts";
export {
  createMemoryLaboratory,
  type Glimpse,
  type Memory,
  type MemoryAnswer,
  type MemoryProgress,
  type MemoryQuestion,
} from "./hopfield/laboratory.ts";
export { lookUp, type Meaning, meaningOf, overlaps, rowOf } from "./hopfield/meaning.ts";
export { type Frame, isFixed, type Recall, type RecallOptions, recall } from "./hopfield/recall.ts";
export { type Resting, restingStates } from "./hopfield/spurious.ts";
export { type Activation, activationOf } from "./mlp/activation.ts";
export { type LayerSize, printWeightsCsv, printWeightsJson, readWeights, type Trained } from "./mlp/file.ts";
export { type LossName, lossNames } from "./mlp/loss.ts";
export { createMachine, type Machine } from "./mlp/machine.ts";
export { forward, gradientOf, type Layer, type LayerGradient, lossOf, outputsOf } from "./mlp/network.ts";
export type { OptimiserName } from "./mlp/optimiser.ts";
export {
  accuracyOf,
  createTrainer,
  freshWeights,
  split,
  type Trainer,
  type TrainingOptions,
} from "./mlp/trainer.ts";
export {
  type Line,
  novikoffBound,
  type PerceptronOptions,
  type PerceptronRule,
  perceptronEpoch,
  perceptronUpdate,
} from "./perceptron/perceptron.ts";
export { createSchool, type SchoolReply, type SchoolRequest } from "./school/school.ts";
export type { LayerText, Report } from "./school/session.ts";
