/** The edge between two regions: drag it, or focus it and use the arrows; its button folds the region away. */
import type { KeyboardEvent, PointerEvent } from "react";
import { Icon } from "./controls/Icon.tsx";
import type { IconName } from "./controls/icons.ts";

interface ResizerProps {
  label: string;
  axis: "x" | "y";
  /** Present size [px], absent where the region has one size only. */
  size?: number;
  range?: readonly [number, number];
  folded: boolean;
  /** Which way the region lies from its edge; the arrow of the button points there. */
  side: "left" | "right" | "bottom";
  onSize?: (size: number) => void;
  onFold: (folded: boolean) => void;
}

const arrows: Readonly<Record<ResizerProps["side"], readonly [open: IconName, folded: IconName]>> = {
  left: ["left", "right"],
  right: ["right", "left"],
  bottom: ["down", "up"],
};

export function Resizer({ label, axis, size, range = [0, 0], folded, side, onSize, onFold }: ResizerProps) {
  const [low, high] = range;
  const set = (value: number): void => onSize?.(Math.round(Math.min(high, Math.max(low, value))));
  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0 || size === undefined) return;
    const edge = event.currentTarget;
    const start = axis === "x" ? event.clientX : event.clientY;
    edge.setPointerCapture(event.pointerId);
    const follow = (move: globalThis.PointerEvent): void =>
      set(size + start - (axis === "x" ? move.clientX : move.clientY));
    edge.addEventListener("pointermove", follow);
    edge.addEventListener("lostpointercapture", () => edge.removeEventListener("pointermove", follow), { once: true });
  };
  const press = (event: KeyboardEvent): void => {
    if (size === undefined) return;
    const by = { ArrowUp: 16, ArrowLeft: 16, ArrowDown: -16, ArrowRight: -16 }[event.key];
    if (!by) return;
    event.preventDefault();
    set(size + by);
  };
  return (
    <div className={`resizer resizer-${side}`}>
      {size !== undefined && !folded && (
        // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved has no element of its own
        <div
          className="resizer-edge"
          role="separator"
          tabIndex={0}
          aria-label={`Size of ${label}`}
          aria-orientation={axis === "x" ? "vertical" : "horizontal"}
          aria-valuenow={size}
          aria-valuemin={low}
          aria-valuemax={high}
          onPointerDown={drag}
          onKeyDown={press}
        />
      )}
      <button
        type="button"
        className="resizer-fold"
        aria-expanded={!folded}
        aria-label={folded ? `Show ${label}` : `Fold ${label}`}
        data-tip={folded ? `Show ${label}` : `Fold ${label}`}
        onClick={() => onFold(!folded)}
      >
        <Icon name={arrows[side][folded ? 1 : 0]} size={12} />
      </button>
    </div>
  );
}
