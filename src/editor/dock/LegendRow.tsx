/** A row of a legend: swatch, name and a word. Pointing at it lights the node everywhere; pressing it selects the node. */
import { Children, type ReactNode } from "react";
import { Swatch } from "../controls/Swatch.tsx";
import { light, useLit } from "../lamp.ts";
import { useSession } from "../SessionContext.tsx";
import type { Population, Role } from "./populations.ts";

export function LegendRow(props: {
  population: Population;
  role?: Role;
  /** After the name, in quieter ink. */
  detail?: string;
  mark?: ReactNode;
  top?: number;
  tight?: boolean;
}) {
  const session = useSession();
  const { population, role, detail } = props;
  const lit = useLit(population.node) || role !== undefined;
  return (
    <button
      type="button"
      className={`dock-legend${lit ? " dock-lit" : ""}${props.top === undefined ? "" : " dock-placed"}${props.tight ? " dock-tight" : ""}`}
      style={props.top === undefined ? undefined : { top: props.top }}
      aria-pressed={role === "selected"}
      onPointerEnter={() => light(population.node)}
      onPointerLeave={() => light()}
      onFocus={() => light(population.node)}
      onBlur={() => light()}
      onClick={() => session.select({ nodes: [population.node], wires: [], notes: [] })}
    >
      {props.mark ?? <Swatch style={population.style} size={9} />}
      <b>{population.label}</b>
      {role && role !== "selected" ? <i>{role}</i> : detail && <span>{detail}</span>}
    </button>
  );
}

/** Height of a row that is set small [px]. */
const tightLine = 15;

/**
 * Rows for which a plot is too low: side by side, two in a line; where that is not enough either they scroll, and a number says how
 * many lie below. The last line may reach into the gap under the plot.
 *
 * @param height of the plot [px]
 */
export function TightLegend({ height, children }: { height: number; children: ReactNode }) {
  const count = Children.count(children);
  const lines = Math.max(1, Math.floor((height + 10 - 18) / tightLine));
  const below = count - 2 * lines;
  return (
    <div className="dock-legends dock-legends-tight" data-half={count > lines}>
      <div style={{ maxHeight: lines * tightLine }}>{children}</div>
      {below > 0 && <small title="Scroll to see all names">+{below}</small>}
    </div>
  );
}
