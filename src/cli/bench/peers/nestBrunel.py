"""
Brunel's model A in the state C (g 5, eta 2) in NEST, on one thread.

    python3 nestBrunel.py <duration in ms>

prints one line of JSON: processor and wall time of the time loop alone, and the spikes of all neurons.
"""

import json
import sys
import time

import nest

duration = float(sys.argv[1])
nest.set_verbosity("M_ERROR")
nest.ResetKernel()
nest.SetKernelStatus({"resolution": 0.1, "local_num_threads": 1, "rng_seed": 1})
parameters = {"C_m": 1.0, "tau_m": 20.0, "E_L": 0.0, "V_th": 20.0, "V_reset": 10.0, "V_m": 0.0, "t_ref": 2.0}
cells = nest.Create("iaf_psc_delta", 12500, params=parameters)
noise = nest.Create("poisson_generator", params={"rate": 20000.0})
recorder = nest.Create("spike_recorder")
nest.Connect(noise, cells, syn_spec={"weight": 0.1, "delay": 1.5})
nest.Connect(cells[:10000], cells, {"rule": "fixed_indegree", "indegree": 1000}, {"weight": 0.1, "delay": 1.5})
nest.Connect(cells[10000:], cells, {"rule": "fixed_indegree", "indegree": 250}, {"weight": -0.5, "delay": 1.5})
nest.Connect(cells, recorder)
nest.Prepare()
cpu, wall = time.process_time(), time.perf_counter()
nest.Run(duration)
print(json.dumps({"cpuS": time.process_time() - cpu, "wallS": time.perf_counter() - wall, "spikes": int(recorder.n_events)}))
