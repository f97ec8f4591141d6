/** Where each state begins: a number, or an expression of parameters, or a spread over the cells. */
import type { Value } from "../../graph/index.ts";
import { writeNumber, writeUnit } from "../controls/number.ts";
import { readQuantity } from "../controls/quantity.ts";
import { Sym } from "../controls/Symbol.tsx";
import { plainWords, rowName } from "../controls/symbol.ts";
import { TextField } from "../controls/TextField.tsx";
import { isSpread, type Known } from "../nodes.ts";
import { ResetButton } from "./ResetButton.tsx";

const words = (value: Value): string =>
  typeof value === "number"
    ? writeNumber(value)
    : typeof value === "string"
      ? value
      : isSpread(value)
        ? "a spread"
        : value.map((x) => writeNumber(x)).join(", ");

/** A number where one can be read, else the text as an expression. */
export function readStart(text: string, unit: string): Value {
  const read = readQuantity(text, unit, { label: "start" });
  return "value" in read ? read.value : text.trim();
}

export function StartRows({
  nodes,
  onChange,
}: {
  nodes: readonly Known[];
  onChange: (name: string, value: Value | undefined) => void;
}) {
  const [first] = nodes as readonly [Known, ...Known[]];
  return (
    <>
      {Object.entries(first.kind.state).map(([name, state]) => {
        const values = nodes.map(({ node }) => node.start?.[name]);
        const mixed = values.some((value) => JSON.stringify(value) !== JSON.stringify(values[0]));
        const own = values[0];
        const { label } = rowName(name, state.about);
        return (
          <div className="row" key={name}>
            <span className="row-name" data-tip={plainWords(state.about)}>
              <span>{label}</span>
              <em>
                <Sym name={name} />
              </em>
            </span>
            <TextField
              label={`Start of ${label}`}
              className="start-field mono"
              value={mixed ? "" : own === undefined ? state.start : words(own)}
              placeholder={mixed ? "mixed" : undefined}
              onCommit={(text) => onChange(name, text.trim() === "" ? undefined : readStart(text, state.unit))}
            />
            <span className="unit">{writeUnit(state.unit)}</span>
            <ResetButton
              label={`start of ${label}`}
              shown={values.some((value) => value !== undefined)}
              onReset={() => onChange(name, undefined)}
            />
          </div>
        );
      })}
    </>
  );
}
