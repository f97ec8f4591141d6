/** The thread of the learning laboratory: hands each request to its school and the reports to the page. Nothing else lives here. */
import { createSchool, type SchoolReply, type SchoolRequest } from "../learning/index.ts";

interface Scope {
  postMessage(message: SchoolReply): void;
  addEventListener(type: "message", listener: (event: MessageEvent<SchoolRequest>) => void): void;
}
const scope = self as unknown as Scope;

/** A message to oneself waits behind those of the page, and is not held back as nested timers are. */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

const school = createSchool((reply) => scope.postMessage(reply), {
  now: () => performance.now(),
  schedule(piece) {
    waiting.push(piece);
    channel.port2.postMessage(null);
  },
  later: (ms, piece) => setTimeout(piece, ms),
});
scope.addEventListener("message", ({ data }) => school.handle(data));
