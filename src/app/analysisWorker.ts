/** The thread that analyses cells: hands each question to the analyst and its answers to the page. Nothing else lives here. */
import { catalogue } from "../../nodes/index.ts";
import { type AnalysisReply, type AnalysisRequest, createAnalyst } from "../analysis/index.ts";

interface Scope {
  postMessage(message: AnalysisReply): void;
  addEventListener(type: "message", listener: (event: MessageEvent<AnalysisRequest>) => void): void;
}
const scope = self as unknown as Scope;

/** A message to oneself waits behind those of the page, and is not held back as nested timers are. */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

const analyst = createAnalyst(catalogue, (reply) => scope.postMessage(reply), {
  now: () => performance.now(),
  schedule(piece) {
    waiting.push(piece);
    channel.port2.postMessage(null);
  },
});
scope.addEventListener("message", ({ data }) => analyst.handle(data));
