/**
 * What all plots of the dock share: the stretch of time in view, where the pointer is, and the one clock they redraw by. Kept
 * outside React, because it changes with every frame; at most one redraw a frame, and none when nothing changed.
 */
import { createContext, useContext, useEffect, useRef } from "react";
import { follow, spanOf, type TimeView, withSpan } from "../../plots/index.ts";
import type { Session } from "../../session/index.ts";
import { isCalm } from "../preferences.ts";

export interface Pointer {
  timeMs: number;
  /** Key of the plot it is over, and its height there [px from the top of the plot]. */
  plot: string;
  y: number;
}

export interface Scope {
  session: Session;
  view: TimeView;
  /** Width of the time axis [px]; set by the ruler. */
  width: number;
  pointer: Pointer | undefined;
  /** A marked stretch of time. */
  span: { fromMs: number; toMs: number } | undefined;
  setView(view: TimeView): void;
  setPointer(pointer: Pointer | undefined): void;
  setSpan(span: Scope["span"]): void;
  /** Asks for a redraw in the next frame. */
  invalidate(): void;
  /** Calls `paint` in every frame that redraws. `slow` is true four times a second: for numbers that are read. */
  onFrame(paint: (slow: boolean) => void): () => void;
  /** Hears of changes of `view.follow`. */
  onFollow(listener: (follows: boolean) => void): () => void;
  dispose(): void;
}

const slowMs = 250;
/** At real time a view of 8 s passes in 8 s: as long as an eye needs. Never shorter than 400 ms, never longer than 4 s. */
const spanForSpeed = (speed: number | "max"): number =>
  speed === "max" ? 4000 : Math.min(4000, Math.max(400, speed * 8000));

export function createScope(session: Session): Scope {
  const paints = new Set<(slow: boolean) => void>();
  const followers = new Set<(follows: boolean) => void>();
  // The frame that answers a key or a press belongs to what was pressed; the plots of a run come one frame later.
  let handFirst = false;
  const onHand = (): void => {
    handFirst = before.run.running;
  };
  for (const type of ["keydown", "pointerdown"]) addEventListener(type, onHand, { capture: true, passive: true });
  let asked = 0;
  let timer = 0;
  let lastFrame = 0;
  let lastSlow = 0;
  let before = session.store.getState();
  const wanted = before.graph.view?.spanMs;
  let zoomed = wanted !== undefined;

  const frame = (now: number): void => {
    asked = 0;
    if (handFirst) {
      handFirst = false;
      scope.invalidate();
      return;
    }
    lastFrame = now;
    const slow = now - lastSlow >= slowMs || !before.run.running;
    if (slow) lastSlow = now;
    else if (timer === 0)
      // The last change of a burst must reach the slow numbers too.
      timer = window.setTimeout(() => {
        timer = 0;
        scope.invalidate();
      }, slowMs);
    if (scope.width > 1) scope.view = follow(scope.view, before.run.timeMs, scope.width);
    for (const paint of paints) paint(slow);
  };

  const scope: Scope = {
    session,
    view: { fromMs: 0, toMs: wanted ?? spanForSpeed(before.run.speed), follow: true },
    width: 1,
    pointer: undefined,
    span: undefined,
    setView(view) {
      if (view === scope.view) return;
      const { view: old } = scope;
      if (Math.abs(spanOf(view) - spanOf(old)) > 1e-9) zoomed = true;
      scope.view = view;
      if (view.follow !== old.follow) for (const listener of followers) listener(view.follow);
      scope.invalidate();
    },
    setPointer(pointer) {
      if (pointer === undefined && scope.pointer === undefined) return;
      scope.pointer = pointer;
      scope.invalidate();
    },
    setSpan(span) {
      scope.span = span;
      scope.invalidate();
    },
    invalidate() {
      if (asked === 0) asked = requestAnimationFrame(frame);
    },
    onFrame(paint) {
      paints.add(paint);
      scope.invalidate();
      return () => paints.delete(paint);
    },
    onFollow(listener) {
      followers.add(listener);
      return () => followers.delete(listener);
    },
    dispose() {
      cancelAnimationFrame(asked);
      clearTimeout(timer);
      for (const type of ["keydown", "pointerdown"]) removeEventListener(type, onHand, { capture: true });
      unsubscribe();
      paints.clear();
    },
  };

  const unsubscribe = session.store.subscribe((state) => {
    const { run, tick, circuit, selection } = state;
    const old = before;
    before = state;
    if (circuit.id !== old.circuit.id) {
      const wanted = state.graph.view?.spanMs;
      zoomed = wanted !== undefined;
      scope.span = undefined;
      scope.view = { fromMs: 0, toMs: wanted ?? spanForSpeed(run.speed), follow: true };
      for (const listener of followers) listener(true);
    } else if (run.speed !== old.run.speed && !zoomed) {
      scope.view = withSpan(scope.view, spanForSpeed(run.speed), run.timeMs);
    }
    if (tick === old.tick && run === old.run && selection === old.selection && circuit === old.circuit) return;
    if (isCalm() && run.running && performance.now() - lastFrame < slowMs) {
      // Reduced motion: plots advance four times a second.
      if (timer === 0)
        timer = window.setTimeout(() => {
          timer = 0;
          scope.invalidate();
        }, slowMs);
      return;
    }
    scope.invalidate();
  });
  return scope;
}

const Context = createContext<Scope | null>(null);
export const ScopeProvider = Context.Provider;

export function useScope(): Scope {
  const scope = useContext(Context);
  if (!scope) throw new Error("useScope outside ScopeProvider");
  return scope;
}

/** Calls the latest `paint` whenever the scope redraws, and once after every render of the component. */
export function usePaint(paint: (slow: boolean) => void): void {
  const scope = useScope();
  const latest = useRef(paint);
  useEffect(() => {
    latest.current = paint;
    scope.invalidate();
  });
  useEffect(() => scope.onFrame((slow) => latest.current(slow)), [scope]);
}
