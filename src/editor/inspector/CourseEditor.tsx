/**
 * Lists that belong together, as a picture to draw on and a CSV file to open: a course over time (drawn by mouse, pen or finger; by
 * keyboard it is edited in the lists below), and spike times with the cells that send them.
 */
import { line, scaleLinear, ticks } from "d3";
import { type PointerEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { setTogether, type Value } from "../../graph/index.ts";
import type { Course } from "../../kind/index.ts";
import { counted, roundStep, writeNumber } from "../controls/number.ts";
import { type Known, valueIn } from "../nodes.ts";
import { useSession } from "../SessionContext.tsx";
import { type CourseLists, drawOver, type Frame, frameOf, type Touch } from "./course.ts";
import { FileSection, type Taken } from "./FileSection.tsx";
import { readTable, type TableRules } from "./table.ts";

type TimedCourse = Course & { times: string };

/** Rows of a table have no course over time to draw. */
const isTimed = (course: Course): course is TimedCourse => course.times !== undefined;

/** Of a kind with courses, or with listed spikes; nothing for others. */
export function CourseEditor({ known }: { known: Known }) {
  const { kind } = known;
  const session = useSession();
  const set = (values: Readonly<Record<string, Value>>): void =>
    session.edit(setTogether(known.node.id, values, session.catalogue));
  const column = (name: string, called = name) => ({
    name: called,
    unit: kind.parameters[name]?.unit ?? "1",
    range: kind.parameters[name]?.range,
  });
  const spike = kind.spike?.type === "times" ? kind.spike : undefined;
  return (
    <>
      {Object.entries(kind.courses ?? {}).map(
        ([name, course]) =>
          isTimed(course) && (
            <CourseSection
              key={name}
              known={known}
              course={course}
              rules={{ columns: [column(course.times, "time"), column(course.values, "value")], order: "rising" }}
              onLists={({ times, values }) => set({ [course.times]: times, [course.values]: values })}
            />
          ),
      )}
      {spike && (
        <TableSection
          label="Spikes from a file"
          about={`A CSV file: time in ms${spike.cells === undefined ? "" : ", cell (from 0; without it every cell sends all)"}.`}
          rules={{
            columns: [column(spike.times, "time"), { ...column(spike.cells ?? "", "cell"), whole: true }],
            order: "any",
            alone: true,
          }}
          onTable={({ times, values }) =>
            set({ [spike.times]: times, ...(spike.cells === undefined ? {} : { [spike.cells]: values }) })
          }
        />
      )}
    </>
  );
}

interface CourseSectionProps {
  known: Known;
  course: TimedCourse;
  rules: TableRules;
  onLists: (lists: CourseLists) => void;
}

function CourseSection({ known, course, rules, onLists }: CourseSectionProps) {
  const { node, kind } = known;
  const listOf = (name: string): readonly number[] => {
    const parameter = kind.parameters[name];
    const value = parameter && valueIn(node, name, parameter);
    return Array.isArray(value) ? (value as readonly number[]) : [];
  };
  const [times, values] = [listOf(course.times), listOf(course.values)];
  return (
    <TableSection
      label="Course over time"
      about="Draw on it, or edit the lists below. A CSV file: time in ms, value."
      rules={rules}
      onTable={onLists}
    >
      {times.length === values.length && (
        <CoursePicture
          times={times}
          values={values}
          between={course.between}
          range={kind.parameters[course.values]?.range}
          onLists={onLists}
        />
      )}
    </TableSection>
  );
}

const width = 268;
const height = 104;
const foot = 16;
/** Room for the numbers of the values. */
const left = 30;

interface CoursePictureProps extends CourseLists {
  between: Course["between"];
  range: readonly [number, number] | undefined;
  onLists: (lists: CourseLists) => void;
}

function CoursePicture({ times, values, between, range, onLists }: CoursePictureProps) {
  const svg = useRef<SVGSVGElement>(null);
  // While the hand draws the axes stand still, and the lists are those from before.
  const [stroke, setStroke] = useState<{ touches: readonly Touch[]; frame: Frame }>();
  const frame = useMemo(() => stroke?.frame ?? frameOf({ times, values }), [stroke?.frame, times, values]);
  const grid = [roundStep(frame.end / ((width - left) / 2)), roundStep((frame.high - frame.low) / 100)] as const;
  const drawn = (touches: readonly Touch[]): CourseLists => drawOver({ times, values }, between, touches, grid, range);
  const shown = stroke ? drawn(stroke.touches) : { times, values };
  const x = scaleLinear([0, frame.end], [left, width]);
  const y = scaleLinear([frame.low, frame.high], [height - foot, 2]);

  const touchOf = (event: PointerEvent): Touch | undefined => {
    const box = svg.current?.getBoundingClientRect();
    if (!box) return undefined;
    const within = (at: number, low: number, high: number): number => Math.max(low, Math.min(high, at));
    const at = within(((event.clientX - box.left) / box.width) * width, left, width);
    const up = within(((event.clientY - box.top) / box.height) * height, 0, height - foot);
    return [x.invert(at), y.invert(up)];
  };
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    const touch = touchOf(event);
    if (event.button !== 0 || !event.isPrimary || !touch) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setStroke({ touches: [touch], frame });
  };
  const follow = (event: PointerEvent): void => {
    const touch = touchOf(event);
    if (touch && event.isPrimary)
      setStroke((present) => present && { ...present, touches: [...present.touches, touch] });
  };
  const finish = (): void => {
    if (!stroke) return;
    setStroke(undefined);
    onLists(drawn(stroke.touches));
  };

  return (
    <svg
      ref={svg}
      className="course"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Course of ${counted(times.length, "point")} to ${writeNumber(times.at(-1) ?? 0, 6)} ms, from ${writeNumber(least(values), 3)} to ${writeNumber(most(values), 3)}. Drawn on by hand; by keyboard, edit the lists below.`}
      onPointerDown={begin}
      onPointerMove={follow}
      onPointerUp={finish}
      onPointerCancel={() => setStroke(undefined)}
    >
      <rect x={left} width={width - left} height={height - foot} className="course-ground" />
      <path d={`M${left} ${y(0)}H${width}`} className="course-zero" />
      {ticks(frame.low, frame.high, 4).map((tick) => (
        <text key={tick} x={left - 4} y={y(tick) + 3} textAnchor="end" className="density-tick">
          {writeNumber(tick, 3)}
        </text>
      ))}
      <path d={pathOf(shown, between, frame, x, y)} className="course-line" />
      {shown.times.length <= 40 &&
        between === "line" &&
        shown.times.map((time, k) => (
          <circle key={time} cx={x(time)} cy={y(shown.values[k] ?? 0)} r={2} className="course-point" />
        ))}
      {ticks(0, frame.end, 4)
        .filter((tick) => tick < frame.end * 0.9)
        .map((tick) => (
          <text
            key={tick}
            x={x(tick)}
            y={height - 2}
            textAnchor={tick === 0 ? "start" : "middle"}
            className="density-tick"
          >
            {writeNumber(tick, 6)}
          </text>
        ))}
      <text x={width} y={height - 2} textAnchor="end" className="density-tick">
        ms
      </text>
    </svg>
  );
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), 0);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);

type Scale = (value: number) => number;

/** The course as a path; where there are more points than the picture has room for, the lowest and highest of each half pixel. */
function pathOf(
  { times, values }: CourseLists,
  between: Course["between"],
  { end }: Frame,
  x: Scale,
  y: Scale,
): string {
  const points = thinned({ times, values }, end / (2 * width)).map(([time, value]) => [x(time), y(value)] as const);
  if (points.length === 0) return "";
  const [first, last] = [points[0] as readonly [number, number], points.at(-1) as readonly [number, number]];
  const corners =
    between === "line"
      ? points
      : points.flatMap((point, k) => (k === 0 ? [point] : [[point[0], points[k - 1]?.[1] ?? 0] as const, point]));
  const ends = between === "line" ? [[last[0], y(0)] as const, [x(end), y(0)] as const] : [[x(end), last[1]] as const];
  return line()([[x(0), y(0)], [first[0], y(0)], ...corners, ...ends] as [number, number][]) ?? "";
}

function thinned({ times, values }: CourseLists, span: number): readonly Touch[] {
  const all = times.map((time, k): Touch => [time, values[k] ?? 0]);
  if (all.length <= 4 * width) return all;
  const bins = new Map<number, { low: Touch; high: Touch }>();
  for (const touch of all) {
    const bin = Math.floor(touch[0] / span);
    const before = bins.get(bin) ?? { low: touch, high: touch };
    bins.set(bin, {
      low: touch[1] < before.low[1] ? touch : before.low,
      high: touch[1] >= before.high[1] ? touch : before.high,
    });
  }
  return [...bins.values()].flatMap(({ low, high }) =>
    low[0] < high[0] ? [low, high] : low === high ? [low] : [high, low],
  );
}

interface TableSectionProps {
  label: string;
  about: string;
  rules: TableRules;
  onTable: (table: { times: readonly number[]; values: readonly number[] }) => void;
  children?: ReactNode;
}

function TableSection({ rules, onTable, ...section }: TableSectionProps) {
  const take = (text: string): Taken => {
    const table = readTable(text, rules);
    if ("wrong" in table) return table;
    onTable(table);
    return { rows: table.times.length };
  };
  return <FileSection {...section} take={take} />;
}
