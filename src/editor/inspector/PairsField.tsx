import { useState } from "react";
import type { Connect } from "../../graph/index.ts";
import { counted, plainDigits } from "../controls/number.ts";
import { useDraft } from "./TextValue.tsx";

type Pairs = Extract<Connect, { rule: "pairs" }>["pairs"];

/** Lines "from to" or "from to weight delay"; a sentence names the first line that is neither. */
export function readPairs(text: string): { pairs: Pairs } | { wrong: string } {
  const pairs: (readonly [number, number] | readonly [number, number, number, number])[] = [];
  for (const [k, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const numbers = line
      .trim()
      .split(/[\s,;→]+/)
      .map((word) => Number(plainDigits(word)));
    const [a = -1, b = -1, w = 0, d = 0] = numbers;
    const cells = Number.isInteger(a) && a >= 0 && Number.isInteger(b) && b >= 0;
    if (!cells || !numbers.every(Number.isFinite) || (numbers.length !== 2 && numbers.length !== 4))
      return { wrong: `Line ${k + 1}: two cell numbers from 0, or with weight and delay: “0 3” or “0 3 80 1.5”.` };
    pairs.push(numbers.length === 2 ? [a, b] : [a, b, w, d]);
  }
  return { pairs };
}

/** A longer list is no text that anybody reads, and slow to lay out. */
const mostLines = 2000;

export function PairsField({ value, onCommit }: { value: Pairs; onCommit: (pairs: Pairs) => void }) {
  if (value.length <= mostLines) return <PairsArea value={value} onCommit={onCommit} />;
  return <p className="caption">{counted(value.length, "pair")} listed, too many to edit as text.</p>;
}

function PairsArea({ value, onCommit }: { value: Pairs; onCommit: (pairs: Pairs) => void }) {
  const [wrong, setWrong] = useState<string | null>(null);
  const [text, type, flush] = useDraft(value.map((pair) => pair.join(" ")).join("\n"), (typed) => {
    const read = readPairs(typed);
    if ("pairs" in read) onCommit(read.pairs);
  });
  return (
    <>
      <textarea
        className="field area mono"
        rows={Math.min(8, Math.max(3, text.split("\n").length))}
        aria-label="Pairs, one a line: from, to, and if wished weight and delay"
        aria-invalid={wrong !== null}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          const read = readPairs(event.target.value);
          setWrong("wrong" in read ? read.wrong : null);
          type(event.target.value);
        }}
        onBlur={flush}
      />
      <p className={wrong ? "wrong" : "caption"}>
        {wrong ?? "From, to; with weight and delay if they differ. Cells count from 0."}
      </p>
    </>
  );
}
