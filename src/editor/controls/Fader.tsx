/**
 * A slider after the fader of a mixing desk: a cap on a two-pixel rule, filled from zero and not from the left, an upright mark
 * at zero, a triangle at the default. It snaps to both within six pixels, so that coming home is easy.
 */
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { writeNumber, writeUnit } from "./number.ts";
import { faderScale } from "./scale.ts";

interface FaderProps {
  label: string;
  value: number;
  range: readonly [number, number];
  scale?: "linear" | "log";
  unit?: string;
  /** Marked by the triangle, and snapped to. */
  home?: number;
  /** From and to of the band behind the track: mean ± sd. */
  band?: readonly [number, number];
  /** CSS colour of the fill and the notch. */
  colour?: string;
  integer?: boolean;
  disabled?: boolean;
  /** `gesture` is the same for all changes of one drag or one burst of keys: they are one undo step. */
  onChange: (value: number, gesture: string) => void;
}

const inset = 7;
const snapPx = 6;
let gestures = 0;

export function Fader({
  label,
  value,
  range,
  scale = "linear",
  unit = "1",
  home,
  band,
  colour,
  integer,
  disabled,
  onChange,
}: FaderProps) {
  const track = useRef<HTMLDivElement>(null);
  const gesture = useRef({ id: "", lastKey: 0 });
  const axis = faderScale(range, scale);
  const [low, high] = range;
  const hasZero = !axis.log && low < 0 && high > 0;
  const at = axis.position(value);
  const from = hasZero || (!axis.log && low === 0) ? axis.position(0) : 0;
  const percent = (position: number): string => `${100 * position}%`;
  const settle = (wanted: number): number => Math.min(high, Math.max(low, integer ? Math.round(wanted) : wanted));

  const follow = (event: PointerEvent): void => {
    const box = track.current?.getBoundingClientRect();
    if (!box) return;
    const x = event.clientX - box.left;
    const near = (mark: number | undefined): boolean =>
      mark !== undefined && Math.abs(x - axis.position(mark) * box.width) <= snapPx;
    const wanted =
      near(home) && home !== undefined
        ? home
        : hasZero && near(0)
          ? 0
          : axis.value(Math.min(1, Math.max(0, x / box.width)));
    const next = settle(wanted);
    if (next !== value) onChange(next, gesture.current.id);
  };
  const down = (event: PointerEvent): void => {
    if (disabled || event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    gesture.current.id = `drag${++gestures}`;
    follow(event);
  };
  const press = (event: KeyboardEvent): void => {
    if (disabled || event.ctrlKey || event.metaKey) return;
    const sign = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    const next =
      event.key === "Home"
        ? low
        : event.key === "End"
          ? high
          : sign === undefined
            ? undefined
            : stepped(sign * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1));
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.timeStamp - gesture.current.lastKey > 900) gesture.current.id = `keys${++gestures}`;
    gesture.current.lastKey = event.timeStamp;
    if (next !== value) onChange(next, gesture.current.id);
  };
  /** `count` steps on, landing on round numbers. */
  const stepped = (count: number): number => {
    const step = axis.step(value) * Math.min(1, Math.abs(count) < 1 ? 0.1 : 1);
    const raw =
      value +
      (integer
        ? Math.max(1, Math.round(Math.abs(count) * Math.max(1, step))) * Math.sign(count)
        : Math.sign(count) * step * Math.max(1, Math.abs(count)));
    return settle(Number(raw.toPrecision(9)));
  };

  return (
    <div
      className="fader"
      role="slider"
      tabIndex={disabled ? -1 : 0}
      aria-label={label}
      aria-valuemin={low}
      aria-valuemax={high}
      aria-valuenow={value}
      aria-valuetext={`${writeNumber(value)} ${writeUnit(unit)}`.trim()}
      aria-disabled={disabled}
      onPointerDown={down}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && follow(event)}
      onKeyDown={press}
    >
      <div className="fader-track" ref={track} style={{ left: inset, right: inset }}>
        <div className="fader-rule" />
        {axis.ticks.map((tick) => (
          <i key={tick} className="fader-tick" style={{ left: percent(tick) }} />
        ))}
        {band && (
          <div
            className="fader-band"
            style={{
              left: percent(axis.position(band[0])),
              width: percent(Math.max(0, axis.position(band[1]) - axis.position(band[0]))),
              background: colour ?? "var(--ink)",
            }}
          />
        )}
        <div
          className="fader-fill"
          style={{
            left: percent(Math.min(from, at)),
            width: percent(Math.abs(at - from)),
            background: colour ?? "var(--ink)",
          }}
        />
        {hasZero && <i className="fader-zero" style={{ left: percent(from) }} />}
        {home !== undefined && home >= low && home <= high && (
          <i className="fader-home" style={{ left: percent(axis.position(home)) }} />
        )}
        <div className="fader-cap" style={{ left: percent(at) }}>
          <i style={{ background: colour ?? "var(--ink)" }} />
        </div>
      </div>
    </div>
  );
}
