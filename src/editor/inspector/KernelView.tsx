/** "One spike does this to E": the number that a student can compare, with its curve. */
import { line as curveLine, scaleLinear } from "d3";
import { useDeferredValue, useMemo } from "react";
import { populationStyle } from "../../plots/index.ts";
import { writeNumber, writeUnit } from "../controls/number.ts";
import { type Known, targetsOf } from "../nodes.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { type Kernel, kernelOf } from "./kernel.ts";

export function KernelView({ synapse }: { synapse: Known }) {
  const { catalogue } = useSession();
  const graph = useSessionState((state) => state.graph);
  const target = useMemo(
    () => targetsOf(graph, catalogue, synapse.node.id).find(({ kind }) => kind.family === "neuron"),
    [graph, catalogue, synapse.node.id],
  );
  // Dragging a fader must not wait for the curve; and a change elsewhere on the board does not touch it.
  const from = useDeferredValue(synapse);
  const to = useDeferredValue(target);
  const [fromNode, fromKind, toNode, toKind] = [from.node, from.kind, to?.node, to?.kind];
  const kernel = useMemo(
    () => (toNode && toKind ? kernelOf({ node: fromNode, kind: fromKind }, { node: toNode, kind: toKind }) : undefined),
    [fromNode, fromKind, toNode, toKind],
  );
  // What reads a value at every moment has no answer to a spike.
  if (!target || !kernel || fromKind.onSpike === undefined) return null;
  const { label, color } = target.node;
  return (
    <section className="section" aria-label={`One spike into ${label}`}>
      <div className="row">
        <span className="row-name">One spike does this to {label}</span>
        {"peak" in kernel && (
          <span className="mono kernel-peak">
            {kernel.peak > 0 ? "+" : ""}
            {writeNumber(kernel.peak, Math.abs(kernel.peak) < 10 ? 2 : 3)} {writeUnit(kernel.unit)}
          </span>
        )}
      </div>
      {"why" in kernel ? (
        <p className="caption">{kernel.why}</p>
      ) : (
        <>
          <KernelCurve kernel={kernel} colour={`var(${populationStyle(color).token})`} />
          {kernel.fires && <p className="caption">One spike alone makes it fire.</p>}
        </>
      )}
    </section>
  );
}

const width = 268;
const height = 70;

function KernelCurve({ kernel, colour }: { kernel: Kernel; colour: string }) {
  const { times, values, peak, delayMs } = kernel;
  const span = times.at(-1) ?? 1;
  const x = scaleLinear([0, span], [4, width]);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const y = scaleLinear([low, high > low ? high : low + 1], [height - 18, 13]);
  const path = curveLine<number>(
    (_, k) => x(times[k] ?? 0),
    (value) => y(value),
  )(values);
  const zero = y(0);
  const words = `${writeNumber(peak, 2)} ${writeUnit(kernel.unit)} at its peak, after a delay of ${writeNumber(delayMs, 3)} milliseconds, over ${span} milliseconds`;
  return (
    <svg className="kernel" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words}>
      <path d={`M0 ${zero}H${width}`} style={{ stroke: "var(--line)" }} />
      <path d={`M${x(0)} ${zero - 5}v10`} style={{ stroke: "var(--ink2)" }} />
      <path
        d={`M${x(0)} ${zero + (peak < 0 ? -4 : 4)}H${x(delayMs)}`}
        style={{ stroke: "var(--ink3)", strokeWidth: 2 }}
      />
      <path d={path ?? ""} style={{ fill: "none", stroke: colour, strokeWidth: 1.6, strokeLinejoin: "round" }} />
      <text x={x(0)} y={height - 1} className="kernel-words">
        {delayMs > 0 ? `a spike, then ${writeNumber(delayMs, 3)} ms` : "a spike"}
      </text>
      <text x={width} y={height - 1} textAnchor="end" className="kernel-words kernel-span">
        {writeNumber(span, 3)} ms
      </text>
    </svg>
  );
}
