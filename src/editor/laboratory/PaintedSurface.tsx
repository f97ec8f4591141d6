/**
 * The plane of a network's two inputs, to paint samples on: by mouse, pen or touch, a stroke is a cloud and one step; a click is one
 * sample. By keyboard arrows move a cross, Space puts a sample there, and the eraser takes away what is near.
 */
import { type ComponentProps, type KeyboardEvent, type PointerEvent, useState } from "react";
import type { DataSet } from "../../learning/index.ts";
import { announce } from "../announce.ts";
import { Segmented } from "../controls/Segmented.tsx";
import { type Row, rowsOf } from "./lesson.ts";
import { figure } from "./lessonWords.ts";
import { Surface } from "./Surface.tsx";

type Place = readonly [x: number, y: number];
type Tool = "look" | "erase" | `${number}`;

/** On the screen [px]: from sample to sample of a stroke, how far the brush scatters them, how near the eraser reaches. */
const [spacing, scatter, reach] = [11, 14, 11];

interface PaintedSurfaceProps extends ComponentProps<typeof Surface> {
  /** The samples as they are now, and what was done, in words for undo. */
  onRows: (rows: readonly Row[], words: string) => void;
}

export function PaintedSurface({ onRows, ...rest }: PaintedSurfaceProps) {
  const { data, report, size, label } = rest;
  const [tool, setTool] = useState<Tool>("look");
  // While the hand moves: the samples as they will be, and where it was.
  const [stroke, setStroke] = useState<{ rows: readonly Row[]; last: Place }>();
  const [at, setAt] = useState<Place>([0.5, 0.5]);
  const [left, right, bottom, top] = report.box;
  const classes = Math.max(2, data.outputs);

  /** Of a place on the picture, both from 0 to 1, the inputs that it stands for. */
  const inputsAt = ([x, y]: Place): Place =>
    [left + x * (right - left), top - y * (top - bottom)].map((value) =>
      Number(value.toPrecision(4)),
    ) as unknown as Place;
  const near = (row: Row, place: Place): boolean => {
    const [x, y] = inputsAt(place);
    const [dx, dy] = [((row[0] as number) - x) / (right - left), ((row[1] as number) - y) / (top - bottom)];
    return Math.hypot(dx, dy) * size < reach;
  };
  const touched = (rows: readonly Row[], place: Place): readonly Row[] =>
    tool === "erase" ? rows.filter((row) => !near(row, place)) : [...rows, [...inputsAt(place), Number(tool)]];
  const finish = (rows: readonly Row[]): void => {
    if (rows.length !== data.rows) onRows(rows, tool === "erase" ? "Erase samples" : `Paint class ${tool}`);
  };

  const placeOf = (event: PointerEvent<HTMLElement>): Place => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (share: number): number => Math.max(0, Math.min(1, share));
    return [within((event.clientX - box.left) / box.width), within((event.clientY - box.top) / box.height)];
  };
  const follow = (event: PointerEvent<HTMLElement>): void => {
    if (!stroke || !event.isPrimary) return;
    const place = placeOf(event);
    const [dx, dy] = [place[0] - stroke.last[0], place[1] - stroke.last[1]];
    const steps = Math.floor((Math.hypot(dx, dy) * size) / spacing);
    if (steps === 0) return;
    let { rows } = stroke;
    for (let k = 1; k <= steps; k++) {
      const along: Place = [stroke.last[0] + (dx * k) / steps, stroke.last[1] + (dy * k) / steps];
      rows = touched(rows, tool === "erase" ? along : scattered(along, scatter / size));
    }
    setStroke({ rows, last: place });
  };
  const walk = (event: KeyboardEvent): void => {
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      const rows = touched(rowsOf(data), at);
      finish(rows);
      announce(`${rows.length} samples`);
      return;
    }
    const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const by = event.shiftKey ? 0.1 : 0.02;
    const next = [0, 1].map((k) =>
      Math.max(0, Math.min(1, (at[k] as number) + by * (step[k] as number))),
    ) as unknown as Place;
    setAt(next);
    const [x, y] = inputsAt(next);
    announce(`${figure(x)}, ${figure(y)}`);
  };

  const shown = { ...rest, data: stroke ? withRows(data, stroke.rows) : data };
  return (
    <div className="lesson-painted">
      {tool === "look" ? (
        <Surface {...shown} />
      ) : (
        <div
          className="lesson-paper"
          role="application"
          aria-label={`${label}. Arrows move the cross, Space ${tool === "erase" ? "erases" : "puts a sample"} there.`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it is painted on by keyboard
          tabIndex={0}
          onKeyDown={walk}
          onPointerDown={(event) => {
            if (event.button !== 0 || !event.isPrimary) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            const place = placeOf(event);
            setStroke({ rows: touched(rowsOf(data), place), last: place });
          }}
          onPointerMove={follow}
          onPointerUp={() => {
            if (stroke) finish(stroke.rows);
            setStroke(undefined);
          }}
          onPointerCancel={() => setStroke(undefined)}
        >
          <Surface {...shown} />
          <span className="lesson-cross" style={{ left: `${100 * at[0]}%`, top: `${100 * at[1]}%` }} />
        </div>
      )}
      <Segmented<Tool>
        label="Brush"
        value={tool}
        options={[
          { value: "look", label: "Look" },
          ...Array.from({ length: classes }, (_, k) => ({
            value: String(k) as Tool,
            label: classes > 4 ? String(k) : `Class ${k}`,
            tip: `Paint samples of class ${k}`,
          })),
          { value: "erase", label: "Erase" },
        ]}
        onChange={setTool}
      />
    </div>
  );
}

/** Somewhere near: the brush makes a cloud and no line. */
function scattered([x, y]: Place, by: number): Place {
  const [angle, radius] = [2 * Math.PI * Math.random(), by * Math.sqrt(Math.random())];
  return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
}

const withRows = ({ inputs, outputs }: DataSet, rows: readonly Row[]): DataSet => ({
  x: Float64Array.from(rows.flatMap((row) => row.slice(0, inputs))),
  targets: Float64Array.from(
    rows.flatMap((row) => {
      const target = row[inputs] as number;
      return outputs === 1 ? [target] : Array.from({ length: outputs }, (_, k) => Number(k === target));
    }),
  ),
  rows: rows.length,
  inputs,
  outputs,
});
