/**
 * Equations as MathML, which browsers draw themselves. What comes out is a plain tree: a page may build elements from it
 * without reading markup, and tests and files get text from `mathText`.
 */
import type { Statement, Tree } from "./tree.ts";
import { type TypesetOptions, type Typesetter, typesetStatement, typesetTree } from "./typeset.ts";

/** An element of MathML: a leaf has `text`, any other `children`. */
export interface MathNode {
  tag: string;
  text?: string;
  children?: readonly MathNode[];
  attributes?: Readonly<Record<string, string>>;
}

export const mathNamespace = "http://www.w3.org/1998/Math/MathML";

const leaf = (tag: string, text: string, attributes?: Readonly<Record<string, string>>): MathNode =>
  attributes ? { tag, text, attributes } : { tag, text };
const node = (tag: string, children: readonly MathNode[], attributes?: Readonly<Record<string, string>>): MathNode =>
  attributes ? { tag, children, attributes } : { tag, children };
const space = (width: string): MathNode => node("mspace", [], { width });

/** Rows within rows say nothing: their parts are taken in. But the brace before a table must span the table alone. */
const flat = (parts: readonly MathNode[]): MathNode[] =>
  parts.flatMap((part) => {
    const { tag, children = [] } = part;
    return tag === "mrow" && children.every((child) => child.tag !== "mtable") ? flat(children) : [part];
  });
const row = (parts: readonly MathNode[]): MathNode => {
  const inner = flat(parts);
  return inner.length === 1 ? (inner[0] as MathNode) : node("mrow", inner);
};

const isTall = ({ tag, children = [] }: MathNode): boolean =>
  tag === "mfrac" || tag === "mtable" || tag === "msqrt" || children.some(isTall);

const mathML: Typesetter<MathNode> = {
  row,
  // One letter is slanted by default; a label of a unit or subscript is not, whatever its length.
  identifier: (text) => leaf("mi", text),
  number: (text) => leaf("mn", text),
  operator: (text) => leaf("mo", text),
  words: (text) => row([space("0.4em"), leaf("mtext", text), space("0.4em")]),
  product: () => space("0.17em"),
  fraction: (above, below) => node("mfrac", [above, below]),
  superscript: (base, above) => {
    // v_th squared is one base with both marks.
    if (base.tag === "msub" && base.children) return node("msubsup", [...base.children, above]);
    return node("msup", [base, above]);
  },
  subscript: (base, below) =>
    node("msub", [base, row(below.flatMap((part, i) => (i === 0 ? [part] : [leaf("mo", ","), part])))]),
  label: (text) => leaf("mi", text, { mathvariant: "normal" }),
  root: (inner) => node("msqrt", flat([inner])),
  fenced(open, inner, close) {
    // Brackets grow with fractions and tables only: around one line of text they would come out taller than it.
    const marks = { fence: "true", stretchy: String(isTall(inner)) };
    return row([leaf("mo", open, marks), inner, leaf("mo", close, marks)]);
  },
  cases: (rows) =>
    node("mrow", [
      leaf("mo", "{", { fence: "true", stretchy: "true" }),
      node(
        "mtable",
        rows.map(({ value, test }) =>
          node("mtr", [
            node("mtd", [value]),
            node("mtd", test ? flat([leaf("mtext", "if"), space("0.4em"), test]) : [leaf("mtext", "otherwise")]),
          ]),
        ),
        { columnalign: "left left" },
      ),
    ]),
};

/** The content of a `<math>` element for an expression or a statement: one node. */
export const printMathML = (what: Tree | Statement, options?: TypesetOptions): MathNode =>
  "right" in what && "name" in what
    ? typesetStatement(what, mathML, options)
    : typesetTree(what as Tree, mathML, options);

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] as string);

const markup = ({ tag, text, children = [], attributes = {} }: MathNode): string => {
  const inside = text === undefined ? children.map(markup).join("") : escaped(text);
  const marks = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  return `<${tag}${marks.join("")}>${inside}</${tag}>`;
};

/** `<math>…</math>` as text, for tests and files. */
export const mathText = (content: MathNode): string => `<math xmlns="${mathNamespace}">${markup(content)}</math>`;
