/**
 * The editor: the React view of a session. In goes a session (graph, run state, recordings, catalogue); out go the user's
 * edits and commands. It must not know how circuits are stored, how the engine is reached, or any kind by its name.
 *
 * `Editor` lays out the regions; `board/` is the canvas, `dock/` the run bar and plots, `inspector/`, `palette/`,
 * `equations/`, `outline/`, `topbar/` and `gallery/` what their names say; `controls/` the small parts they share.
 */

export { AnalystProvider, type StartAnalyst } from "./analyst.ts";
export { notify } from "./circuit/notice.ts";
export { Editor } from "./Editor.tsx";
export { SchoolProvider, type StartSchool } from "./laboratory/school.ts";
export { MemoryProvider, type StartMemory } from "./laboratory/start.ts";
export { followTheme, preferences } from "./preferences.ts";
export { SessionProvider } from "./SessionContext.tsx";
