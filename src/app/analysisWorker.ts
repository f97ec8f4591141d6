/** The thread that analyses cells: hands each question to the analyst and its answers to the page. Nothing else lives here. */
import { catalogue } from "../../nodes/index.ts";
import { type AnalysisReply, type AnalysisRequest, createAnalyst } from "../analysis/index.ts";
import { scopeOf, threadClock } from "./thread.ts";

const scope = scopeOf<AnalysisRequest, AnalysisReply>();
const analyst = createAnalyst(catalogue, (reply) => scope.postMessage(reply), threadClock());
scope.addEventListener("message", ({ data }) => analyst.handle(data));
