/** The thread of the memory laboratory: hands each question to its desk and the answers to the page. Nothing else lives here. */
import {
  createDesk,
  createMemoryLaboratory,
  type DeskReply,
  type DeskRequest,
  type MemoryAnswer,
  type MemoryProgress,
  type MemoryQuestion,
} from "../learning/index.ts";

interface Scope {
  postMessage(message: DeskReply<MemoryProgress, MemoryAnswer>): void;
  addEventListener(type: "message", listener: (event: MessageEvent<DeskRequest<MemoryQuestion>>) => void): void;
}
const scope = self as unknown as Scope;

/** A message to oneself waits behind those of the page, and is not held back as nested timers are. */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

const desk = createDesk<MemoryQuestion, MemoryProgress, MemoryAnswer>(
  createMemoryLaboratory(),
  (reply) => scope.postMessage(reply),
  {
    now: () => performance.now(),
    schedule(piece) {
      waiting.push(piece);
      channel.port2.postMessage(null);
    },
  },
);
scope.addEventListener("message", ({ data }) => desk.handle(data));
