/**
 * A neuron population, synapse or source on the board. React draws what stands still: outline, name, window, kernel, ports.
 * All that lives is drawn by the overlay, or written by it into the two readouts.
 */
import { memo, useEffect, useRef, useState } from "react";
import type { NodeProps } from "reactflow";
import type { Diagnostic } from "../../diagnostic/index.ts";
import { populationStyle } from "../../plots/index.ts";
import { useLit } from "../lamp.ts";
import type { PartNode as FlowNode } from "./flow.ts";
import { farWindowOf, outline, textInset, windowOf } from "./geometry.ts";
import type { NodeLayout } from "./layout.ts";
import { Port } from "./Port.tsx";
import { kernelOf, signOf } from "./preview/index.ts";
import { useBoardParts, useBoardState } from "./state.ts";
import { leadText } from "./values.ts";

export const PartNode = memo(function PartNode({ data }: NodeProps<FlowNode>) {
  const { layout, problem } = data;
  const { node, shape, w, h, sockets, color } = layout;
  const flipped = node.flipped === true;
  const lit = useLit(node.id);
  const path = outline(shape, w, h, flipped);
  return (
    <div
      className={`part part-${shape}${problem ? ` has-${problem.severity}` : ""}${lit ? " lit" : ""}${flipped ? " flipped" : ""}`}
      style={{ "--own": `var(${color})` } as React.CSSProperties}
    >
      <svg className="part-body" width={w} height={h} aria-hidden="true">
        <path className="part-halo" d={path} />
        <path className="part-rim" d={path} />
        <path className="part-focus" d={outline(shape, w, h, flipped, 5)} />
        <Inside layout={layout} />
      </svg>
      {shape === "neuron" ? (
        <NeuronText layout={layout} problem={problem} />
      ) : shape === "synapse" ? (
        <SynapseText layout={layout} problem={problem} />
      ) : (
        <SourceText layout={layout} problem={problem} />
      )}
      {sockets.map((socket) => (
        <Port key={`${socket.way}${socket.port}${socket.slot}`} node={node.id} label={node.label} socket={socket} />
      ))}
      {problem && (
        <svg className="part-badge" width="26" height="24" viewBox="-13 -12 26 24" aria-hidden="true">
          <rect x="-13" y="-12" width="26" height="24" rx="12" />
          <path d="M0,-6v7M0,5.4v.1" />
        </svg>
      )}
    </div>
  );
});

/** The window, at its two sizes (near, and from 75 % of zoom down), or a synapse's kernel. */
function Inside({ layout }: { layout: NodeLayout }) {
  const { shape, w, h, node } = layout;
  if (shape === "synapse") return <Kernel layout={layout} />;
  if (shape === "unknown") return null;
  const near = windowOf(shape, w, h, node.flipped === true);
  const far = farWindowOf(shape, w, h);
  return (
    <>
      <rect className="part-window near" x={near.x} y={near.y} width={near.w} height={near.h} rx="5" />
      <rect className="part-window far" x={far.x} y={far.y} width={far.w} height={far.h} rx="6" />
    </>
  );
}

/** A synapse's answer to one spike: up excites, down inhibits. */
function Kernel({ layout }: { layout: NodeLayout }) {
  const { node, kind, w, h } = layout;
  const curve = kind && kernelOf(node, kind);
  const sign = kind && signOf(node, kind);
  if (!curve) return null;
  const size = curve.high - curve.low || 1;
  const draw = (x: number, y: number, width: number, height: number): { line: string; base: number } => {
    const down = -curve.low / size;
    const place = (value: number): number => y + 2 + (height - 4) * (1 - down - value / size);
    const points = [...curve.values].map(
      (value, k) => `${(x + (k / (curve.values.length - 1)) * width).toFixed(1)},${place(value).toFixed(1)}`,
    );
    return { line: `M${points.join("L")}`, base: place(0) };
  };
  const box = windowOf("synapse", w, h, false);
  const near = draw(box.x, box.y, box.w, box.h);
  const far = draw(16, 11, 34, 26);
  return (
    <>
      <g className="near">
        <path className="kernel-base" d={`M${box.x},${near.base.toFixed(1)}h${box.w}`} />
        <path className="kernel" d={near.line} />
      </g>
      <g className="far">
        <path className="kernel" d={far.line} strokeWidth="3" />
        {sign && (
          <path
            className="kernel-sign"
            d={`M62,24h16${sign === "excites" ? "M70,16v16" : sign === "mixed" ? "M62,32h16M70,14v12" : ""}`}
          />
        )}
      </g>
    </>
  );
}

