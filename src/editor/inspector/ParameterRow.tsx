/**
 * One parameter of one node or of many: name and symbol, number, unit, a way back to the default, and a fader below. Where
 * cells may differ, it can be spread: a distribution instead of one number.
 */
import { lazy, Suspense, useId, useState } from "react";
import type { Distribution, Value } from "../../graph/index.ts";
import type { ResolvedParameter } from "../../kind/index.ts";
import { Fader } from "../controls/Fader.tsx";
import { Icon } from "../controls/Icon.tsx";
import { NumberField } from "../controls/NumberField.tsx";
import { writeUnit } from "../controls/number.ts";
import { Segmented } from "../controls/Segmented.tsx";
import { Select } from "../controls/Select.tsx";
import { Sym } from "../controls/Symbol.tsx";
import { plainWords, rowName } from "../controls/symbol.ts";
import { isSpread, middle } from "../nodes.ts";
import { faderEnds } from "./faderEnds.ts";
import { ResetButton } from "./ResetButton.tsx";
import { ListField, TextValueField } from "./TextValue.tsx";

// Most rows are a number and a fader.
const PatternsField = lazy(async () => ({ default: (await import("./PatternsField.tsx")).PatternsField }));
const SpreadEditor = lazy(async () => ({ default: (await import("./SpreadEditor.tsx")).SpreadEditor }));

export interface RowProps {
  name: string;
  parameter: ResolvedParameter;
  /** Values of the selected nodes; one for each. */
  values: readonly Value[];
  defaults: readonly Value[];
  /** Cells or pairs can differ, so that a spread makes sense. */
  spreads: boolean;
  /** The parameter one turns first: its choice of one or spread stands open, that of the others is a small button. */
  lead?: boolean;
  colour?: string | undefined;
  /** Drawn values, for the histogram under the density. */
  drawn?: Float64Array | undefined;
  onChange: (value: Value, gesture?: string) => void;
  onReset: () => void;
}

/** [ms] */
const never = 1e9;

const same = (values: readonly unknown[]): boolean =>
  values.every((value) => JSON.stringify(value) === JSON.stringify(values[0]));

export function ParameterRow(props: RowProps) {
  const { name, parameter, values, defaults, spreads, lead, colour, onChange, onReset } = props;
  const id = useId();
  const { label, symbol } = rowName(name, parameter.about);
  const mixed = !same(values);
  const value = values[0] ?? 0;
  const home = same(defaults) ? defaults[0] : undefined;
  const changed = values.some((each, k) => JSON.stringify(each) !== JSON.stringify(defaults[k]));
  const spread = !mixed && isSpread(value) ? value : undefined;
  const kind = parameter.type ?? "number";
  const [last, setLast] = useState<Distribution>();

  const title = (
    <span className="row-name" id={id} data-tip={plainWords(parameter.about)}>
      <span>{label}</span>
      {symbol && (
        <em>
          <Sym name={name} />
        </em>
      )}
    </span>
  );

  const text = mixed ? "" : String(value);
  const field = {
    equation: () => <TextValueField label={label} value={text} mixed={mixed} onCommit={onChange} />,
    patterns: () => (
      <Suspense>
        <PatternsField label={label} value={text} mixed={mixed} onCommit={onChange} />
      </Suspense>
    ),
    list: () => (
      <ListField
        label={label}
        value={mixed || !Array.isArray(value) ? [] : (value as readonly number[])}
        onCommit={onChange}
      />
    ),
    choice: () => (
      <Select
        label={label}
        value={text}
        {...(mixed ? { placeholder: "mixed" } : {})}
        options={Object.entries(parameter.choices ?? {}).map(([choice, words]) => ({ value: choice, label: words }))}
        onChange={onChange}
      />
    ),
    number: undefined,
    integer: undefined,
  }[kind];
  if (field)
    return (
      <fieldset className="parameter" aria-labelledby={id}>
        <div className="row">
          {title}
          {parameter.unit !== "1" && <span className="unit unit-wide">{writeUnit(parameter.unit)}</span>}
          <ResetButton label={label} shown={changed} onReset={onReset} />
        </div>
        {field()}
      </fieldset>
    );

  const number = mixed || spread ? null : Number(value);
  const homeNumber = typeof home === "number" ? home : undefined;
  const toSpread = (): void => {
    const at = middle(value);
    onChange(last ?? { normal: [at, Number((Math.abs(at) * 0.1 || 1).toPrecision(2))] });
  };
  const toOne = (): void => {
    if (spread) setLast(spread);
    onChange(Number(middle(value).toPrecision(6)));
  };

  // In the equations a time later than any run; to the reader a word, until the field is entered.
  const isNever = parameter.unit === "ms" && number !== null && number >= never;
  const segmented = (spreads && !mixed && lead) || spread !== undefined;
  const numberParts = (
    <>
      <span className={isNever ? "number-place number-never" : "number-place"}>
        <NumberField
          label={label}
          value={number}
          unit={parameter.unit}
          range={parameter.range}
          scale={parameter.scale}
          integer={kind === "integer"}
          onCommit={(next) => onChange(next)}
        />
        {isNever && <span className="number-word">never</span>}
      </span>
      <span className="unit">{!isNever && writeUnit(parameter.unit)}</span>
      <ResetButton label={label} shown={changed} onReset={onReset} />
    </>
  );
  return (
    <fieldset className="parameter" aria-labelledby={id}>
      <div className="row">
        {title}
        {segmented && (
          <Segmented
            label={`${label}: one value or a spread`}
            value={spread ? "spread" : "one"}
            options={[
              {
                value: "one",
                label: "One",
                tip: parameter.per === "pair" ? "The same for every pair" : "The same for every cell",
              },
              {
                value: "spread",
                label: "Spread",
                tip: parameter.per === "pair" ? "Drawn for each pair" : "Drawn for each cell",
              },
            ]}
            onChange={(next) => (next === "spread" ? toSpread() : toOne())}
          />
        )}
        {spreads && !mixed && !segmented && (
          <button
            type="button"
            className="spread-button"
            aria-label={`Spread ${label}`}
            data-tip={parameter.per === "pair" ? "Draw it for each pair" : "Draw it for each cell"}
            onClick={toSpread}
          >
            <Icon name="bell" size={14} />
          </button>
        )}
        {spread ? <ResetButton label={label} shown={changed} onReset={onReset} /> : !segmented && numberParts}
      </div>
      {spread ? (
        <Suspense>
          <SpreadEditor {...props} value={spread} label={label} />
        </Suspense>
      ) : (
        <>
          {segmented && (
            <div className="row row-below">
              <span className="row-name row-sub">{parameter.per === "pair" ? "every pair" : "every cell"}</span>
              {numberParts}
            </div>
          )}
          <Fader
            label={label}
            value={number ?? middle(value)}
            range={faderEnds(parameter, number ?? middle(value), homeNumber ?? 0)}
            unit={parameter.unit}
            {...(parameter.scale ? { scale: parameter.scale } : {})}
            {...(homeNumber === undefined ? {} : { home: homeNumber })}
            {...(colour === undefined ? {} : { colour })}
            integer={kind === "integer"}
            onChange={(next, gesture) => onChange(next, gesture)}
          />
        </>
      )}
    </fieldset>
  );
}
