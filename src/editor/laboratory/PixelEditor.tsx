/**
 * A state that can be drawn on, by mouse, by touch and by keyboard: arrows move, Space turns a point, with Shift a line is drawn
 * on the way.
 */
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { announce } from "../announce.ts";
import { PixelPicture, pictureSize } from "./PixelPicture.tsx";

interface PixelEditorProps {
  points: Float64Array;
  width: number;
  size: number;
  label: string;
  damaged?: Uint8Array | undefined;
  /** What touching a point does. */
  onPoint: (point: number) => void;
  /** Space: the point under the cursor. */
  onTurn: (point: number) => void;
}

export function PixelEditor({ points, width, size, label, damaged, onPoint, onTurn }: PixelEditorProps) {
  const height = Math.max(1, Math.round(points.length / width));
  const { w, h } = pictureSize(width, height, size);
  const [at, setAt] = useState(0);
  const last = useRef<readonly [number, number]>(undefined);
  const placeOf = (event: PointerEvent<HTMLElement>): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const place = (offset: number, length: number, count: number): number =>
      Math.max(0, Math.min(count - 1, Math.floor((offset / length) * count)));
    return [place(event.clientX - box.left, box.width, width), place(event.clientY - box.top, box.height, height)];
  };
  const paint = (event: PointerEvent<HTMLElement>): void => {
    const [x, y] = placeOf(event);
    const [fromX, fromY] = last.current ?? [x, y];
    // A quick stroke leaves no gaps.
    const steps = Math.max(1, Math.abs(x - fromX), Math.abs(y - fromY));
    for (let k = 1; k <= steps; k++) {
      const [px, py] = [fromX + ((x - fromX) * k) / steps, fromY + ((y - fromY) * k) / steps];
      onPoint(Math.round(py) * width + Math.round(px));
    }
    last.current = [x, y];
  };
  const walk = (event: KeyboardEvent): void => {
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      onTurn(at);
      announce(`Row ${Math.floor(at / width) + 1}, column ${(at % width) + 1}: turned`);
      return;
    }
    const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const x = Math.max(0, Math.min(width - 1, (at % width) + (step[0] as number)));
    const y = Math.max(0, Math.min(height - 1, Math.floor(at / width) + (step[1] as number)));
    setAt(y * width + x);
    if (event.shiftKey) onPoint(y * width + x);
    announce(`Row ${y + 1}, column ${x + 1}: ${(points[y * width + x] as number) > 0 ? "on" : "off"}`);
  };
  return (
    <div
      className="pixel-editor"
      role="application"
      aria-label={`${label}, ${width} by ${height} points. Arrows move, Space turns a point.`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is drawn on by keyboard
      tabIndex={0}
      style={{ width: w + 2, height: h + 2 }}
      onKeyDown={walk}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = undefined;
        paint(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons & 1) paint(event);
      }}
    >
      <PixelPicture points={points} width={width} size={size} label={label} damaged={damaged} />
      <span
        className="pixel-cursor"
        style={{
          left: `${((at % width) / width) * 100}%`,
          top: `${(Math.floor(at / width) / height) * 100}%`,
          width: `${100 / width}%`,
          height: `${100 / height}%`,
        }}
      />
    </div>
  );
}
