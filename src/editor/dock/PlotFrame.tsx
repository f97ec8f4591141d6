/** The frame every plot stands in: labels in the left gutter, the drawing, values in the right gutter. */
import type { ReactNode, RefObject } from "react";
import { type Domain, formatTick, printUnit } from "../../plots/index.ts";
import { PlotMenu } from "./PlotMenu.tsx";
import type { PlotSpec } from "./plotList.ts";

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
  return (
    <section
      className="dock-plot"
      style={{ height }}
      aria-label={plot.unit ? `${plot.title}, ${plot.unit}` : plot.title}
    >
      <div className="dock-gutter">
        <div className="dock-title">
          <h3>{plot.title}</h3>
          {printUnit(plot.unit) && <span>{printUnit(plot.unit)}</span>}
          <PlotMenu plot={plot} />
        </div>
        {props.labels}
        {props.ticks?.map(({ value, y }) => (
          <span key={value} className="dock-tick" style={{ top: Math.max(0, Math.min(height - 13, y - 7)) }}>
            {formatTick(value, props.tickStep ?? 1)}
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
