/** Spikes on their way along wires: filled beads in slow motion, a thicker line when time runs too fast to follow them. */
import { lengthOf, type Point, pointAlong, roundedLine, roundedPath, trimmed } from "../route.ts";

/** Beads drawn on one wire at most; more would be a solid line. */
const mostBeads = 60;

export interface FlightWire {
  /** The line between the ports, as drawn. */
  points: readonly Point[];
  path: Path2D;
}

const kept = new WeakMap<readonly Point[], FlightWire>();

/** The line of a spike wire with the path to draw it, made once for each route. */
export function flightWire(route: readonly Point[]): FlightWire {
  let wire = kept.get(route);
  if (!wire) {
    const points = trimmed(route, "spikes", undefined);
    wire = { points: roundedLine(points), path: new Path2D(roundedPath(points)) };
    kept.set(route, wire);
  }
  return wire;
}

/**
 * One bead for each spike that has left and not yet arrived.
 *
 * @param times spike times of the sending population [ms], rising
 */
export function drawBeads(
  ctx: CanvasRenderingContext2D,
  wire: FlightWire,
  times: readonly number[],
  nowMs: number,
  delayMs: number,
  color: string,
  halo: string,
): void {
  ctx.fillStyle = color;
  ctx.strokeStyle = halo;
  ctx.lineWidth = 1.5;
  const length = lengthOf(wire.points);
  let drawn = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (let k = times.length - 1; k >= 0 && drawn < mostBeads; k--) {
    const share = (nowMs - (times[k] ?? 0)) / delayMs;
    if (share > 1) break;
    // Spikes of many cells at almost one time are one bead: a heap of them says no more.
    if (share < 0 || (share - last) * length < 4) continue;
    last = share;
    const [x, y] = pointAlong(wire.points, share);
    ctx.beginPath();
    ctx.arc(x, y, 4.4, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
    drawn++;
  }
}

/** Half a pixel more of line, fuller the higher the rate; 50 Hz and above is full. */
export function drawTraffic(ctx: CanvasRenderingContext2D, wire: FlightWire, rateHz: number, color: string): void {
  ctx.strokeStyle = color;
  ctx.globalAlpha = Math.min(1, rateHz / 50);
  ctx.lineWidth = 2;
  ctx.stroke(wire.path);
  ctx.globalAlpha = 1;
}
