/** W as a picture: a row for each sending cell, a column for each receiving one. Pointing reads a pair, a click chooses it. */
import { type MouseEvent, useEffect, useMemo, useRef, useState } from "react";
import { drawMatrix, isMixed, pairAt } from "../../plots/index.ts";
import { counted, writeCount, writeNumber, writeUnit } from "../controls/number.ts";
import { onTheme } from "../preferences.ts";
import type { PairsReply } from "./usePairs.ts";

interface MatrixPictureProps {
  pairs: PairsReply;
  colour: string;
  from: string;
  to: string;
  unit: string;
  /** A pair was pointed at and chosen. */
  onChoose?: (pair: { pre: number; post: number }) => void;
}

export function MatrixPicture({ pairs, colour, from, to, unit, onChoose }: MatrixPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [at, setAt] = useState<string | null>(null);
  const mixed = useMemo(() => isMixed(pairs), [pairs]);
  const [full, setFull] = useState(0);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    // The colour is a custom property: read as the browser computes it here and now.
    const draw = (): void => {
      const inks = (mixed ? ["var(--c1)", "var(--ink3)", "var(--c2)"] : [colour]).map((ink) => {
        element.style.color = ink;
        return getComputedStyle(element).color;
      });
      setFull(drawMatrix(element, pairs, inks as unknown as Parameters<typeof drawMatrix>[2]));
    };
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    const stop = onTheme(() => requestAnimationFrame(draw));
    return () => {
      observer.disconnect();
      stop();
    };
  }, [pairs, colour, mixed]);
  const under = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return pairAt(pairs, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };
  const read = (event: MouseEvent<HTMLElement>): void => {
    const { pre, post, weight } = under(event);
    const amount = weight === undefined ? "no pair" : `${writeNumber(weight, 4)} ${writeUnit(unit)}`;
    setAt(`${from} ${pre} → ${to} ${post}: ${amount.trim()}`);
  };
  const shown = pairs.pre.length < pairs.total ? `, ${writeCount(pairs.pre.length)} drawn` : "";
  const square = Math.min(120, Math.max(22, Math.round((268 * pairs.nPre) / Math.max(1, pairs.nPost))));
  return (
    <figure className="matrix">
      <canvas
        ref={canvas}
        style={{ height: square }}
        role="img"
        aria-label={`W: ${counted(pairs.nPre, "row")} of ${from}, ${counted(pairs.nPost, "column")} of ${to}, ${counted(pairs.total, "pair")}${mixed ? "; blue is below 0, orange above" : ""}`}
        onPointerMove={read}
        onPointerLeave={() => setAt(null)}
        onClick={(event) => onChoose?.(under(event))}
      />
      <figcaption className="caption">
        {at ?? (
          <span>
            <i className="math">W</i> {counted(pairs.nPre, "row")} {from}, {counted(pairs.nPost, "column")} {to}
          </span>
        )}
        {mixed && (
          <span className="matrix-scale">
            −{writeNumber(full, 3)}
            <i aria-hidden="true" />+{writeNumber(full, 3)} {writeUnit(unit)}
          </span>
        )}
        <span className="mono">
          {counted(pairs.total, "pair")}
          {shown}
        </span>
      </figcaption>
    </figure>
  );
}
