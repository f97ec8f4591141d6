/**
 * Trained weights as a file for other programs, and back. As JSON each layer is a matrix with a row for each unit, so that a layer is
 * `weights @ a + biases`; as CSV each number is a line of its own. Layers, units and inputs count from 0.
 */

export interface Trained {
  /** outputs x inputs. */
  weights: Float64Array;
  biases: Float64Array;
}

/** Units of a layer and what each of them hears. */
export interface LayerSize {
  inputs: number;
  outputs: number;
}

const header = "layer,unit,input,value";
const inputsOf = ({ weights, biases }: Trained): number => weights.length / biases.length;

export function printWeightsJson(layers: readonly Trained[]): string {
  const matrices = layers.map((layer) => {
    const inputs = inputsOf(layer);
    const rows = Array.from(layer.biases, (_, unit) => [...layer.weights.subarray(unit * inputs, (unit + 1) * inputs)]);
    return `{ "weights": [\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n], "biases": ${JSON.stringify([...layer.biases])} }`;
  });
  return `{ "layers": [\n${matrices.join(",\n")}\n] }\n`;
}

export function printWeightsCsv(layers: readonly Trained[]): string {
  const lines = [header];
  layers.forEach((layer, k) => {
    const inputs = inputsOf(layer);
    layer.biases.forEach((bias, unit) => {
      lines.push(`${k},${unit},bias,${bias}`);
      for (let input = 0; input < inputs; input++)
        lines.push(`${k},${unit},${input},${layer.weights[unit * inputs + input]}`);
    });
  });
  return `${lines.join("\n")}\n`;
}

/**
 * Reads either sort of file, whole or not at all.
 *
 * @param sizes the layers that the weights are for
 */
export function readWeights(
  text: string,
  sizes: readonly LayerSize[],
): { layers: readonly Trained[] } | { wrong: string } {
  try {
    const plain = text.replace(/^\uFEFF/, "");
    return { layers: /^\s*[{[]/.test(plain) ? fromJson(plain, sizes) : fromCsv(plain, sizes) };
  } catch (fault) {
    if (fault instanceof Refused) return { wrong: fault.message };
    throw fault;
  }
}

class Refused extends Error {}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;
const empty = (sizes: readonly LayerSize[]): Trained[] =>
  sizes.map(({ inputs, outputs }) => ({
    weights: new Float64Array(inputs * outputs),
    biases: new Float64Array(outputs),
  }));

function fromJson(text: string, sizes: readonly LayerSize[]): Trained[] {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Refused("It begins as JSON and is none.");
  }
  const layers = fieldOf(file, "layers");
  if (!Array.isArray(layers)) throw new Refused('It has no list of "layers".');
  if (layers.length !== sizes.length)
    throw new Refused(`It has ${counted(layers.length, "layer")}, the network ${sizes.length}.`);
  const made = empty(sizes);
  layers.forEach((layer: unknown, k) => {
    const { inputs, outputs } = sizes[k] as LayerSize;
    const own = made[k] as Trained;
    const [weights, biases] = [fieldOf(layer, "weights"), fieldOf(layer, "biases")];
    own.biases.set(numbersOf(biases, outputs, `Layer ${k}, biases`));
    if (!Array.isArray(weights) || weights.length !== outputs)
      throw new Refused(
        `Layer ${k}: ${Array.isArray(weights) ? counted(weights.length, "row") : "no rows"} of weights for ${counted(outputs, "unit")}.`,
      );
    weights.forEach((row: unknown, unit) => {
      own.weights.set(numbersOf(row, inputs, `Layer ${k}, unit ${unit}`), unit * inputs);
    });
  });
  return made;
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

function numbersOf(list: unknown, wanted: number, where: string): readonly number[] {
  if (!Array.isArray(list)) throw new Refused(`${where}: a list of ${counted(wanted, "number")} is missing.`);
  if (list.length !== wanted) throw new Refused(`${where}: ${counted(list.length, "number")} where ${wanted} belong.`);
  const wrong = list.findIndex((value) => typeof value !== "number" || !Number.isFinite(value));
  if (wrong >= 0) throw new Refused(`${where}: ${JSON.stringify(list[wrong])} is no number.`);
  return list as readonly number[];
}

function fromCsv(text: string, sizes: readonly LayerSize[]): Trained[] {
  const made = empty(sizes);
  const seen = sizes.map(({ inputs, outputs }) => new Uint8Array((inputs + 1) * outputs));
  text.split(/\r\n|\n|\r/).forEach((written, at) => {
    const line = written.trim();
    if (line === "" || line === header) return;
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim());
    const refuse = (why: string): never => {
      throw new Refused(`Line ${at + 1}: ${why}`);
    };
    if (cells.length !== 4) refuse(`${counted(cells.length, "column")}; there must be four: ${header}.`);
    const place = (column: number, count: number, what: string): number => {
      const number = Number(cells[column]);
      return cells[column] !== "" && Number.isInteger(number) && number >= 0 && number < count
        ? number
        : refuse(`${what} “${cells[column]}”; there are ${count}, from 0.`);
    };
    const layer = place(0, sizes.length, "layer");
    const { inputs, outputs } = sizes[layer] as LayerSize;
    const unit = place(1, outputs, "unit");
    const input = cells[2] === "bias" ? inputs : place(2, inputs, "input");
    const value = Number(cells[3]);
    if (cells[3] === "" || !Number.isFinite(value)) refuse(`“${cells[3]}” is no number.`);
    const once = seen[layer] as Uint8Array;
    if (once[unit * (inputs + 1) + input]) refuse("this number was given before.");
    once[unit * (inputs + 1) + input] = 1;
    const own = made[layer] as Trained;
    if (input === inputs) own.biases[unit] = value;
    else own.weights[unit * inputs + input] = value;
  });
  seen.forEach((once, layer) => {
    const { inputs } = sizes[layer] as LayerSize;
    const missing = once.indexOf(0);
    if (missing < 0) return;
    const [unit, input] = [Math.floor(missing / (inputs + 1)), missing % (inputs + 1)];
    throw new Refused(
      `Layer ${layer}, unit ${unit}: ${input === inputs ? "the bias" : `the weight of input ${input}`} is missing.`,
    );
  });
  return made;
}
