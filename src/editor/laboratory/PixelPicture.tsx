/** A pattern or state as a picture, a square a point: +1 in ink, -1 as paper, what lies between in between. */
import { useEffect, useRef } from "react";
import { useThemeName } from "../useThemeName.ts";
import "./pixels.css";

export interface PixelPictureProps {
  points: ArrayLike<number>;
  /** Points in a row. */
  width: number;
  /** Longer side of the picture on the screen [px]. */
  size: number;
  label: string;
  /** Points drawn in the colour of damage: 1 is damaged. */
  damaged?: Uint8Array | undefined;
}

/** Side of the picture on the screen, whole pixels a point where it can be. */
export const pictureSize = (width: number, height: number, size: number): { w: number; h: number } => {
  const point = size / Math.max(width, height);
  const whole = point >= 2 ? Math.floor(point) : point;
  return { w: Math.round(width * whole), h: Math.round(height * whole) };
};

export function PixelPicture({ points, width, size, label, damaged }: PixelPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeName();
  const height = Math.max(1, Math.round(points.length / width));
  const { w, h } = pictureSize(width, height, size);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are those of the theme
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const style = getComputedStyle(element);
    const [paper, ink, hurt] = ["--pixel-off", "--pixel-on", "--pixel-hurt"].map((name) =>
      rgbOf(style.getPropertyValue(name)),
    ) as [Rgb, Rgb, Rgb];
    const image = context.createImageData(width, height);
    for (let k = 0; k < points.length; k++) {
      const share = (Math.max(-1, Math.min(1, points[k] as number)) + 1) / 2;
      for (let c = 0; c < 3; c++) {
        const plain = (paper[c] as number) + share * ((ink[c] as number) - (paper[c] as number));
        image.data[4 * k + c] = damaged?.[k] ? (plain + 2 * (hurt[c] as number)) / 3 : plain;
      }
      image.data[4 * k + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [points, width, height, damaged, theme]);
  return (
    <canvas
      ref={canvas}
      className="pixels"
      role="img"
      aria-label={label}
      width={width}
      height={height}
      style={{ width: w, height: h }}
    />
  );
}

type Rgb = [number, number, number];

/** "#rrggbb" as three numbers; black for anything else. */
function rgbOf(text: string): Rgb {
  const hex = /^#([0-9a-f]{6})$/i.exec(text.trim())?.[1] ?? "000000";
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;
}
