/** What a textbook says of the kind: notes, its equations with the present numbers, and where they come from. */
import { useMemo } from "react";
import { parse, printMathML } from "../../expression/index.ts";
import { MathView } from "../controls/Math.tsx";
import { writeNumber, writeUnit } from "../controls/number.ts";
import { Sym, Words } from "../controls/Symbol.tsx";
import { plainWords } from "../controls/symbol.ts";
import { saidBeside } from "../equations/said.ts";
import { statementsOf, valueWords } from "../equations/system.ts";
import { printExpression } from "../equations/words.ts";
import type { Known } from "../nodes.ts";
import { ExamplesWith } from "./ExamplesWith.tsx";
import { Formulas } from "./Formulas.tsx";

export function AboutWords({ known }: { known: Known }) {
  const { kind } = known;
  const lines = useMemo(() => {
    const statements = statementsOf(kind.equations);
    return {
      symbols: statements.map((statement) => printMathML(statement)),
      numbers: statements.map((statement) => printMathML(statement, { values: (name) => valueWords(known, name) })),
    };
  }, [known, kind]);
  const rule = useMemo(
    () =>
      saidBeside(kind).map(({ words, statement, text }) => ({
        words,
        math: statement ? printMathML(statement) : printExpression(text ?? ""),
      })),
    [kind],
  );
  // Lists and texts have no range to tell of.
  const parameters = Object.entries(kind.parameters).filter(([, { default: home }]) => typeof home === "number");
  return (
    <>
      <p className="about-words">
        <Words text={kind.notes || kind.about} />
      </p>
      {lines.symbols.length + rule.length > 0 && (
        <Formulas label="Equations of this kind">
          {lines.symbols.map((node, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <MathView key={k} node={node} block />
          ))}
          {rule.map(({ words, math }, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <p key={k} className="about-rule">
              <span className="caption">{words}</span> {math && <MathView node={math} />}
            </p>
          ))}
        </Formulas>
      )}
      {lines.symbols.length > 0 && (
        <>
          <h4>With its present numbers</h4>
          <Formulas label="Equations with present numbers" className="about-numbers">
            {lines.numbers.map((node, k) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
              <MathView key={k} node={node} block />
            ))}
          </Formulas>
        </>
      )}
      {parameters.length > 0 && (
        <>
          <h4>Parameters</h4>
          <table className="about-table">
            <thead>
              <tr>
                <th scope="col">Symbol</th>
                <th scope="col">Default</th>
                <th scope="col">Range</th>
              </tr>
            </thead>
            <tbody>
              {parameters.map(([name, { unit, default: home, range }]) => (
                <tr key={name}>
                  <th scope="row" data-tip={plainWords(kind.parameters[name]?.about ?? "")}>
                    <Sym name={name} />
                  </th>
                  <td>{[writeNumber(home as number, 6), writeUnit(unit)].filter(Boolean).join(" ")}</td>
                  <td>{range ? `${writeNumber(range[0], 6)} to ${writeNumber(range[1], 6)}` : "any"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {kind.presets && (
        <>
          <h4>Published values</h4>
          <ul className="about-sources">
            {Object.entries(kind.presets).map(([key, { label, about }]) => (
              <li key={key}>
                <strong>{label}</strong>
                {about && <Words text={`: ${about}`} />}
              </li>
            ))}
          </ul>
        </>
      )}
      {kind.lecture && (
        <>
          <h4>The lecture, put right</h4>
          <ul className="about-sources about-lecture">
            {kind.lecture.map((slip) => (
              <li key={slip}>
                <Told text={slip} />
              </li>
            ))}
          </ul>
        </>
      )}
      <ExamplesWith kind={kind.kind} />
      {kind.sources.length > 0 && (
        <>
          <h4>Sources</h4>
          <ul className="about-sources">
            {kind.sources.map((source) => (
              <li key={source}>{source}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** Words with the formulas between backquotes set in type. */
function Told({ text }: { text: string }) {
  const pieces = useMemo(
    () =>
      text.split("`").map((piece, k) => {
        if (k % 2 === 0) return { words: piece };
        const [statement] = parse(piece).tree ? [] : statementsOf(piece);
        return { words: piece, math: statement ? printMathML(statement) : printExpression(piece) };
      }),
    [text],
  );
  // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
  return pieces.map(({ words, math }, k) => (math ? <MathView key={k} node={math} /> : words));
}
