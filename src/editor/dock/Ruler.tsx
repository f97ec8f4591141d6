/**
 * The ruler over the plots, the dotted lines it sends down through them, and the scrubber: the only handle on time. Dragging the
 * flag back takes the model back; what was recorded beyond it stays in sight, faded, until the run goes on from there.
 */
import { type PointerEvent, useRef } from "react";
import {
  counted,
  firstAt,
  formatNumber,
  formatTick,
  formatTime,
  spanStatistics,
  timeAt,
  timeTicks,
  xAt,
} from "../../plots/index.ts";
import type { Recordings } from "../../session/index.ts";
import { useSession } from "../SessionContext.tsx";
import { sized, write } from "./canvas.ts";
import { useInks } from "./inks.ts";
import { typeScale } from "./PlotFrame.tsx";
import type { Population } from "./populations.ts";
import { type Scope, usePaint, useScope } from "./scope.ts";

/** Populations named over a marked stretch. */
const mostLines = 4;

const labelFont = (type: number): string => `${11 * type}px "Plex Mono", ui-monospace, monospace`;

export function Ruler(props: { width: number; height: number; band: number; populations: readonly Population[] }) {
  const { width, height, band, populations } = props;
  const scope = useScope();
  const session = useSession();
  const inks = useInks();
  const canvas = useRef<HTMLCanvasElement>(null);
  const flag = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const veil = useRef<HTMLDivElement>(null);
  const hair = useRef<HTMLDivElement>(null);
  const chip = useRef<HTMLDivElement>(null);
  const mark = useRef<HTMLDivElement>(null);
  const drawn = useRef<unknown[]>([]);
  const dragging = useRef(false);
  const followed = useRef(false);

  const counting = useRef<Scope["span"]>(undefined);

  usePaint((slow) => {
    const { view, pointer, span } = scope;
    const { run, graph } = session.store.getState();
    const now = xAt(view, width, run.timeMs);
    const inView = now >= -1 && now <= width + 1;
    place(flag.current, inView ? now : Number.NaN);
    place(line.current, inView ? now : Number.NaN);
    if (flag.current) {
      const text = `${formatTime(run.timeMs)} ms of ${formatTime(run.recordedMs)} ms recorded`;
      if (flag.current.getAttribute("aria-valuetext") !== text) {
        flag.current.setAttribute("aria-valuetext", text);
        flag.current.setAttribute("aria-valuenow", String(Math.round(run.timeMs)));
        flag.current.setAttribute("aria-valuemax", String(Math.ceil(run.recordedMs)));
      }
    }
    const back = run.recordedMs - run.timeMs > graph.dt / 2;
    const from = Math.max(0, now);
    const until = Math.min(width, xAt(view, width, run.recordedMs) + 2);
    stretch(veil.current, from, back ? until : from);
    veil.current?.toggleAttribute("data-tight", width - from < 130);

    const hover = pointer ? xAt(view, width, pointer.timeMs) : Number.NaN;
    place(hair.current, hover);
    place(chip.current, Number.isNaN(hover) ? hover : Math.max(30, Math.min(width - 30, hover)));
    if (pointer) write(chip.current, formatTime(pointer.timeMs, (view.toMs - view.fromMs) / width < 0.1 ? 2 : 1));
    stretch(mark.current, span ? xAt(view, width, span.fromMs) : 0, span ? xAt(view, width, span.toMs) : 0);
    if (span && (slow || span !== counting.current)) {
      counting.current = span;
      write(mark.current?.firstElementChild, spanWords(span, session.recordings, populations));
    }

    // The canvas itself only changes with the view, the chip over it, its size and the theme.
    const covered = Number.isNaN(hover) ? Number.NaN : Math.round(hover);
    const next = [view, covered, Math.round(now), width, height, inks, devicePixelRatio];
    if (next.every((value, k) => Object.is(value, drawn.current[k]))) return;
    drawn.current = next;
    const surface = sized(canvas, width, height);
    if (!surface) return;
    const { context, ratio } = surface;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.fillStyle = inks.well;
    context.fillRect(0, 0, width, band);
    context.fillStyle = inks.line;
    context.fillRect(0, band - 1, width, 1);
    const ticks = timeTicks(view, width);
    const hairline = 1 / ratio;
    const crisp = (x: number): number => Math.round(x * ratio) / ratio;
    const count = Math.ceil(view.toMs / ticks.minorMs);
    for (let k = Math.ceil(view.fromMs / ticks.minorMs); k <= count; k++) {
      const time = k * ticks.minorMs;
      const x = crisp(xAt(view, width, time));
      const onStep = (step: number): boolean => Math.abs(time / step - Math.round(time / step)) < 1e-6;
      const major = onStep(ticks.majorMs);
      const tall = major ? 8 : 4;
      context.fillStyle = major ? inks.ctl : inks.edge;
      context.fillRect(x, band - tall, Math.max(1, hairline), tall);
    }
    context.font = labelFont(typeScale());
    context.fillStyle = inks.ink3;
    context.textBaseline = "alphabetic";
    const dots = new Path2D();
    for (let k = Math.ceil(view.fromMs / ticks.labelMs); k * ticks.labelMs <= view.toMs; k++) {
      const time = k * ticks.labelMs;
      const x = crisp(xAt(view, width, time));
      const text = formatTick(time, ticks.labelMs);
      const wide = context.measureText(text).width;
      const under = (at: number, half: number): boolean => x + 5 < at + half && x + 5 + wide > at - half;
      const hidden = under(hover, 36) || under(now, 10);
      if (!hidden && x + 5 + wide < width) context.fillText(text, x + 5, band - 8);
      if (x > 0) {
        dots.moveTo(x + 0.5, band + 2);
        dots.lineTo(x + 0.5, height);
      }
    }
    context.strokeStyle = inks.edge;
    context.lineWidth = 1;
    context.setLineDash([1, 4]);
    context.stroke(dots);
    context.setLineDash([]);
  });

  const seekTo = (event: PointerEvent<Element>): void => {
    const left = canvas.current?.getBoundingClientRect().left ?? 0;
    const { run, graph } = session.store.getState();
    const asked = Math.min(run.recordedMs, Math.max(0, timeAt(scope.view, width, event.clientX - left)));
    // Whole steps: the engine stands nowhere else.
    const timeMs = Math.round(asked / graph.dt) * graph.dt;
    if (Math.abs(timeMs - run.timeMs) > graph.dt / 2) session.seek(timeMs);
  };
  const grab = (event: PointerEvent<Element>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    dragging.current = true;
    if (session.store.getState().run.running) session.pause();
    // Under the drag the axis must not slide away from the pointer.
    followed.current = scope.view.follow;
    if (scope.view.follow) scope.setView({ ...scope.view, follow: false });
    if (event.currentTarget !== flag.current) seekTo(event);
  };
  const drag = (event: PointerEvent<Element>): void => {
    if (dragging.current) seekTo(event);
  };
  const drop = (): void => {
    if (dragging.current && followed.current) scope.setView({ ...scope.view, follow: true });
    dragging.current = false;
  };

  return (
    <div className="dock-axis">
      <canvas ref={canvas} className="dock-grid" />
      <div
        className="dock-ruler-press"
        onPointerDown={grab}
        onPointerMove={drag}
        onPointerUp={drop}
        onPointerCancel={drop}
      />
      <div ref={mark} className="dock-span">
        <span />
      </div>
      <div ref={veil} className="dock-veil">
        <span>replay from here</span>
      </div>
      <div ref={hair} className="dock-hair" />
      <div ref={chip} className="dock-time-chip" />
      <div ref={line} className="dock-now" />
      <div
        ref={flag}
        className="dock-flag"
        role="slider"
        tabIndex={0}
        aria-label="Present moment"
        aria-valuemin={0}
        aria-valuenow={0}
        onPointerDown={grab}
        onPointerMove={drag}
        onPointerUp={drop}
        onPointerCancel={drop}
        onKeyDown={(event) => {
          const { run, graph } = session.store.getState();
          const far = event.shiftKey ? 10 : 1;
          const go = (timeMs: number): void => session.seek(Math.min(run.recordedMs, Math.max(0, timeMs)));
          if (event.key === "ArrowLeft" || event.key === "ArrowDown") session.step(-far);
          else if (event.key === "ArrowRight" || event.key === "ArrowUp") session.step(far);
          else if (event.key === "PageDown") go(run.timeMs - Math.max(10, graph.dt));
          else if (event.key === "PageUp") go(run.timeMs + Math.max(10, graph.dt));
          else if (event.key === "Home") go(0);
          else if (event.key === "End") go(run.recordedMs);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        <svg viewBox="0 0 14 20" aria-hidden="true">
          <path d="M0,0h14v13l-7,7l-7,-7z" />
        </svg>
      </div>
    </div>
  );
}

/** What happened in a marked stretch: its length, then a line for each population with its count, rate and CV. */
function spanWords(
  { fromMs, toMs }: { fromMs: number; toMs: number },
  { spikes: { times, cells, count }, past }: Pick<Recordings, "spikes" | "past">,
  populations: readonly Population[],
): string {
  const from = firstAt(times, count, fromMs);
  const to = firstAt(times, count, toMs);
  const lines = populations.slice(0, mostLines).map((population) => {
    const before = past.get(population.node);
    const found = spanStatistics(times, cells, from, to, population, fromMs, toMs - fromMs, before);
    const { count: spikes, rateHz, cv } = found;
    const rate = Number.isNaN(rateHz) ? "" : `, ${formatNumber(rateHz)} Hz`;
    return `${population.label}  ${counted(spikes, "spike")}${rate}${Number.isNaN(cv) ? "" : `, CV ${formatNumber(cv, 2)}`}`;
  });
  return [`${formatTime(toMs - fromMs)} ms`, ...lines].join("\n");
}

/** Moves an element to x; NaN hides it. */
function place(element: HTMLElement | null, x: number): void {
  if (!element) return;
  const hidden = Number.isNaN(x);
  if (element.hidden !== hidden) element.hidden = hidden;
  if (!hidden) element.style.transform = `translateX(${Math.round(x * 2) / 2}px)`;
}

function stretch(element: HTMLElement | null, from: number, to: number): void {
  if (!element) return;
  const hidden = !(to > from);
  if (element.hidden !== hidden) element.hidden = hidden;
  if (hidden) return;
  element.style.transform = `translateX(${from}px)`;
  element.style.width = `${to - from}px`;
}
