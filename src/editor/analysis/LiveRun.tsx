/**
 * The run on the board as a path in the phase plane, drawn on a canvas while it goes on: the last stretch, fading, with a dot
 * at now. Before anything has run, the path of a copy from the same start. Wheel zooms, a drag moves.
 */
import { type PointerEvent, useEffect, useRef } from "react";
import type { PhasePlane, Range } from "../../analysis/index.ts";
import { firstAt, jumpsAt } from "../../plots/index.ts";
import { useSession } from "../SessionContext.tsx";
import type { Frame } from "./Chart.tsx";
import { moved, zoomed } from "./zoom.ts";

type View = readonly [Range, Range];

interface LiveRunProps {
  frame: Frame;
  view: View;
  onView: (view: View) => void;
  node: string;
  names: readonly [string, string];
  fallback: PhasePlane["run"];
  resets: boolean;
  colour: string;
}

/** How much of the run is seen [ms], and in how many shades it fades. */
const trailMs = 400;
const shades = 8;

export function LiveRun(props: LiveRunProps) {
  const session = useSession();
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const asked = useRef(0);
  const drag = useRef<{ x: number; y: number; view: View }>(undefined);

  const paint = useRef(() => {});
  paint.current = () => {
    const surface = canvas.current;
    const context = surface?.getContext("2d");
    if (!surface || !context) return;
    const { frame, node, names, fallback, resets } = latest.current;
    const ratio = devicePixelRatio || 1;
    const [wide, tall] = [Math.round(frame.width * ratio), Math.round(frame.height * ratio)];
    if (surface.width !== wide) surface.width = wide;
    if (surface.height !== tall) surface.height = tall;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, frame.width, frame.height);
    const style = getComputedStyle(surface);
    context.strokeStyle = style.color;
    context.lineWidth = 1.5;
    context.lineJoin = "round";
    const { traces, spikes } = session.recordings;
    const { network, run } = session.store.getState();
    const [xs, ys] = names.map((name) => traces.get(`${node}.${name}.0`));
    const end = xs && ys ? Math.min(xs.count, ys.count, firstAt(xs.times, xs.count, run.timeMs + 1e-9)) : 0;
    if (!xs || !ys || end < 2) {
      const { x, y, times, spikes: events } = fallback;
      const breaks = resets ? jumpsAt(times, x, times.length, events) : new Set<number>();
      line(context, frame, x, y, 0, x.length, breaks, 0.55);
      return;
    }
    // Both are sampled together; where one was asked for later, the ends agree.
    const shift = ys.count - xs.count;
    const y = (k: number): number => ys.values[k + shift] as number;
    const now = xs.times[end - 1] as number;
    const from = Math.max(0, -shift, firstAt(xs.times, end, now - trailMs));
    const first = network?.populations.find((each) => each.node === node)?.first ?? -1;
    const events: number[] = [];
    for (
      let k = firstAt(spikes.times, spikes.count, now - trailMs);
      k < spikes.count && (spikes.times[k] as number) <= now;
      k++
    )
      if (spikes.cells[k] === first) events.push(spikes.times[k] as number);
    const jumps = resets ? jumpsAt(xs.times, xs.values, end, events) : new Set<number>();
    for (let shade = 0; shade < shades; shade++) {
      const a = Math.floor(from + ((end - from) * shade) / shades);
      const b = Math.min(end, Math.floor(from + ((end - from) * (shade + 1)) / shades) + 1);
      line(context, frame, xs.values, y, a, b, jumps, 0.2 + (0.8 * (shade + 1)) / shades);
    }
    context.globalAlpha = 1;
    context.beginPath();
    context.arc(frame.x(xs.values[end - 1] as number), frame.y(y(end - 1)), 4, 0, 2 * Math.PI);
    context.fillStyle = style.color;
    context.fill();
    context.strokeStyle = style.getPropertyValue("--ink");
    context.lineWidth = 1.25;
    context.stroke();
  };

  const soon = useRef(() => {
    if (asked.current !== 0) return;
    asked.current = requestAnimationFrame(() => {
      asked.current = 0;
      paint.current();
    });
  });
  useEffect(() => soon.current());
  useEffect(() => {
    const stop = session.store.subscribe((state, before) => {
      if (state.tick !== before.tick || state.run !== before.run) soon.current();
    });
    return () => {
      stop();
      cancelAnimationFrame(asked.current);
      asked.current = 0;
    };
  }, [session]);

  // React listens to wheels passively, and the page must not scroll with them.
  useEffect(() => {
    const surface = canvas.current;
    if (!surface) return;
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const { frame, view, onView } = latest.current;
      const box = surface.getBoundingClientRect();
      const at = [(event.clientX - box.left) / frame.width, 1 - (event.clientY - box.top) / frame.height] as const;
      onView(zoomed(view, 1.0015 ** Math.max(-200, Math.min(200, event.deltaY)), at));
    };
    surface.addEventListener("wheel", wheel, { passive: false });
    return () => surface.removeEventListener("wheel", wheel);
  }, []);

  const pull = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (!drag.current) return;
    const { frame, onView } = latest.current;
    const { x, y, view } = drag.current;
    onView(moved(view, (x - event.clientX) / frame.width, (event.clientY - y) / frame.height));
  };
  return (
    <canvas
      ref={canvas}
      className="plane-run"
      style={{ color: props.colour, width: props.frame.width, height: props.frame.height }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, y: event.clientY, view: props.view };
      }}
      onPointerMove={pull}
      onPointerUp={() => {
        drag.current = undefined;
      }}
      onPointerCancel={() => {
        drag.current = undefined;
      }}
    />
  );
}

function line(
  context: CanvasRenderingContext2D,
  { x, y }: Frame,
  xs: ArrayLike<number>,
  ys: ArrayLike<number> | ((k: number) => number),
  from: number,
  to: number,
  jumps: ReadonlySet<number>,
  alpha: number,
): void {
  const at = typeof ys === "function" ? ys : (k: number): number => ys[k] as number;
  context.globalAlpha = alpha;
  context.beginPath();
  for (let k = from; k < to; k++) {
    const [px, py] = [x(xs[k] as number), y(at(k))];
    if (k === from || jumps.has(k)) context.moveTo(px, py);
    else context.lineTo(px, py);
  }
  context.stroke();
}
