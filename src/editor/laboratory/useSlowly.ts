/** A value that may change at every frame, for what is read and not watched. */
import { useEffect, useReducer, useRef } from "react";

/** How long a value stays at least [ms]. */
const restMs = 100;

/** The first value after a rest at once, others a moment later; the last one always comes. */
export function useSlowly<T>(value: T): T {
  const shown = useRef({ value, at: Number.NEGATIVE_INFINITY });
  const [, look] = useReducer((looks: number) => looks + 1, 0);
  const now = performance.now();
  if (!Object.is(value, shown.current.value) && now - shown.current.at >= restMs) shown.current = { value, at: now };
  const behind = !Object.is(value, shown.current.value);
  useEffect(() => {
    if (!behind) return;
    const timer = setTimeout(look, restMs);
    return () => clearTimeout(timer);
  }, [behind]);
  return shown.current.value;
}
