/**
 * A text of equations with its problems at their place: the span underlined under the very letters, the sentence below, and
 * the button that mends it. Drawn as a second text beneath a see-through field, letter on letter.
 */
import { useId, useRef, useState } from "react";
import type { Diagnostic, Fix } from "../../diagnostic/index.ts";
import { parse, parseStatements } from "../../expression/index.ts";
import { useDraft } from "./TextValue.tsx";

const commitMs = 250;

interface EquationAreaProps {
  label: string;
  value: string;
  /** One expression, or statements. */
  holds: "expression" | "statements";
  /** Problems of the committed text. */
  problems: readonly Diagnostic[];
  placeholder?: string;
  minRows?: number;
  onCommit: (text: string) => void;
  onFix: (fix: Fix) => void;
}

interface Piece {
  text: string;
  severity?: Diagnostic["severity"];
}

/** The text cut at the ends of its problems; where two overlap the first keeps the letters. */
export function piecesOf(text: string, problems: readonly Diagnostic[]): readonly Piece[] {
  const spans = problems
    .flatMap(({ at, severity }) =>
      at.type === "equation"
        ? [{ from: Math.max(0, at.from), to: Math.min(text.length, Math.max(at.to, at.from + 1)), severity }]
        : [],
    )
    .sort((a, b) => a.from - b.from);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to, severity } of spans) {
    if (from < at || from >= text.length) continue;
    if (from > at) pieces.push({ text: text.slice(at, from) });
    pieces.push({ text: text.slice(from, to), severity });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

export function EquationArea({
  label,
  value,
  holds,
  problems,
  placeholder,
  minRows = 1,
  onCommit,
  onFix,
}: EquationAreaProps) {
  const [text, type, flush] = useDraft(value, onCommit, commitMs);
  const shade = useRef<HTMLPreElement>(null);
  const id = useId();
  const [touched, setTouched] = useState(false);
  // While the draft is ahead of the graph, what can be said of it alone is said at once.
  const ahead = text !== value;
  const here = ahead
    ? text.trim() === ""
      ? []
      : (holds === "expression" ? parse(text, { field: label }) : parseStatements(text, { field: label })).diagnostics
    : problems;
  const lines = text.split("\n").length;
  return (
    <div className="equation-area">
      <div className="equation-text">
        <pre ref={shade} aria-hidden="true">
          {piecesOf(text, here).map((piece, k) =>
            piece.severity ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
              <mark key={k} className={`slip slip-${piece.severity}`}>
                {piece.text}
              </mark>
            ) : (
              piece.text
            ),
          )}
          {"\n"}
        </pre>
        <textarea
          className="field"
          rows={Math.max(minRows, lines)}
          aria-label={label}
          aria-invalid={here.some(({ severity }) => severity === "error")}
          aria-describedby={here.length > 0 ? id : undefined}
          placeholder={placeholder}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setTouched(true);
            type(event.target.value);
          }}
          onScroll={(event) => {
            if (shade.current) shade.current.scrollLeft = event.currentTarget.scrollLeft;
          }}
          onBlur={flush}
        />
      </div>
      {here.length > 0 && (
        <ul id={id} className="equation-problems" role={touched ? "status" : undefined}>
          {here.slice(0, 4).map((problem, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two problems can be alike in all but their order
            <li key={k} className={problem.severity === "error" ? "wrong" : "caption"}>
              {problem.message}
              {problem.fix && !ahead && (
                <button type="button" className="door" onClick={() => problem.fix && onFix(problem.fix)}>
                  {problem.fix.label}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
