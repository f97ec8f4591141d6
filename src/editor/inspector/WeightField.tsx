/** What one receiving cell hears, as a picture, where the sending cells stand for the points of patterns. */
import { useMemo } from "react";
import type { Picture } from "../../graph/index.ts";
import { Fader } from "../controls/Fader.tsx";
import { NumberField } from "../controls/NumberField.tsx";
import { writeNumber, writeUnit } from "../controls/number.ts";
import { UnitMap } from "../laboratory/Surface.tsx";
import type { PairsReply } from "./usePairs.ts";
import "./weightField.css";

interface WeightFieldProps {
  pairs: PairsReply;
  picture: Picture;
  to: string;
  unit: string;
  /** The receiving cell that is looked at. */
  cell: number;
  onCell: (cell: number) => void;
}

export function WeightField({ pairs, picture, to, unit, cell: wanted, onCell }: WeightFieldProps) {
  const cell = Math.min(wanted, pairs.nPost - 1);
  const weights = useMemo(() => {
    const made = new Float64Array(pairs.nPre);
    pairs.post.forEach((post, k) => {
      const pre = pairs.pre[k] as number;
      if (post === cell) made[pre] = (made[pre] as number) + (pairs.weight[k] as number);
    });
    return made;
  }, [pairs, cell]);
  const most = weights.reduce((far, weight) => Math.max(far, Math.abs(weight)), 0);
  const shares = useMemo(
    () => Float32Array.from(weights, (weight) => 0.5 + weight / (2 * (most || 1))),
    [weights, most],
  );
  const amount = `${writeNumber(most, 3)} ${writeUnit(unit)}`.trim();
  return (
    <figure className="weight-field">
      <UnitMap
        shares={shares}
        side={picture.width}
        size={Math.round((112 * picture.width) / Math.max(picture.width, picture.height))}
        label={`Weights onto cell ${cell} of ${to} as a picture, from -${amount} to ${amount}`}
      />
      <figcaption>
        <div className="row">
          <span className="row-name">Onto cell</span>
          <NumberField
            label={`Cell of ${to} whose weights are shown`}
            value={cell}
            range={[0, pairs.nPost - 1]}
            integer
            onCommit={onCell}
          />
        </div>
        {pairs.nPost > 1 && (
          <Fader
            label={`Cell of ${to} whose weights are shown`}
            value={cell}
            range={[0, pairs.nPost - 1]}
            integer
            onChange={(next) => onCell(Math.round(next))}
          />
        )}
        <span className="caption">
          blue −{amount}, orange +{amount}
        </span>
      </figcaption>
    </figure>
  );
}
