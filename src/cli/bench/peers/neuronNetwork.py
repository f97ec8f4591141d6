"""
4000 single-compartment cells with NEURON's own Hodgkin-Huxley channels and two exponential synapses each, connected as in
COBAHH (Brette et al. 2007): the nearest that NEURON has without code of one's own.

    python3 neuronNetwork.py <duration in ms>

prints one line of JSON: processor and wall time of the time loop alone, and the spikes of all cells.
"""

import json
import sys
import time

import numpy as np
from neuron import h

duration = float(sys.argv[1])
generator = np.random.default_rng(1)
h.load_file("stdrun.hoc")
h.dt = 0.1
h.steps_per_ms = 10

cells, excitation, inhibition, sources = [], [], [], []
counter = h.Vector()
for k in range(4000):
    soma = h.Section(name=f"soma{k}")
    # 20 000 square micrometres.
    soma.L = soma.diam = (20000 / np.pi) ** 0.5
    soma.insert("hh")
    e, i = h.ExpSyn(soma(0.5)), h.ExpSyn(soma(0.5))
    e.tau, e.e, i.tau, i.e = 5, 0, 10, -80
    cells.append(soma)
    excitation.append(e)
    inhibition.append(i)
wires = []
for k in range(4000):
    synapses, weight = (excitation, 0.006) if k < 3200 else (inhibition, 0.067)
    for target in np.flatnonzero(generator.random(4000) < 0.02):
        wire = h.NetCon(cells[k](0.5)._ref_v, synapses[target], sec=cells[k])
        wire.threshold, wire.delay, wire.weight[0] = -20, 0.1, weight
        wires.append(wire)
    source = h.NetCon(cells[k](0.5)._ref_v, None, sec=cells[k])
    source.threshold = -20
    source.record(counter)
    sources.append(source)

h.finitialize(-65)
for k in range(4000):
    cells[k].v = -65 + 5 * generator.standard_normal()
    excitation[k].g = max(0, 0.04 + 0.015 * generator.standard_normal())
    inhibition[k].g = max(0, 0.2 + 0.12 * generator.standard_normal())
h.fcurrent()

cpu, wall = time.process_time(), time.perf_counter()
h.continuerun(duration)
print(json.dumps({"cpuS": time.process_time() - cpu, "wallS": time.perf_counter() - wall, "spikes": len(counter)}))
