/**
 * The engine's thread: hands each message to the host and its answers to the page. The first message is the catalogue: the page
 * has it already, and words for readers would otherwise be fetched twice.
 */
import { createHost, type Host, type Reply, type Request } from "../engine/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { helpers } from "./helpers.ts";
import { scopeOf, threadClock } from "./thread.ts";

const scope = scopeOf<Catalogue | Request, Reply>();
const { now, schedule } = threadClock();

let host: Host | undefined;
scope.addEventListener("message", ({ data }) => {
  if ("type" in data) host?.handle(data);
  else
    host = createHost(
      data,
      (reply, transfer) => scope.postMessage(reply, transfer),
      { now, schedule: (piece, delayMs) => (delayMs > 0 ? void setTimeout(piece, delayMs) : schedule(piece)) },
      helpers(),
    );
});
