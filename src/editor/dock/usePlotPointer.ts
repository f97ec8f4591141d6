/**
 * What the pointer does on a plot: moving reads values off, the wheel pans, Ctrl-wheel or a pinch zooms about the pointer,
 * a drag moves the view, Shift and drag marks a stretch, a double click shows the whole run.
 */
import { type RefObject, useEffect } from "react";
import { fit, pan, spanOf, timeAt, zoomAt } from "../../plots/index.ts";
import { useScope } from "./scope.ts";

export function usePlotPointer(
  ref: RefObject<HTMLElement | null>,
  plot: string,
  width: number,
  press?: () => void,
): void {
  const scope = useScope();
  useEffect(() => {
    const { current: element } = ref;
    if (!element || width < 2) return;
    const down = new Map<number, { x: number; y: number }>();
    let moved = 0;
    let marking: number | undefined;
    const at = (event: { clientX: number; clientY: number }): { x: number; y: number } => {
      const box = element.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };

    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const { x } = at(event);
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      if (event.ctrlKey || event.metaKey) {
        const factor = Math.exp(Math.max(-0.6, Math.min(0.6, event.deltaY * unit * 0.004)));
        scope.setView(zoomAt(scope.view, timeAt(scope.view, width, x), factor));
        return;
      }
      const by = (Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY) * unit;
      scope.setView(pan(scope.view, (by * spanOf(scope.view)) / width));
    };
    const onDown = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      const point = at(event);
      down.set(event.pointerId, point);
      element.setPointerCapture(event.pointerId);
      moved = 0;
      marking = event.shiftKey ? timeAt(scope.view, width, point.x) : undefined;
      if (!event.shiftKey && scope.span) scope.setSpan(undefined);
    };
    const onMove = (event: PointerEvent): void => {
      const point = at(event);
      const timeMs = timeAt(scope.view, width, point.x);
      const before = down.get(event.pointerId);
      if (event.pointerType === "mouse" || down.size < 2) scope.setPointer({ timeMs, plot, y: point.y });
      if (!before) return;
      moved = Math.max(moved, Math.hypot(point.x - before.x, point.y - before.y));
      if (marking !== undefined) {
        scope.setSpan({ fromMs: Math.max(0, Math.min(marking, timeMs)), toMs: Math.max(marking, timeMs) });
        return;
      }
      if (down.size === 2) {
        const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
        if (other) {
          const factor = Math.max(8, Math.abs(before.x - other.x)) / Math.max(8, Math.abs(point.x - other.x));
          scope.setView(zoomAt(scope.view, timeAt(scope.view, width, other.x), factor));
        }
        down.set(event.pointerId, point);
      } else if (moved > 3) {
        scope.setView(pan(scope.view, ((before.x - point.x) * spanOf(scope.view)) / width));
        down.set(event.pointerId, point);
      }
    };
    const onUp = (event: PointerEvent): void => {
      if (down.delete(event.pointerId) && moved <= 3 && marking === undefined) press?.();
      marking = undefined;
    };
    const onCancel = (event: PointerEvent): void => {
      down.delete(event.pointerId);
      marking = undefined;
    };
    const onLeave = (): void => {
      if (down.size === 0) scope.setPointer(undefined);
    };
    const onDouble = (): void => {
      const { run } = scope.session.store.getState();
      scope.setView(fit(scope.view, Math.max(run.recordedMs, run.timeMs)));
    };

    element.addEventListener("wheel", onWheel, { passive: false });
    element.addEventListener("pointerdown", onDown);
    element.addEventListener("pointermove", onMove);
    element.addEventListener("pointerup", onUp);
    element.addEventListener("pointercancel", onCancel);
    element.addEventListener("pointerleave", onLeave);
    element.addEventListener("dblclick", onDouble);
    return () => {
      element.removeEventListener("wheel", onWheel);
      element.removeEventListener("pointerdown", onDown);
      element.removeEventListener("pointermove", onMove);
      element.removeEventListener("pointerup", onUp);
      element.removeEventListener("pointercancel", onCancel);
      element.removeEventListener("pointerleave", onLeave);
      element.removeEventListener("dblclick", onDouble);
    };
  }, [ref, plot, width, press, scope]);
}
