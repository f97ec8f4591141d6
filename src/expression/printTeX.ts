/** Equations as TeX, for papers and notebooks. Needs no package beyond amsmath. */
import type { Statement, Tree } from "./tree.ts";
import { type TypesetOptions, type Typesetter, typesetStatement, typesetTree } from "./typeset.ts";

const letters: ReadonlyMap<string, string> = new Map(
  (
    "α alpha β beta γ gamma δ delta ε varepsilon ζ zeta η eta θ theta κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho σ sigma τ tau " +
    "φ varphi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Φ Phi Ψ Psi Ω Omega"
  )
    .split(" ")
    .reduce<[string, string][]>(
      (pairs, word, i, all) => (i % 2 ? pairs.concat([[all[i - 1] as string, word]]) : pairs),
      [],
    ),
);

const operators: Readonly<Record<string, string>> = {
  "−": "-",
  "≤": "\\le ",
  "≥": "\\ge ",
  "≠": "\\ne ",
  "·": "\\cdot ",
  "←": "\\leftarrow ",
};
const fences: Readonly<Record<string, string>> = { "⌊": "\\lfloor ", "⌋": "\\rfloor " };
/** Functions that TeX has a name for. */
const named = new Set("exp ln sin cos tan sinh cosh tanh min max".split(" "));

const escaped = (text: string): string => text.replace(/[\\{}$&#%_^~]/g, (sign) => (sign === "\\" ? "" : `\\${sign}`));
/** Text in upright letters; µ and Ω as commands. */
const upright = (text: string): string =>
  `\\mathrm{${escaped(text)
    .replace(/[µμ]/g, "\\mu ")
    .replace(/Ω/g, "\\Omega ")
    .replace(/·/g, "\\cdot ")
    .replace(/°/g, "^{\\circ}")
    .replace(/√/g, "\\surd ")
    .replace(
      /[⁻⁰¹²³⁴-⁹]+/g,
      (digits) =>
        `^{${[...digits].map((digit) => ("⁰¹²³⁴⁵⁶⁷⁸⁹".includes(digit) ? "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit) : "-")).join("")}}`,
    )}}`;

const tex: Typesetter<string> = {
  row: (parts) => parts.join(""),
  identifier(text) {
    const letter = letters.get(text);
    if (letter) return `\\${letter} `;
    if (named.has(text)) return `\\${text}`;
    return text.length === 1 ? text : upright(text);
  },
  number: (text) => escaped(text.replace(/−/g, "-")).replace(/ (.+)$/, (_, unit: string) => `\\,${upright(unit)}`),
  operator: (text) =>
    text === ","
      ? ", "
      : (operators[text] ?? (text === "=" || text === "<" || text === ">" || text === "+" ? ` ${text} ` : text)),
  words: (text) => ` \\text{ ${text} } `,
  product: () => "\\,",
  fraction: (above, below) => `\\frac{${above.trim()}}{${below.trim()}}`,
  superscript: (base, above) => `${base.trim()}^{${above.trim()}}`,
  subscript: (base, below) => `${base.trim()}_{${below.map((part) => part.trim()).join(",")}}`,
  label: (text) => (letters.has(text) ? `\\${letters.get(text)} ` : upright(text)),
  root: (inner) => `\\sqrt{${inner.trim()}}`,
  fenced: (open, inner, close) => `\\left${fences[open] ?? open}${inner.trim()}\\right${fences[close] ?? close}`,
  cases: (rows) =>
    `\\begin{cases} ${rows
      .map(
        ({ value, test }) =>
          `${value.trim()} & ${test === undefined ? "\\text{otherwise}" : `\\text{if } ${test.trim()}`}`,
      )
      .join(" \\\\ ")} \\end{cases}`,
};

/** TeX of an expression or a statement, without the dollars around it. */
export const printTeX = (what: Tree | Statement, options?: TypesetOptions): string =>
  ("right" in what && "name" in what
    ? typesetStatement(what, tex, options)
    : typesetTree(what as Tree, tex, options)
  ).trim();
