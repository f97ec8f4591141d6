/**
 * Runs a network. `createSimulation` puts it into WebAssembly memory and steps it; `createReference` does the same slowly by
 * walking the trees and is the oracle; `createHost` answers the session's requests (see `protocol.ts`) with either thread.
 * Large networks may take further threads, each of which does nothing but `serve`.
 */

export { blame, lostIn, type Parts, partsOf } from "./blame.ts";
export { createFrenzy } from "./frenzy.ts";
export { type Clock, createHost, type Host } from "./host.ts";
export { engineMessages } from "./messages.ts";
export type { Frame, NetworkSummary, Reply, Request, StopWhen, TraceRequest } from "./protocol.ts";
export { quietSources } from "./quiet.ts";
export { createReference, type Reference } from "./reference.ts";
export { type Job, serve } from "./serve.ts";
export {
  createSimulation,
  type RecordRequest,
  type Samples,
  type Simulation,
  type Snapshot,
  type Spikes,
} from "./simulation.ts";
export { recordedIn } from "./summary.ts";
export { LostThread, type Threads } from "./threads.ts";
