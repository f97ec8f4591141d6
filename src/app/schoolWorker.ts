/** The thread of the learning laboratory: hands each request to its school and the reports to the page. Nothing else lives here. */
import { createSchool, type SchoolReply, type SchoolRequest } from "../learning/index.ts";
import { scopeOf, threadClock } from "./thread.ts";

const scope = scopeOf<SchoolRequest, SchoolReply>();
const school = createSchool((reply) => scope.postMessage(reply), threadClock());
scope.addEventListener("message", ({ data }) => school.handle(data));
