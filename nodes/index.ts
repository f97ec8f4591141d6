/** The catalogue: every kind of node, in the order of the palette. A kind that is not in this list does not exist. */
import type { Catalogue } from "../src/kind/index.ts";
import { chirp } from "./currents/chirp.ts";
import { conductanceNoise } from "./currents/conductanceNoise.ts";
import { constant } from "./currents/constant.ts";
import { formula } from "./currents/formula.ts";
import { ouNoise } from "./currents/ouNoise.ts";
import { patterns } from "./currents/patterns.ts";
import { pulseTrain } from "./currents/pulseTrain.ts";
import { ramp } from "./currents/ramp.ts";
import { samples } from "./currents/samples.ts";
import { sine } from "./currents/sine.ts";
import { step } from "./currents/step.ts";
import { stepList } from "./currents/stepList.ts";
import { waveform } from "./currents/waveform.ts";
import { whiteNoise } from "./currents/whiteNoise.ts";
import { adaptiveLif } from "./neurons/adaptiveLif.ts";
import { adex } from "./neurons/adex.ts";
import { connorStevens } from "./neurons/connorStevens.ts";
import { customNeuron } from "./neurons/customNeuron.ts";
import { eif } from "./neurons/eif.ts";
import { escapeNoise } from "./neurons/escapeNoise.ts";
import { fitzHughNagumo } from "./neurons/fitzHughNagumo.ts";
import { gif } from "./neurons/gif.ts";
import { glif } from "./neurons/glif.ts";
import { glifHeld } from "./neurons/glifHeld.ts";
import { hindmarshRose } from "./neurons/hindmarshRose.ts";
import { hodgkinHuxley } from "./neurons/hodgkinHuxley.ts";
import { integrateAndFire } from "./neurons/integrateAndFire.ts";
import { izhikevich } from "./neurons/izhikevich.ts";
import { izhikevich2003 } from "./neurons/izhikevich2003.ts";
import { izhikevich2007 } from "./neurons/izhikevich2007.ts";
import { lectureIf } from "./neurons/lectureIf.ts";
import { lectureLif } from "./neurons/lectureLif.ts";
import { lif } from "./neurons/lif.ts";
import { lifKept } from "./neurons/lifKept.ts";
import { mancilla } from "./neurons/mancilla.ts";
import { morrisLecar } from "./neurons/morrisLecar.ts";
import { qif } from "./neurons/qif.ts";
import { relay } from "./neurons/relay.ts";
import { theta } from "./neurons/theta.ts";
import { traubMiles } from "./neurons/traubMiles.ts";
import { wangBuzsaki } from "./neurons/wangBuzsaki.ts";
import { binaryUnit } from "./rates/binaryUnit.ts";
import { firingRate } from "./rates/firingRate.ts";
import { heavisideUnit } from "./rates/heavisideUnit.ts";
import { linearUnit } from "./rates/linearUnit.ts";
import { matsuokaUnit } from "./rates/matsuokaUnit.ts";
import { poissonUnit } from "./rates/poissonUnit.ts";
import { powerUnit } from "./rates/powerUnit.ts";
import { reluUnit } from "./rates/reluUnit.ts";
import { sigmoidUnit } from "./rates/sigmoidUnit.ts";
import { softplusUnit } from "./rates/softplusUnit.ts";
import { tanhUnit } from "./rates/tanhUnit.ts";
import { wilsonCowan } from "./rates/wilsonCowan.ts";
import { bernoulli } from "./spikes/bernoulli.ts";
import { bursts } from "./spikes/bursts.ts";
import { gammaRenewal } from "./spikes/gammaRenewal.ts";
import { inhomogeneousPoisson } from "./spikes/inhomogeneousPoisson.ts";
import { jittered } from "./spikes/jittered.ts";
import { poisson } from "./spikes/poisson.ts";
import { regular } from "./spikes/regular.ts";
import { spikeList } from "./spikes/spikeList.ts";
import { alpha } from "./synapses/alpha.ts";
import { alphaConductance } from "./synapses/alphaConductance.ts";
import { ampa } from "./synapses/ampa.ts";
import { bcm } from "./synapses/bcm.ts";
import { biexponential } from "./synapses/biexponential.ts";
import { biexponentialConductance } from "./synapses/biexponentialConductance.ts";
import { customSynapse } from "./synapses/customSynapse.ts";
import { delta } from "./synapses/delta.ts";
import { dynamicClamp } from "./synapses/dynamicClamp.ts";
import { exponential } from "./synapses/exponential.ts";
import { exponentialConductance } from "./synapses/exponentialConductance.ts";
import { exponentialPrompt } from "./synapses/exponentialPrompt.ts";
import { gabaA } from "./synapses/gabaA.ts";
import { gabaB } from "./synapses/gabaB.ts";
import { gapJunction } from "./synapses/gapJunction.ts";
import { gapJunctionFollowed } from "./synapses/gapJunctionFollowed.ts";
import { gapJunctionSwitched } from "./synapses/gapJunctionSwitched.ts";
import { graded } from "./synapses/graded.ts";
import { hebb } from "./synapses/hebb.ts";
import { hebbLearning } from "./synapses/hebbLearning.ts";
import { hebbSpikes } from "./synapses/hebbSpikes.ts";
import { inhibitoryStdp } from "./synapses/inhibitoryStdp.ts";
import { nmda } from "./synapses/nmda.ts";
import { oja } from "./synapses/oja.ts";
import { pulse } from "./synapses/pulse.ts";
import { rateScaling } from "./synapses/rateScaling.ts";
import { scaledStdp } from "./synapses/scaledStdp.ts";
import { spikesToRate } from "./synapses/spikesToRate.ts";
import { stdp } from "./synapses/stdp.ts";
import { stdpDendritic } from "./synapses/stdpDendritic.ts";
import { stdpDendriticAlpha } from "./synapses/stdpDendriticAlpha.ts";
import { stdpDendriticConductance } from "./synapses/stdpDendriticConductance.ts";
import { stdpNearest } from "./synapses/stdpNearest.ts";
import { target } from "./synapses/target.ts";
import { tripletStdp } from "./synapses/tripletStdp.ts";
import { tsodyks } from "./synapses/tsodyks.ts";
import { tsodyksMarkram } from "./synapses/tsodyksMarkram.ts";
import { tsodyksMarkramConductance } from "./synapses/tsodyksMarkramConductance.ts";
import { weightedSum } from "./synapses/weightedSum.ts";

