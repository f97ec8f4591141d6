/** The thread of the memory laboratory: hands each question to its desk and the answers to the page. Nothing else lives here. */
import {
  createLaboratoryDesk,
  createMemoryLaboratory,
  type DeskReply,
  type DeskRequest,
  type MemoryAnswer,
  type MemoryProgress,
  type MemoryQuestion,
} from "../learning/index.ts";
import { scopeOf, threadClock } from "./thread.ts";

const scope = scopeOf<DeskRequest<MemoryQuestion>, DeskReply<MemoryProgress, MemoryAnswer>>();
const desk = createLaboratoryDesk<MemoryQuestion, MemoryProgress, MemoryAnswer>(
  createMemoryLaboratory(),
  (reply) => scope.postMessage(reply),
  threadClock(),
);
scope.addEventListener("message", ({ data }) => desk.handle(data));
