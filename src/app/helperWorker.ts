/** A further thread of the engine: one job, which ends with the network that it belongs to. */
import { type Job, serve } from "../engine/index.ts";

addEventListener("message", ({ data }: MessageEvent<Job>) => serve(data));