export const catalogue: Catalogue = [
  lif,
  integrateAndFire,
  izhikevich,
  hodgkinHuxley,
  adaptiveLif,
  lifKept,
  escapeNoise,
  eif,
  adex,
  izhikevich2003,
  izhikevich2007,
  gif,
  glif,
  glifHeld,
  qif,
  theta,
  traubMiles,
  wangBuzsaki,
  mancilla,
  connorStevens,
  fitzHughNagumo,
  morrisLecar,
  hindmarshRose,
  lectureIf,
  lectureLif,
  relay,
  sigmoidUnit,
  tanhUnit,
  reluUnit,
  heavisideUnit,
  binaryUnit,
  linearUnit,
  softplusUnit,
  powerUnit,
  firingRate,
  wilsonCowan,
  matsuokaUnit,
  poissonUnit,
  customNeuron,

  exponential,
  alpha,
  delta,
  pulse,
  exponentialPrompt,
  exponentialConductance,
  biexponential,
  alphaConductance,
  biexponentialConductance,
  ampa,
  nmda,
  gabaA,
  gabaB,
  gapJunction,
  gapJunctionFollowed,
  gapJunctionSwitched,
  dynamicClamp,
  graded,
  weightedSum,
  target,
  hebbLearning,
  oja,
  bcm,
  hebb,
  hebbSpikes,
  spikesToRate,
  tsodyksMarkram,
  tsodyksMarkramConductance,
  tsodyks,
  stdp,
  stdpNearest,
  stdpDendritic,
  stdpDendriticAlpha,
  stdpDendriticConductance,
  tripletStdp,
  inhibitoryStdp,
  scaledStdp,
  rateScaling,
  customSynapse,

  constant,
  step,
  pulseTrain,
  ramp,
  sine,
  chirp,
  formula,
  stepList,
  waveform,
  patterns,
  samples,
  ouNoise,
  conductanceNoise,
  whiteNoise,

  regular,
  jittered,
  bursts,
  spikeList,
  poisson,
  bernoulli,
  inhomogeneousPoisson,
  gammaRenewal,
];
