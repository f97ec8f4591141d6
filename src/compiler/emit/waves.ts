/**
 * Cells that follow one another within a step: every round integrates them along the others' last course, a cubic through
 * value and slope at both ends of the step, until no end moves any more.
 *
 * @source Hahne et al. (2015), Front. Neuroinform. 9, 22: waveform relaxation with cubic Hermite interpolation
 */

import type { Code } from "../../wasm/index.ts";
import { type Population, waveName } from "../network.ts";
import { emitSlopes } from "./adaptive.ts";
import type { Emission } from "./emission.ts";
import { forEach, layoutOf, toTime } from "./view.ts";

/** begin(): the step starts from here, with nothing known of its course. again(): back to there. */
export function emitRounds(w: Emission, population: Population, index: number): { begin: number; again: number } {
  const layout = layoutOf(w, index);
  const copy = (code: Code, place: number, from: number, to: number) =>
    code.get(place).get(place).mem("f64.load", from).mem("f64.store", to);
  const each = (body: (code: Code, place: number) => void): number => {
    const { index: self, code } = w.module.declare({ params: [], results: [] });
    const place = code.local("i32");
    forEach(code, place, population.n, 8, () => body(code, place));
    return self;
  };
  return {
    begin: each((code, place) => {
      for (const [name, begun] of layout.begun) copy(code, place, layout.states.get(name) as number, begun);
      for (const [name, ended] of layout.ended) {
        copy(code, place, layout.states.get(name) as number, ended);
        for (const k of [1, 2, 3])
          code
            .get(place)
            .f64(0)
            .mem("f64.store", layout.sent.get(waveName(name, k)) as number);
      }
    }),
    again: each((code, place) => {
      for (const [name, begun] of layout.begun) copy(code, place, begun, layout.states.get(name) as number);
    }),
  };
}

/** measure(): the course of this round, and how far its end has moved since the last. */
export function emitMeasure(w: Emission, population: Population, index: number): number {
  const { update, waves } = population;
  const rights = update.type === "adaptive" ? update.rights : [];
  const slopes = emitSlopes(w, index, rights, 1);
  const { index: self, code } = w.module.declare({ params: [], results: [] });
  if (waves.length === 0) return self;
  const layout = layoutOf(w, index);
  const { dt } = w.network;
  const place = code.local("i32");
  const [start, y0, y1] = [code.local("f64"), code.local("f64"), code.local("f64")];
  const [first, second] = [rights.map(() => code.local("f64")), rights.map(() => code.local("f64"))];
  code.getGlobal(w.step).op("f64.convert_i32_u");
  toTime(w, code);
  code.set(start);
  const slopesAt = (time: () => void, states: ReadonlyMap<string, number>, into: readonly number[]) => {
    code.get(place);
    time();
    for (const { name } of rights) code.get(place).mem("f64.load", states.get(name) as number);
    code.call(slopes);
    for (const local of [...into].reverse()) code.set(local);
  };
  forEach(code, place, population.n, 8, () => {
    slopesAt(() => code.get(start), layout.begun, first);
    slopesAt(() => code.get(start).f64(dt).op("f64.add"), layout.states, second);
    for (const { state, tolerance } of waves) {
      const at = rights.findIndex(({ name }) => name === state);
      const [m0, m1] = [first[at] as number, second[at] as number];
      code
        .get(place)
        .mem("f64.load", layout.begun.get(state) as number)
        .set(y0);
      code
        .get(place)
        .mem("f64.load", layout.states.get(state) as number)
        .set(y1);
      for (const local of [m0, m1]) code.get(local).f64(dt).op("f64.mul").set(local);
      code
        .get(place)
        .get(m0)
        .mem("f64.store", layout.sent.get(waveName(state, 1)) as number);
      code.get(place).f64(3).get(y1).get(y0).op("f64.sub").op("f64.mul");
      code.f64(2).get(m0).op("f64.mul").op("f64.sub").get(m1).op("f64.sub");
      code.mem("f64.store", layout.sent.get(waveName(state, 2)) as number);
      code.get(place).f64(2).get(y0).get(y1).op("f64.sub").op("f64.mul").get(m0).op("f64.add").get(m1).op("f64.add");
      code.mem("f64.store", layout.sent.get(waveName(state, 3)) as number);
      const ended = layout.ended.get(state) as number;
      code.i32(0).i32(0).mem("f64.load", w.layout.moved);
      code.get(y1).get(place).mem("f64.load", ended).op("f64.sub").op("f64.abs").f64(tolerance).op("f64.div");
      code.op("f64.max").mem("f64.store", w.layout.moved);
      code.get(place).get(y1).mem("f64.store", ended);
    }
  });
  return self;
}
