/** The frame every plot stands in: labels in the left gutter, the drawing, values in the right gutter. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject, useRef } from "react";
import { type Domain, formatLevel, printUnit } from "../../plots/index.ts";
import { PlotMenu } from "./PlotMenu.tsx";
import type { PlotSpec } from "./plotList.ts";
import { usePlotMove } from "./plotOrder.ts";

export function PlotFrame(props: {
  plot: PlotSpec;
  height: number;
  /** Rows of the legend, and values at the right. */
  labels: ReactNode;
  values: ReactNode;
  /** Ticks of the y axis with their places from the top. */
  ticks?: readonly { value: number; y: number }[];
  tickStep?: number;
  area: RefObject<HTMLDivElement | null>;
  children: ReactNode;
}) {
  const { plot, height } = props;
  const { at, moveTo } = usePlotMove(plot);
  const section = useRef<HTMLElement>(null);
  const latest = useRef(moveTo);
  latest.current = moveTo;

  const onKey = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    const held = document.activeElement;
    moveTo(event.key === "ArrowUp" ? at - 1 : at + 1);
    // A plot that is put elsewhere in the page loses the keyboard.
    requestAnimationFrame(() => held instanceof HTMLElement && held.focus());
  };
  /** The plot changes place as soon as the pointer is over that of another. */
  const drag = (press: PointerEvent): void => {
    if (press.button !== 0 || (press.target as Element).closest("button")) return;
    const stop = new AbortController();
    const { signal } = stop;
    const move = ({ clientY }: MouseEvent): void => {
      const own = section.current;
      if (!own?.parentElement || Math.abs(clientY - press.clientY) < 6) return;
      own.classList.add("dock-carried");
      const others = [...own.parentElement.querySelectorAll(":scope > .dock-plot")].filter((each) => each !== own);
      const above = others.filter((each) => {
        const { top, bottom } = each.getBoundingClientRect();
        return (top + bottom) / 2 < clientY;
      });
      latest.current(above.length);
    };
    const end = (): void => {
      stop.abort();
      section.current?.classList.remove("dock-carried");
    };
    addEventListener("pointermove", move, { signal });
    addEventListener("pointerup", end, { signal });
    addEventListener("pointercancel", end, { signal });
  };
  return (
    <section
      ref={section}
      className="dock-plot"
      onKeyDownCapture={onKey}
      style={{ height }}
      aria-label={plot.unit ? `${plot.title}, ${plot.unit}` : plot.title}
    >
      <div className="dock-gutter">
        <div className="dock-title" title="Drag to move this plot" onPointerDown={drag}>
          <h3>{plot.title}</h3>
          {printUnit(plot.unit) && <span>{printUnit(plot.unit)}</span>}
          <PlotMenu plot={plot} />
        </div>
        {props.labels}
      </div>
      <div className="dock-ticks">
        {props.ticks?.map(({ value, y }) => (
          <span key={value} className="dock-tick" style={{ top: Math.max(0, Math.min(height - 13, y - 7)) }}>
            {formatLevel(value, props.tickStep ?? 1)}
          </span>
        ))}
      </div>
      <div ref={props.area} className="dock-area">
        {props.children}
      </div>
      <div className="dock-values">{props.values}</div>
    </section>
  );
}

let knownScale: { projected: boolean; scale: number } | undefined;

/** How much larger than usual words are set: on a projector they grow. To ask has the browser work out all styles: once will do. */
export function typeScale(): number {
  const root = document.documentElement;
  const projected = root.hasAttribute("data-projected");
  if (knownScale?.projected !== projected)
    knownScale = { projected, scale: Number.parseFloat(getComputedStyle(root).getPropertyValue("--type")) || 1 };
  return knownScale.scale;
}

/** Height of a row of values in the right gutter [px]. */
const valueRow = (): number => 13 * typeScale();

/** How many rows of values a plot has room for: they may reach a little way into the gaps above and below it. */
export const valueRows = (height: number): number => Math.max(1, Math.floor((height + 14) / valueRow()));

/** Top of so many rows: at the head of the plot, or about its middle where they are taller than it is. */
export const valuesTop = (height: number, rows: number): number => Math.min(0, (height - valueRow() * rows) / 2);

/** Places of ticks in a plot whose domain fills `height` less `padTop` above and `padFoot` below. */
export function tickPlaces(
  values: readonly number[],
  domain: Domain,
  height: number,
  padTop: number,
  padFoot: number,
): { value: number; y: number }[] {
  const room = height - padTop - padFoot;
  return values.map((value) => ({ value, y: padTop + ((domain.high - value) / (domain.high - domain.low)) * room }));
}
