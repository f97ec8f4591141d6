/** The catalogue: every kind of node, in the order of the palette. A kind that is not in this list does not exist. */
import type { Catalogue } from "../src/kind/index.ts";
import { constant } from "./currents/constant.ts";
import { ouNoise } from "./currents/ouNoise.ts";
import { pulseTrain } from "./currents/pulseTrain.ts";
import { ramp } from "./currents/ramp.ts";
import { sine } from "./currents/sine.ts";
import { step } from "./currents/step.ts";
import { customNeuron } from "./neurons/customNeuron.ts";
import { hodgkinHuxley } from "./neurons/hodgkinHuxley.ts";
import { integrateAndFire } from "./neurons/integrateAndFire.ts";
import { izhikevich } from "./neurons/izhikevich.ts";
import { lif } from "./neurons/lif.ts";
import { inhomogeneousPoisson } from "./spikes/inhomogeneousPoisson.ts";
import { poisson } from "./spikes/poisson.ts";
import { regular } from "./spikes/regular.ts";
import { spikeList } from "./spikes/spikeList.ts";
import { alpha } from "./synapses/alpha.ts";
import { alphaConductance } from "./synapses/alphaConductance.ts";
import { customSynapse } from "./synapses/customSynapse.ts";
import { delta } from "./synapses/delta.ts";
import { exponential } from "./synapses/exponential.ts";
import { exponentialConductance } from "./synapses/exponentialConductance.ts";

export const catalogue: Catalogue = [
  lif,
  integrateAndFire,
  izhikevich,
  hodgkinHuxley,
  customNeuron,

  exponential,
  alpha,
  delta,
  exponentialConductance,
  alphaConductance,
  customSynapse,

  constant,
  step,
  pulseTrain,
  ramp,
  sine,
  ouNoise,

  regular,
  spikeList,
  poisson,
  inhomogeneousPoisson,
];
