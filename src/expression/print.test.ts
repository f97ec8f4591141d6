import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyTree } from "./arbitraryTree.ts";
import {
  equalTrees,
  mathText,
  parse,
  parseStatements,
  print,
  printMathML,
  printStatement,
  printTeX,
  type Statement,
  type TypesetOptions,
} from "./index.ts";

describe("print", () => {
  it.each([
    ["a-(b-c)", "a - (b - c)"],
    ["(a*b)/(c*d)", "a * b / (c * d)"],
    ["-(a+b)^2", "-(a + b)^2"],
    ["(-a)^2", "(-a)^2"],
    ["(a^b)^c", "(a^b)^c"],
    ["a^b^c", "a^b^c"],
    ["2^-x", "2^-x"],
    ["(5 mV)^2", "(5 mV)^2"],
    ["not (a<b and c<d) or e>f", "not (a < b and c < d) or e > f"],
    ["if((t>=1),x,0)", "if(t >= 1, x, 0)"],
    ["1e-7*x", "1e-7 * x"],
  ])("%s is written %s", (text, printed) => {
    const { tree } = parse(text);
    expect(tree && print(tree)).toBe(printed);
  });

  it("reads back as the same tree", () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const { tree: again, diagnostics } = parse(print(tree));
        if (diagnostics.length > 0) throw new Error(`${print(tree)}: ${diagnostics[0]?.message}`);
        return again !== undefined && equalTrees(tree, again);
      }),
      { numRuns: 2000 },
    );
  });

  it("writes statements", () => {
    const text = "dv/dt = -v / tau\nu += d\nw = 2 * v";
    expect(parseStatements(text).statements.map(printStatement).join("\n")).toBe(text);
  });
});

const statement = (text: string): Statement => parseStatements(text).statements[0] as Statement;

describe("TeX", () => {
  const set = (text: string, options?: TypesetOptions): string => printTeX(statement(text), options);

  it.each([
    [
      "dv/dt = (g_L*(E_L - v) + i)/C_m",
      "\\frac{dv}{dt} = \\frac{g_{\\mathrm{L}}\\,\\left(E_{\\mathrm{L}}-v\\right) + i}{C_{\\mathrm{m}}}",
    ],
    ["b = 0.125*exp(-v/80)/ms", "b = \\frac{0.125\\,e^{-v/80}}{\\mathrm{ms}}"],
    ["a = 1/x/y", "a = \\frac{1}{x\\,y}"],
    ["tau_m = 3e-7", "\\tau_{\\mathrm{m}} = 3\\cdot 10^{-7}"],
    ["u += d", "u\\leftarrow u + d"],
    ["y = 2*3*x^2", "y = 2\\cdot 3\\,x^{2}"],
    ["y = -a*(b - c)", "y = -a\\,\\left(b-c\\right)"],
    ["y = a - (b - c)", "y = a-\\left(b-c\\right)"],
    ["y = log(x) + x^0.5 + abs(x)", "y = \\ln\\left(x\\right) + \\sqrt{x} + \\left|x\\right|"],
    [
      "y = if(t >= t_on, I_0, 0)",
      "y = \\begin{cases} I_{\\mathrm{0}} & \\text{if } t\\ge t_{\\mathrm{on}} \\\\ 0 & \\text{otherwise} \\end{cases}",
    ],
    ["y = 65 mV + 3 uA", "y = 65\\,\\mathrm{mV} + 3\\,\\mathrm{\\mu A}"],
    ["y = x^2^n", "y = x^{2^{n}}"],
    ["y = (x/2)^2 + exp(x)^2", "y = \\left(\\frac{x}{2}\\right)^{2} + \\left(e^{x}\\right)^{2}"],
    ["y = sqrt(2/tau)*xi*dt", "y = \\sqrt{\\frac{2}{\\tau}}\\,\\xi \\,\\Delta t"],
  ])("%s", (text, tex) => expect(set(text)).toBe(tex));

  it("puts present values in", () => {
    const values = (name: string): string | undefined => ({ g_L: "10 nS", E_L: "-70 mV" })[name];
    expect(set("dv/dt = g_L*(E_L - v)/C_m", { values })).toBe(
      "\\frac{dv}{dt} = \\frac{\\left(10\\,\\mathrm{nS}\\right)\\,\\left(-70\\,\\mathrm{mV}-v\\right)}{C_{\\mathrm{m}}}",
    );
  });

  it("writes a reset as something that happens", () => {
    expect(set("v = V_reset", { arrow: true })).toBe("v\\leftarrow V_{\\mathrm{reset}}");
  });

  it("writes an index under the variables", () => {
    const indexed = (name: string): boolean => name === "v" || name === "i_syn";
    expect(set("dv/dt = (E_L - v)/tau + i_syn", { subscript: "i", indexed })).toBe(
      "\\frac{dv_{i}}{dt} = \\frac{E_{\\mathrm{L}}-v_{i}}{\\tau } + i_{\\mathrm{syn},i}".replace("\\tau }", "\\tau}"),
    );
  });
});

describe("MathML", () => {
  it("is a plain tree of elements", () => {
    expect(printMathML(statement("x = V_th/2"))).toEqual({
      tag: "mrow",
      children: [
        { tag: "mi", text: "x" },
        { tag: "mo", text: "=" },
        {
          tag: "mfrac",
          children: [
            {
              tag: "msub",
              children: [
                { tag: "mi", text: "V" },
                { tag: "mi", text: "th", attributes: { mathvariant: "normal" } },
              ],
            },
            { tag: "mn", text: "2" },
          ],
        },
      ],
    });
  });

  it("becomes text with its signs escaped", () => {
    expect(mathText(printMathML(statement("x = if(a < b, 1, V_th^2)")))).toBe(
      '<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mi>x</mi><mo>=</mo><mrow><mo fence="true" stretchy="true">{</mo>' +
        '<mtable columnalign="left left"><mtr><mtd><mn>1</mn></mtd><mtd><mtext>if</mtext><mspace width="0.4em"></mspace><mi>a</mi><mo>&lt;</mo><mi>b</mi></mtd></mtr>' +
        '<mtr><mtd><msubsup><mi>V</mi><mi mathvariant="normal">th</mi><mn>2</mn></msubsup></mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable></mrow></mrow></math>',
    );
  });

  it("lets brackets grow only around what is tall", () => {
    const brackets = (text: string): unknown => mathText(printMathML(statement(text))).match(/stretchy="\w+"/)?.[0];
    expect(brackets("x = 2*(a - b)")).toBe('stretchy="false"');
    expect(brackets("x = 2*(a/b - 1)")).toBe('stretchy="true"');
  });

  it("typesets every tree there is", () => {
    fc.assert(
      fc.property(anyTree, (tree) => mathText(printMathML(tree)).startsWith("<math") && printTeX(tree).length > 0),
      { numRuns: 500 },
    );
  });
});
