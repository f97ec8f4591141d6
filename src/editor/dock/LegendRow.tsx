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
