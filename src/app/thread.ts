/** A worker's clock, its pieces of work, and its talk with the page. */
import type { Clock } from "../desk/index.ts";

/** Only what is used of the worker's own scope; the page's types would name another `postMessage`. */
interface Scope<Request, Reply> {
  postMessage(message: Reply, transfer?: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Request>) => void): void;
}

export const scopeOf = <Request, Reply>(): Scope<Request, Reply> => self as unknown as Scope<Request, Reply>;

/** Timers are rounded up to 4 ms when they nest; a message to oneself is not, and waits behind those of the page. */
export function threadClock(): Clock {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return {
    now: () => performance.now(),
    schedule(piece) {
      waiting.push(piece);
      channel.port2.postMessage(null);
    },
  };
}
