/** Threads for the engine in Node. */
import { Worker } from "node:worker_threads";
import { serve, type Threads } from "../engine/index.ts";

const program = `(${serve.toString()})(require("node:worker_threads").workerData)`;

/** @param count in all, the caller's among them */
export const nodeThreads = (count: number): Threads => ({
  count,
  start(job) {
    const worker = new Worker(program, { eval: true, workerData: job });
    // The program ends when the first thread does; what a thread says in dying is seen by the first one in memory.
    worker.unref();
    worker.on("error", () => {});
    return () => void worker.terminate();
  },
});
