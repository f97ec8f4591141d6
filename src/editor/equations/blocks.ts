/** The whole system, a block a node: typeset for the screen, as text that can be pasted back, and as TeX for a paper. */
import {
  type MathNode,
  parse,
  printMathML,
  printStatement,
  printTeX,
  type Statement,
  type TypesetOptions,
} from "../../expression/index.ts";
import type { Connect, Graph } from "../../graph/index.ts";
import { type Catalogue, kindOf } from "../../kind/index.ts";
import type { Known } from "../nodes.ts";
import { saidBeside } from "./said.ts";
import { populationEquation, statementsOf, valueWords } from "./system.ts";

export interface Line {
  key: string;
  math: MathNode;
  /** Said before it: "spikes when". */
  words?: string;
}

export interface Block {
  known: Known;
  lines: readonly Line[];
}

const row = (children: readonly MathNode[]): MathNode => ({ tag: "mrow", children });
const op = (text: string): MathNode => ({ tag: "mo", text });

/** Everything a node says, in the order in which it happens: equations, what an arriving spike does, what a spike is. */
const saidBy = ({ kind }: Known): readonly { words?: string; statement?: Statement; text?: string }[] => [
  ...statementsOf(kind.equations).map((statement) => ({ statement })),
  ...saidBeside(kind),
];

export function systemBlocks(graph: Graph, catalogue: Catalogue, numbers: boolean): readonly Block[] {
  return graph.nodes.flatMap((node) => {
    const kind = kindOf(catalogue, node);
    if (!kind) return [];
    const known: Known = { node, kind };
    const index = kind.family === "synapse" ? "j" : "i";
    const options: TypesetOptions = {
      subscript: index,
      indexed: (name) => Object.hasOwn(kind.state, name),
      ...(numbers ? { values: (name: string) => valueWords(known, name) } : {}),
    };
    const lines: Line[] = [];
    // A population's first line is the whole sum, with each thing that is wired to it.
    const sum = kind.family === "neuron" ? populationEquation(graph, catalogue, known, { numbers }) : undefined;
    if (sum)
      lines.push({
        key: "sum",
        math: row([
          sum.left.math,
          op("="),
          ...sum.right.flatMap((term, k) => [...(k > 0 || term.sign === "−" ? [op(term.sign ?? "+")] : []), term.math]),
          ...(sum.right.length === 0 ? [{ tag: "mn", text: "0" }] : []),
        ]),
      });
    for (const { left, right } of sum?.inputs ?? [])
      lines.push({
        key: left.key,
        words: "where",
        math: row([left.math, op("="), ...right.flatMap((term, k) => [...(k > 0 ? [op("+")] : []), term.math])]),
      });
    const first = Object.keys(kind.state)[0];
    for (const [k, { words, statement, text }] of saidBy(known).entries()) {
      if (sum && statement?.type === "derivative" && statement.name === first) continue;
      const tree = text === undefined ? undefined : parse(text).tree;
      const math = statement ? printMathML(statement, options) : tree && printMathML(tree, options);
      if (math) lines.push({ key: `line${k}`, math, ...(words ? { words } : {}) });
    }
    return lines.length > 0 ? [{ known, lines }] : [];
  });
}

export const ruleWords = (connect: Connect | undefined): string => {
  const rule = connect ?? { rule: "all-to-all" };
  switch (rule.rule) {
    case "all-to-all":
      return "all to all";
    case "one-to-one":
      return "one to one";
    case "probability":
      return `each pair with probability ${rule.p}`;
    case "in-degree":
      return `${rule.k} into each`;
    case "out-degree":
      return `${rule.k} from each`;
    case "total":
      return `${rule.k} pairs in all`;
    case "pairs":
      return `${rule.pairs.length} listed pairs`;
  }
};

/** The system as text to copy. Text reads back as typed equations; TeX stands in an align environment. */
export function systemText(graph: Graph, catalogue: Catalogue, as: "text" | "TeX"): string {
  const blocks = graph.nodes.flatMap((node) => {
    const kind = kindOf(catalogue, node);
    if (!kind) return [];
    const known: Known = { node, kind };
    const wires = kind.family === "synapse" ? `; ${ruleWords(node.connect)}` : "";
    const head = `${node.label}: ${kind.label}${(node.n ?? 1) > 1 ? `, n = ${node.n}` : ""}${wires}`;
    const said = saidBy(known);
    const values = Object.keys(kind.parameters).flatMap((name) => {
      const words = valueWords(known, name);
      return words === undefined ? [] : [`${name} = ${words.replaceAll("\u2009", " ").replaceAll("\u2212", "-")}`];
    });
    if (as === "text")
      return [
        [
          `# ${head}`,
          ...said.map(
            ({ words, statement, text }) =>
              `${words ? `${words}: ` : ""}${statement ? printStatement(statement) : text}`,
          ),
          ...values.map((value) => `  ${value}`),
        ].join("\n"),
      ];
    const lines = said.flatMap(({ words, statement, text }) => {
      const tree = text === undefined ? undefined : parse(text).tree;
      const tex = statement ? printTeX(statement) : tree && printTeX(tree);
      return tex ? [`  & ${words ? `\\text{${words} } ` : ""}${tex}`] : [];
    });
    return [
      [`% ${head}`, `% ${values.join(", ")}`, "\\begin{align}", lines.join(" \\\\\n"), "\\end{align}"].join("\n"),
    ];
  });
  return `${blocks.join("\n\n")}\n`;
}
