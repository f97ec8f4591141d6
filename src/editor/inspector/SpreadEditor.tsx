/** A distribution in place of a number: its family, its two numbers, and its density over a histogram of what was drawn. */
import type { Distribution } from "../../graph/index.ts";
import { Fader } from "../controls/Fader.tsx";
import { NumberField } from "../controls/NumberField.tsx";
import { writeUnit } from "../controls/number.ts";
import { Select } from "../controls/Select.tsx";
import { extent, middle } from "../nodes.ts";
import { DensityPlot } from "./DensityPlot.tsx";
import { faderEnds } from "./faderEnds.ts";
import type { RowProps } from "./ParameterRow.tsx";
import { ListField } from "./TextValue.tsx";

type Shape = "normal" | "uniform" | "lognormal" | "values";

const shapes: readonly { value: Shape; label: string }[] = [
  { value: "normal", label: "Normal" },
  { value: "uniform", label: "Even, between two ends" },
  { value: "lognormal", label: "Lognormal" },
  { value: "values", label: "A list, one each" },
];

const shapeOf = (value: Distribution): Shape =>
  "normal" in value ? "normal" : "uniform" in value ? "uniform" : "lognormal" in value ? "lognormal" : "values";

/** Mean and standard deviation that carry over when the family changes. */
function moments(value: Distribution): readonly [mean: number, sd: number] {
  if ("normal" in value) return value.normal;
  if ("lognormal" in value) return value.lognormal;
  if ("uniform" in value) return [middle(value), (value.uniform[1] - value.uniform[0]) / Math.sqrt(12)];
  const at = middle(value);
  return [at, Math.sqrt(value.values.reduce((sum, x) => sum + (x - at) ** 2, 0) / Math.max(1, value.values.length))];
}

const tidy = (x: number): number => Number(x.toPrecision(3));

/** The nearest distribution of another family. */
export function reshape(value: Distribution, shape: Shape): Distribution {
  const [mean, sd] = moments(value);
  const half = tidy(sd * Math.sqrt(3));
  switch (shape) {
    case "normal":
      return { normal: [tidy(mean), tidy(sd)] };
    case "lognormal":
      // A lognormal value is above zero.
      return { lognormal: [tidy(Math.abs(mean) || 1), tidy(sd)] };
    case "uniform":
      return { uniform: [tidy(mean - half), tidy(mean + half)] };
    case "values":
      return { values: [tidy(mean - sd), tidy(mean), tidy(mean + sd)] };
  }
}

export function SpreadEditor({
  value,
  label,
  parameter,
  defaults,
  colour,
  drawn,
  onChange,
}: RowProps & { value: Distribution; label: string }) {
  const { unit, range } = parameter;
  const home = typeof defaults[0] === "number" ? defaults[0] : undefined;
  const shape = shapeOf(value);
  const field = (
    name: string,
    number: number,
    set: (next: number) => Distribution,
    limits?: readonly [number, number],
  ) => (
    <div className="row">
      <span className="row-name row-sub">{name}</span>
      <NumberField
        label={`${label}, ${name}`}
        value={number}
        unit={unit}
        range={limits}
        onCommit={(next) => onChange(set(next))}
      />
      <span className="unit">{writeUnit(unit)}</span>
      <span className="reset-room" />
    </div>
  );
  const pair = "normal" in value ? value.normal : "lognormal" in value ? value.lognormal : undefined;
  const withPair = (mean: number, sd: number): Distribution =>
    "lognormal" in value
      ? { ...value, lognormal: [mean, sd] }
      : "normal" in value
        ? { ...value, normal: [mean, sd] }
        : value;

  return (
    <div className="spread">
      <div className="row">
        <span className="row-name row-sub">shape</span>
        <Select
          label={`${label}, shape of the spread`}
          value={shape}
          options={shapes}
          onChange={(next) => onChange(reshape(value, next))}
        />
      </div>
      {pair && (
        <>
          {field(
            "mean",
            pair[0],
            (mean) => withPair(mean, pair[1]),
            "lognormal" in value ? [Number.MIN_VALUE, range?.[1] ?? Number.MAX_VALUE] : range,
          )}
          <Fader
            label={`${label}, mean`}
            value={pair[0]}
            range={faderEnds(parameter, pair[0], home ?? 0)}
            unit={unit}
            band={[pair[0] - pair[1], pair[0] + pair[1]]}
            {...(home === undefined ? {} : { home })}
            {...(colour === undefined ? {} : { colour })}
            {...(parameter.scale ? { scale: parameter.scale } : {})}
            onChange={(mean, gesture) => onChange(withPair(mean, pair[1]), gesture)}
          />
          {field("standard deviation", pair[1], (sd) => withPair(pair[0], sd), [0, Number.MAX_VALUE])}
        </>
      )}
      {"uniform" in value && (
        <>
          {field(
            "from",
            value.uniform[0],
            (low) => ({ ...value, uniform: [low, Math.max(low, value.uniform[1])] }),
            range,
          )}
          {field(
            "to",
            value.uniform[1],
            (high) => ({ ...value, uniform: [Math.min(high, value.uniform[0]), high] }),
            range,
          )}
        </>
      )}
      {"values" in value ? (
        <ListField
          label={label}
          value={value.values}
          onCommit={(values) => values.length > 0 && onChange({ values })}
        />
      ) : (
        <DensityPlot
          value={value}
          extent={extent(value)}
          colour={colour ?? "var(--ink2)"}
          drawn={drawn}
          label={`${label}: density${drawn ? " over the drawn values" : ""}`}
          onMoments={pair ? (mean, sd, gesture) => onChange(withPair(mean, sd), gesture) : undefined}
        />
      )}
    </div>
  );
}
