/** A row of a legend: swatch, name and a word. Pointing at it lights the node everywhere; pressing it selects the node. */
import type { ReactNode } from "react";
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

/** Letters of a name that are seen where two share a line. */
const halfName = 7;

/**
 * Rows for which a plot is too low: two in a line, if so much of their names tells them apart; where that is not enough they scroll,
 * and a number says how many lie below. The last line may reach into the gap under the plot.
 *
 * @param height of the plot [px]
 * @param names of the rows
 */
export function TightLegend(props: { height: number; names: readonly string[]; children: ReactNode }) {
  const { height, names, children } = props;
  const lines = Math.max(1, Math.floor((height + 10 - 18) / tightLine));
  const half = names.length > lines && new Set(names.map((name) => name.slice(0, halfName))).size === names.length;
  const below = names.length - (half ? 2 : 1) * lines;
  return (
    <div className="dock-legends dock-legends-tight" data-half={half}>
      <div style={{ maxHeight: lines * tightLine }}>{children}</div>
      {below > 0 && <small title="Scroll to see all names">+{below}</small>}
    </div>
  );
}
