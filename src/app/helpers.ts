/** Further threads for the engine's: workers of its own, which end with it. */
import type { Job, Threads } from "../engine/index.ts";

/** More than these gain little: all wait for the slowest at every step. */
const most = 4;

/** Threads for a machine of so many cores, or nothing where memory cannot be shared. One core is left to the page, if there are more than two. */
export function helpers(): Pick<Threads, "count" | "start"> | undefined {
  if (!crossOriginIsolated) return undefined;
  return {
    count: Math.min(most, navigator.hardwareConcurrency, Math.max(2, navigator.hardwareConcurrency - 1)),
    start(job: Job) {
      const worker = new Worker(new URL("./helperWorker.ts", import.meta.url), { type: "module" });
      // The engine sees in memory that a thread is lost, and goes on without: the page need not hear of it.
      worker.addEventListener("error", (event) => event.preventDefault());
      worker.postMessage(job);
      return () => worker.terminate();
    },
  };
}
