/**
 * A whole state as bytes: a header in JSON (which network it belongs to, the step, the values) and the live region. It fits only
 * the network it came from; the header says so before anything is touched.
 */
import type { Simulation, Snapshot } from "./simulation.ts";

interface Header {
  spikeboardState: 1;
  /** The network's shape, as text. */
  shape: string;
  step: number;
  scalars: number[];
  bytes: number;
}

export function writeState(shape: string, simulation: Simulation): Uint8Array {
  const { step, bytes, scalars } = simulation.snapshot();
  const header: Header = { spikeboardState: 1, shape, step, scalars: [...scalars], bytes: bytes.length };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const out = new Uint8Array(4 + text.length + bytes.length);
  new DataView(out.buffer).setUint32(0, text.length, true);
  out.set(text, 4);
  out.set(bytes, 4 + text.length);
  return out;
}

/** @returns undefined when the bytes are no state, or one of another network */
export function readState(shape: string, data: Uint8Array): Snapshot | undefined {
  if (data.length < 4) return undefined;
  const length = new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(0, true);
  if (4 + length > data.length) return undefined;
  try {
    const header = JSON.parse(new TextDecoder().decode(data.subarray(4, 4 + length))) as Header;
    if (header.spikeboardState !== 1 || header.shape !== shape || header.bytes !== data.length - 4 - length)
      return undefined;
    return { step: header.step, scalars: Float64Array.from(header.scalars), bytes: data.slice(4 + length) };
  } catch {
    return undefined;
  }
}
