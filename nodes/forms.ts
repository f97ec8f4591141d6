/**
 * The three sets of units in which current reaches a cell, shared by every synapse and current source: whole-cell currents
 * (pA), current density (µA/cm²), and the rate of change it causes (mV/ms), as models without a capacitance want it.
 * Beside them, the values that are sensible in each. Equations do not change with the form, only units and numbers do.
 */

/** `I`: current. `G`: conductance; G times mV is I in each form. */
export const forms = {
  absolute: { I: "pA", G: "nS" },
  "per area": { I: "uA/cm^2", G: "mS/cm^2" },
  rate: { I: "mV/ms", G: "1/ms" },
} as const;

/** For current sources and for weighted sums: rate units take plain numbers, Poisson cells a rate. */
export const sourceForms = { ...forms, plain: { I: "1" }, frequency: { I: "Hz" } } as const;
export const unitForms = { plain: { I: "1" }, ...forms, frequency: { I: "Hz" } } as const;

/** What an injected current may be at all, and what one usually wants. */
export const currentRange = {
  absolute: [-1e6, 1e6],
  "per area": [-1e4, 1e4],
  rate: [-1e4, 1e4],
  plain: [-1e6, 1e6],
  frequency: [-1e6, 1e6],
} as const;
export const currentSlider = { absolute: [-500, 2000], "per area": [-20, 100], rate: [-30, 100], plain: [-5, 5], frequency: [0, 200] } as const;
export const spreadRange = { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4], plain: [0, 1e6], frequency: [0, 1e6] } as const;

/** Currents that make the default neurons fire at some tens of Hz: LIF, Hodgkin-Huxley and Izhikevich, in this order; an input of 1 for rate units. */
export const firing = { absolute: 500, "per area": 10, rate: 10, plain: 1, frequency: 50 } as const;

/** Later than any run: "never stops". */
export const never = 1e9;

/** Any moment of a run [ms]. */
export const anyTime = [0, never] as const;
