/** Two ways to the engine: a worker in the browser, the same thread in Node and in tests. The session cannot tell them apart. */
import type { Reply, Request } from "../engine/index.ts";
import { sessionDiagnostic } from "./messages.ts";
import type { EngineLink } from "./types.ts";

/** What a link needs of a Worker. */
export interface WorkerLike {
  postMessage(message: Request, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: { data: Reply }) => void): void;
  addEventListener(type: "error", listener: (event: { message?: string }) => void): void;
  addEventListener(type: "messageerror", listener: () => void): void;
  terminate(): void;
}

/** A worker that hands each message to a host. If it breaks down, the run is reported as stopped, with the reason. */
export function workerLink(worker: WorkerLike): EngineLink {
  const listeners: ((reply: Reply) => void)[] = [];
  const tell = (reply: Reply) => {
    for (const listener of listeners) listener(reply);
  };
  let timeMs = 0;
  const broken = (why: string) =>
    tell({ type: "stopped", timeMs, why: sessionDiagnostic("engine-crashed", "error", why) });
  worker.addEventListener("message", ({ data }) => {
    if (data.type === "frame") timeMs = data.timeMs;
    tell(data);
  });
  worker.addEventListener("error", ({ message }) => broken(message || "its worker could not start"));
  worker.addEventListener("messageerror", () => broken("one of its messages could not be read"));
  return {
    send: (request, transfer = []) => worker.postMessage(request, [...transfer]),
    onReply: (listener) => void listeners.push(listener),
    dispose: () => worker.terminate(),
  };
}

/**
 * A host in the same thread. Messages are taken one after another, never while the sender is still busy, as from a worker.
 *
 * @param start makes the host, given the way its replies go
 */
export function inProcessLink(start: (post: (reply: Reply) => void) => { handle(request: Request): void }): EngineLink {
  let listeners: ((reply: Reply) => void)[] | undefined = [];
  const host = start((reply) => {
    for (const listener of listeners ?? []) listener(reply);
  });
  return {
    send: (request) =>
      queueMicrotask(() => {
        if (listeners) host.handle(request);
      }),
    onReply: (listener) => void listeners?.push(listener),
    dispose() {
      listeners = undefined;
      // A host that still runs would go on keeping the thread busy for nobody.
      queueMicrotask(() => host.handle({ type: "pause" }));
    },
  };
}
