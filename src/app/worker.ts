/**
 * The engine's thread: hands each message to the host and its answers to the page. The first message is the catalogue: the page
 * has it already, and words for readers would otherwise be fetched twice.
 */
import { type Clock, createHost, type Host, type Request } from "../engine/index.ts";
import type { Catalogue } from "../kind/index.ts";

/** Only what is used of the worker's own scope; the page's types would name another `postMessage`. */
interface Scope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Catalogue | Request>) => void): void;
}
const scope = self as unknown as Scope;

/** Timers are rounded up to 4 ms when they nest; a message to oneself is not, and waits behind those of the page. */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();
const clock: Clock = {
  now: () => performance.now(),
  schedule(piece, delayMs) {
    if (delayMs > 0) {
      setTimeout(piece, delayMs);
      return;
    }
    waiting.push(piece);
    channel.port2.postMessage(null);
  },
};

let host: Host | undefined;
scope.addEventListener("message", ({ data }) => {
  if ("type" in data) host?.handle(data);
  else host = createHost(data, (reply, transfer) => scope.postMessage(reply, transfer), clock);
});
