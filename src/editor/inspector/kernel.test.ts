import { describe, expect, test } from "vitest";
import type { Node } from "../../graph/index.ts";
import { defineNeuron, defineSynapse, kindOf } from "../../kind/index.ts";
import { kernelOf } from "./kernel.ts";

const cell = defineNeuron({
  kind: "cell",
  version: 1,
  label: "Cell",
  short: "C",
  about: "",
  notes: "",
  sources: [],
  icon: "",
  inputs: { i: { signal: "current", unit: "pA", about: "" } },
  outputs: { spikes: { signal: "spikes", about: "" } },
  parameters: {
    C_m: { default: 250, unit: "pF", about: "" },
    tau_m: { default: 10, unit: "ms", about: "" },
    E_L: { default: -70, unit: "mV", about: "" },
  },
  state: { v: { unit: "mV", start: "E_L", about: "" } },
  equations: "dv/dt = (E_L - v)/tau_m + i/C_m",
  spike: { type: "threshold", when: "v >= -55*mV", then: "v = E_L" },
});
const pulse = defineSynapse({
  kind: "pulse",
  version: 1,
  label: "Pulse",
  short: "p",
  about: "",
  notes: "",
  sources: [],
  icon: "",
  inputs: { spikes: { signal: "spikes", about: "" } },
  outputs: { i: { signal: "current", reads: "i_syn", unit: "pA", about: "" } },
  parameters: {
    weight: { default: 200, unit: "pA", per: "pair", about: "" },
    delay: { default: 1.5, unit: "ms", per: "pair", about: "" },
    tau_syn: { default: 2, unit: "ms", about: "" },
  },
  state: { i_syn: { unit: "pA", start: "0", about: "" } },
  equations: "di_syn/dt = -i_syn/tau_syn",
  onSpike: "i_syn += weight",
  delay: "delay",
});
const jump = defineSynapse({
  ...pulse,
  kind: "jump",
  equations: "",
  state: {},
  outputs: {},
  onSpike: "v += weight*GOhm*1e-2",
});

const node = (kind: string, parameters = {}): Node => ({ id: kind, kind, label: kind, at: [0, 0], parameters });
const given = (kind: typeof cell, parameters = {}) => ({
  node: node(kind.kind, parameters),
  kind: kindOf([kind], node(kind.kind))!,
});

describe("one spike through an exponential synapse", () => {
  // v(t) = w/C · (exp(-t/τm) - exp(-t/τs)) / (1/τs - 1/τm); its peak is at ln(τm/τs)/(1/τs - 1/τm).
  const rate = 1 / 2 - 1 / 10;
  const at = Math.log(10 / 2) / rate;
  const peak = (200 / 250) * ((Math.exp(-at / 10) - Math.exp(-at / 2)) / rate);

  test("peaks where and as high as the closed form says", () => {
    const kernel = kernelOf(given(pulse), given(cell));
    if ("why" in kernel) throw new Error(kernel.why);
    expect(kernel.peak).toBeCloseTo(peak, 3);
    expect(kernel.unit).toBe("mV");
    const place = kernel.values.indexOf(kernel.peak);
    expect(kernel.times[place]).toBeCloseTo(at + 1.5, 0);
    expect(kernel.fires).toBe(false);
  });
  test("a weight below zero pulls down", () => {
    const kernel = kernelOf(given(pulse, { weight: -200 }), given(cell));
    expect("peak" in kernel && kernel.peak).toBeCloseTo(-peak, 3);
  });
  test("a weight that is large makes the cell fire", () => {
    const kernel = kernelOf(given(pulse, { weight: 20000 }), given(cell));
    expect("fires" in kernel && kernel.fires).toBe(true);
  });
  test("is cut where it has faded", () => {
    const kernel = kernelOf(given(pulse), given(cell));
    expect("times" in kernel && kernel.times.at(-1)).toBeCloseTo(60, 6);
  });
});

test("a synapse that moves the state itself jumps after its delay", () => {
  const kernel = kernelOf(given(jump, { weight: 100 }), given(cell));
  expect("peak" in kernel && kernel.peak).toBeCloseTo(1, 6);
});

test("equations that cannot be read give a sentence and no curve", () => {
  const broken = defineNeuron({ ...cell, equations: "dv/dt = (" });
  expect(kernelOf(given(pulse), given(broken))).toEqual({ why: "Its equations cannot be read yet." });
});