interface TextProps {
  layout: NodeLayout;
  problem: Diagnostic | undefined;
}

function NeuronText({ layout, problem }: TextProps) {
  const { node, kind, h } = layout;
  const { readouts } = useBoardParts();
  const rate = useRef<HTMLSpanElement>(null);
  const level = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!rate.current || !level.current) return;
    const pair = { rate: rate.current, level: level.current };
    readouts.set(node.id, pair);
    return () => {
      if (readouts.get(node.id) === pair) readouts.delete(node.id);
    };
  });
  const { mark } = populationStyle(layout.colorNumber);
  const n = node.n ?? 1;
  return (
    <>
      <div className="part-head">
        <i className={`part-swatch ${mark}`} />
        <Name layout={layout} />
        <span className="part-kind near">
          {n > 1 ? `${n} ` : ""}
          {kind?.short}
        </span>
        {n > 1 && <span className="part-count far">×{n}</span>}
      </div>
      {problem ? (
        <div className="part-foot part-problem" style={{ top: h - 23 }}>
          {firstWords(problem.message)}
        </div>
      ) : (
        <div className="part-foot" style={{ top: h - 23 }}>
          <span ref={rate} />
          <span ref={level} />
        </div>
      )}
    </>
  );
}

function SynapseText({ layout, problem }: TextProps) {
  const { node, kind } = layout;
  return (
    <div className="part-side">
      <Name layout={layout} />
      <span className={problem ? "part-value part-problem" : "part-value"}>
        {problem ? firstWords(problem.message) : kind && leadText(node, kind)}
      </span>
    </div>
  );
}

function SourceText({ layout, problem }: TextProps) {
  const { node, kind, shape, w } = layout;
  const inset = textInset(shape);
  const side = node.flipped ? { left: 12, width: w - inset - 12 } : { left: inset, width: w - inset - 12 };
  return (
    <div className="part-source" style={side}>
      <Name layout={layout} />
      <span className={problem ? "part-value part-problem" : "part-value"}>
        {problem ? firstWords(problem.message) : kind ? leadText(node, kind) : node.kind}
      </span>
    </div>
  );
}

/** The name; a text field while it is being written (F2, or a double click). */
function Name({ layout: { node } }: { layout: NodeLayout }) {
  const editing = useBoardState((state) => state.editing === node.id);
  const { store, acts } = useBoardParts();
  if (!editing) return <span className="part-name">{node.label}</span>;
  return (
    <TextField
      text={node.label}
      label={`Name of ${node.label}`}
      onDone={(text) => {
        store.setState({ editing: undefined });
        if (text?.trim()) acts.rename(node.id, text.trim());
      }}
    />
  );
}

/** A field in place of a text: Enter or leaving it takes the new text, Escape does not. */
export function TextField({
  text,
  label,
  onDone,
}: {
  text: string;
  label: string;
  onDone: (text: string | undefined) => void;
}) {
  const [value, setValue] = useState(text);
  const done = useRef(false);
  const end = (result: string | undefined): void => {
    if (done.current) return;
    done.current = true;
    onDone(result);
  };
  return (
    <input
      className="part-field nodrag nopan"
      aria-label={label}
      value={value}
      ref={(element) => {
        if (element && document.activeElement !== element && !done.current) {
          element.focus();
          element.select();
        }
      }}
      onChange={(event) => setValue(event.target.value)}
      onBlur={() => end(value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") end(value);
        if (event.key === "Escape") end(undefined);
      }}
    />
  );
}

/** The message without the name of the node it already stands on. */
const firstWords = (message: string): string =>
  message.replace(/^"[^"]*"( \([^)]*\))?:?\s*/, "").split(/[;.](\s|$)/)[0] ?? "";
