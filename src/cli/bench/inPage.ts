/** The worker of the benchmark's page: a circuit through the same compiler and engine as in Node, one run for each message. */
import { catalogue } from "../../../nodes/index.ts";
import type { Simulation } from "../../engine/index.ts";
import type { Answer, Question } from "./chromium.ts";
import { networks } from "./circuits.ts";
import { compiled, runAndCount, warm } from "./ours.ts";

let simulation: Simulation | undefined;

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  const circuit = networks[data.circuit]?.();
  if (!circuit) throw new Error(`There is no circuit ${data.circuit}.`);
  const steps = Math.round(circuit.durationMs / circuit.graph.dt);
  if (data.type === "load") {
    simulation = warm(compiled(circuit.graph, catalogue), steps);
    return postMessage({ spikes: 0, wallS: 0 } satisfies Answer);
  }
  if (!simulation) throw new Error("Nothing was loaded.");
  simulation.reset();
  const startMs = performance.now();
  const spikes = runAndCount(simulation, steps);
  postMessage({ spikes, wallS: (performance.now() - startMs) / 1000 } satisfies Answer);
});
