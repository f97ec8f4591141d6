/**
 * A network that looks at pictures: one to draw on, what the network says of it while it learns, and below what each unit of its first layer
 * looks for.
 */
import { useEffect, useMemo, useState } from "react";
import type { Report, SchoolRequest } from "../../learning/index.ts";
import { Button } from "../controls/Button.tsx";
import { Segmented } from "../controls/Segmented.tsx";
import type { Taught } from "./lesson.ts";
import { PixelEditor } from "./PixelEditor.tsx";
import { UnitMap } from "./Surface.tsx";

interface PictureLessonProps {
  taught: Taught;
  report: Report;
  size: number;
  send: (request: SchoolRequest) => void;
}

/** How far the pen reaches from its middle, in points, on pictures that have room for it. */
const penReach = 1.3;

export function PictureLesson({ taught, report, size, send }: PictureLessonProps) {
  const { data, classes, picture } = taught;
  const { width, height, points: samples, heard } = picture as NonNullable<typeof picture>;
  const [tool, setTool] = useState<"draw" | "erase">("draw");
  const [chosen, setChosen] = useState(0);
  const [drawn, setDrawn] = useState<Float64Array>();
  const sample = useMemo(
    () => samples.slice(chosen * width * height, (chosen + 1) * width * height),
    [samples, chosen, width, height],
  );
  const points = drawn ?? sample;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what units make of a picture is new with every edit; with other samples it differs
  useEffect(() => send({ type: "ask", x: heard(points) }), [send, points, data]);

  const paint = (at: number, reach: number, value: number | "turn"): void =>
    setDrawn((before) => {
      const next = (before ?? sample).slice();
      const [x, y] = [at % width, Math.floor(at / width)];
      for (let py = Math.max(0, Math.ceil(y - reach)); py <= Math.min(height - 1, y + reach); py++) {
        for (let px = Math.max(0, Math.ceil(x - reach)); px <= Math.min(width - 1, x + reach); px++) {
          if (Math.hypot(px - x, py - y) > reach) continue;
          const k = py * width + px;
          next[k] = value === "turn" ? -(next[k] as number) : value;
        }
      }
      return next;
    });
  const reach = Math.min(width, height) >= 20 ? penReach : 0;
  const answer = report.answer ?? new Float64Array(classes.length);
  // One output is the share of the second of two classes.
  const shares = answer.length === 1 ? [1 - (answer[0] as number), answer[0] as number] : [...answer];
  const said = shares.indexOf(Math.max(...shares));
  const own = data.targets.subarray(chosen * data.outputs, (chosen + 1) * data.outputs);
  const wanted = data.outputs === 1 ? (own[0] as number) : own.indexOf(1);
  return (
    <>
      <div className="lab-state">
        <PixelEditor
          points={points}
          width={width}
          size={size}
          label={drawn ? "Your drawing" : `Sample ${chosen} of ${data.rows}`}
          onPoint={(k) => paint(k, reach, tool === "draw" ? 1 : -1)}
          onTurn={(k) => paint(k, 0, "turn")}
        />
        <Segmented
          label="Pen"
          value={tool}
          options={[
            { value: "draw", label: "Draw" },
            { value: "erase", label: "Erase" },
          ]}
          onChange={setTool}
        />
        <div className="tab-foot">
          <Button look="line" onClick={() => setDrawn(new Float64Array(width * height).fill(-1))}>
            Clear
          </Button>
          <Button
            look="line"
            onClick={() => {
              setDrawn(undefined);
              setChosen((chosen + 1) % data.rows);
            }}
          >
            Next sample
          </Button>
        </div>
      </div>
      <div className="lesson-answers">
        <p className="lab-words lesson-says" aria-live="polite">
          {report.answer && `It says ${classes[said]}.`}
        </p>
        <p className="caption">{drawn ? "Drawn by you" : `Sample ${chosen}: ${classes[wanted]}`}</p>
        <ul aria-label="Share of each class">
          {classes.map((name, k) => (
            <li key={name} data-said={k === said}>
              <span className="mono">{name}</span>
              <span className="lesson-share">
                <span style={{ width: `${100 * (shares[k] ?? 0)}%` }} />
              </span>
              <span className="mono">{Math.round(100 * (shares[k] ?? 0))}</span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

const mostUnits = 40;

/** The weights of each unit as a picture: the points that speak for it in the second colour, those against it in the first. */
export function LookedFor({ taught, report, size }: { taught: Taught; report: Report; size: number }) {
  const [layer] = taught.layers;
  const [first] = report.layers;
  if (!layer || !first || !taught.picture) return null;
  const { inputs } = taught.data;
  const { width } = taught.picture;
  const { label } = layer.units.node;
  return (
    <div className="lesson-layer">
      <span className="row-name">What each unit of {label} looks for</span>
      <div className="pixel-row">
        {Array.from(first.biases.subarray(0, mostUnits), (_, unit) => {
          const weights = first.weights.subarray(unit * inputs, (unit + 1) * inputs);
          const most = weights.reduce((far, weight) => Math.max(far, Math.abs(weight)), 0) || 1;
          return (
            <UnitMap
              // biome-ignore lint/suspicious/noArrayIndexKey: a unit is its place
              key={unit}
              shares={Float32Array.from(weights, (weight) => 0.5 + weight / (2 * most))}
              side={width}
              size={size}
              label={`Weights of unit ${unit} of ${label}`}
            />
          );
        })}
        {first.biases.length > mostUnits && <span className="caption">and {first.biases.length - mostUnits} more</span>}
      </div>
    </div>
  );
}
