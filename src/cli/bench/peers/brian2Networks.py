"""
The benchmark's networks in Brian2's C++ standalone mode, as in Brian's own examples of Brette et al. (2007).

    python3 brian2Networks.py <cuba|cuba40k|cuba400k|coba|cobahh|izhikevich|brunel> <duration in ms> <folder>

writes and compiles a program into the folder. `./main`, run there, prints one line of JSON: processor and wall time of the
time loop alone, and the spikes of all neurons.
"""

import sys

from brian2 import *

name, duration, folder = sys.argv[1], float(sys.argv[2]) * ms, sys.argv[3]
set_device("cpp_standalone", build_on_run=False, directory=folder)
prefs.codegen.cpp.headers += ["<time.h>", "<stdio.h>"]
defaultclock.dt = 0.1 * ms


def sparse(group, excitatory, inhibitory):
    """Four of five cells excite and the fifth inhibits; each cell hears about 80 others, without delay."""
    n = len(group)
    e = Synapses(group[: n * 4 // 5], group, on_pre=excitatory)
    i = Synapses(group[n * 4 // 5 :], group, on_pre=inhibitory)
    e.connect(p=80 / n)
    i.connect(p=80 / n)
    return [e, i]


def cuba(n=4000):
    group = NeuronGroup(
        n,
        """dv/dt = (ge + gi - (v + 49*mV))/(20*ms) : volt (unless refractory)
           dge/dt = -ge/(5*ms) : volt
           dgi/dt = -gi/(10*ms) : volt""",
        threshold="v > -50*mV",
        reset="v = -60*mV",
        refractory=5 * ms,
        method="exact",
    )
    group.v = "-60*mV + rand()*10*mV"
    return [group], sparse(group, "ge += 1.62*mV", "gi += -9*mV")


def coba():
    group = NeuronGroup(
        4000,
        """dv/dt = (ge*(0*mV - v) + gi*(-80*mV - v) + 10*nS*(-60*mV - v))/(200*pF) : volt (unless refractory)
           dge/dt = -ge/(5*ms) : siemens
           dgi/dt = -gi/(10*ms) : siemens""",
        threshold="v > -50*mV",
        reset="v = -60*mV",
        refractory=5 * ms,
        method="exponential_euler",
    )
    conductances(group)
    return [group], sparse(group, "ge += 6*nS", "gi += 67*nS")


def conductances(group):
    group.v = "-65*mV + 5*mV*randn()"
    group.ge = "(4 + 1.5*randn())*10*nS"
    group.gi = "(20 + 12*randn())*10*nS"


def cobahh():
    group = NeuronGroup(
        4000,
        """dv/dt = (10*nS*(-60*mV - v) + ge*(0*mV - v) + gi*(-80*mV - v)
                    - 20000*nS*(m*m*m)*h*(v - 50*mV) - 6000*nS*(n*n*n*n)*(v + 90*mV))/(200*pF) : volt
           dm/dt = alpha_m*(1 - m) - beta_m*m : 1
           dn/dt = alpha_n*(1 - n) - beta_n*n : 1
           dh/dt = alpha_h*(1 - h) - beta_h*h : 1
           dge/dt = -ge/(5*ms) : siemens
           dgi/dt = -gi/(10*ms) : siemens
           alpha_m = 0.32*4/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
           beta_m = 0.28*5/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
           alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
           beta_h = 4/(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
           alpha_n = 0.032*5/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
           beta_n = 0.5*exp((10*mV - v + VT)/(40*mV))/ms : Hz""",
        threshold="v > -20*mV",
        refractory=3 * ms,
        method="exponential_euler",
        namespace={"VT": -63 * mV},
    )
    conductances(group)
    return [group], sparse(group, "ge += 6*nS", "gi += 67*nS")


def izhikevich():
    """The author's script: in a step of 1 ms two half steps of v, then u; s is what spikes bring, for one step."""
    defaultclock.dt = 1 * ms
    group = NeuronGroup(
        1000,
        """v : 1
           u : 1
           s : 1
           a : 1 (constant)
           b : 1 (constant)
           c : 1 (constant)
           d : 1 (constant)
           noise : 1 (constant)
           r : 1 (constant)""",
        threshold="v >= 30",
        reset="v = c; u += d",
    )
    group.run_regularly(
        """drive = s + noise*randn() - u + 140
           v += 0.5*(0.04*v*v + 5*v + drive)
           v += 0.5*(0.04*v*v + 5*v + drive)
           u += a*(b*v - u)
           s = 0"""
    )
    group.r = "rand()"
    e, i = group[:800], group[800:]
    e.a, e.b, e.c, e.d, e.noise = "0.02", "0.2", "-65 + 15*r**2", "8 - 6*r**2", "5"
    i.a, i.b, i.c, i.d, i.noise = "0.02 + 0.08*r", "0.25 - 0.05*r", "-65", "2", "2"
    group.v = -65
    group.u = "b*v"
    synapses = []
    for source, weight in (e, "0.5*rand()"), (i, "-rand()"):
        pairs = Synapses(source, group, "w : 1", on_pre="s_post += w")
        pairs.connect()
        pairs.w = weight
        synapses.append(pairs)
    return [group], synapses


def brunel():
    group = NeuronGroup(
        12500,
        "dv/dt = -v/(20*ms) : volt (unless refractory)",
        threshold="v > 20*mV",
        reset="v = 10*mV",
        refractory=2 * ms,
        method="exact",
    )
    e = Synapses(group[:10000], group, on_pre="v_post += 0.1*mV", delay=1.5 * ms)
    i = Synapses(group[10000:], group, on_pre="v_post += -0.5*mV", delay=1.5 * ms)
    # A fixed number of senders for each cell, drawn with replacement; in the order of the senders, so that the targets of one
    # spike lie side by side.
    for synapses, first, count, k in (e, 0, 10000, 1000), (i, 10000, 2500, 250):
        senders = np.random.default_rng(first).integers(0, count, 12500 * k)
        order = np.argsort(senders, kind="stable")
        synapses.connect(i=senders[order], j=order // k)
    drive = PoissonInput(group, "v", 1000, 20 * Hz, weight=0.1 * mV)
    return [group, drive], [e, i]


networks = {
    "cuba": cuba,
    "cuba40k": lambda: cuba(40000),
    "cuba400k": lambda: cuba(400000),
    "coba": coba,
    "cobahh": cobahh,
    "izhikevich": izhikevich,
    "brunel": brunel,
}
parts, synapses = networks[name]()
spikes = SpikeMonitor(parts[0], name="counted")
network = Network(*parts, *synapses, spikes)
device.insert_code(
    "main",
    "const clock_t cpu_start = clock(); struct timespec wall_start; clock_gettime(CLOCK_MONOTONIC, &wall_start);",
)
network.run(duration)
device.insert_code(
    "main",
    """const double cpu_s = double(clock() - cpu_start)/CLOCKS_PER_SEC;
    struct timespec wall_end; clock_gettime(CLOCK_MONOTONIC, &wall_end);
    const double wall_s = double(wall_end.tv_sec - wall_start.tv_sec) + 1e-9*double(wall_end.tv_nsec - wall_start.tv_nsec);
    printf("{\\"cpuS\\": %.6f, \\"wallS\\": %.6f, \\"spikes\\": %ld}\\n", cpu_s, wall_s, long(brian::_dynamic_array_counted_i.size()));
    fflush(stdout);""",
)
device.build(directory=folder, compile=True, run=False)
