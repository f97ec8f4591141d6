/** The engine's thread: hands each message to the host and its answers to the page. Nothing else lives here. */
import { catalogue } from "../../nodes/index.ts";
import { type Clock, createHost, type Request } from "../engine/index.ts";

/** Only what is used of the worker's own scope; the page's types would name another `postMessage`. */
interface Scope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Request>) => void): void;
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

const host = createHost(catalogue, (reply, transfer) => scope.postMessage(reply, transfer), clock);
scope.addEventListener("message", ({ data }) => host.handle(data));
