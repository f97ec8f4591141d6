/**
 * The browser's entry: hands the catalogue, the worker and IndexedDB to a session, and the session to the editor. A first visit
 * opens a circuit that is already running; later ones open what was open last.
 */
import { createRoot } from "react-dom/client";
import { catalogue } from "../../nodes/index.ts";
import {
  AnalystProvider,
  Editor,
  followTheme,
  MemoryProvider,
  notify,
  preferences,
  SchoolProvider,
  SessionProvider,
} from "../editor/index.ts";
import { createSession, loadLast, workerLink } from "../session/index.ts";
import { windowClaims } from "./claims.ts";
import { firstCircuit } from "./firstCircuit.ts";
import { newVersionEvent, startServiceWorker } from "./serviceWorker.ts";
import { indexedStorage } from "./storage.ts";

/** The memory laboratory has one too. */
const startMemory = (): Worker => new Worker(new URL("./memoryWorker.ts", import.meta.url), { type: "module" });
/** And the learning laboratory. */
const startSchool = (): Worker => new Worker(new URL("./schoolWorker.ts", import.meta.url), { type: "module" });

/** Firing analysis has a thread of its own, started when the first is asked for. */
const startAnalyst = (): Worker => new Worker(new URL("./analysisWorker.ts", import.meta.url), { type: "module" });

async function start(root: HTMLElement): Promise<void> {
  followTheme(document.documentElement);
  const now = (): number => Date.now();
  const storage = indexedStorage();
  // The worker is on its way while the library is read.
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  // Files are migrated here, and functions cannot be sent.
  worker.postMessage(catalogue.map(({ migrations: _, ...kind }) => kind));
  const last = await loadLast(storage, catalogue, now);
  const claims = windowClaims();
  const session = createSession({
    catalogue,
    link: workerLink(worker),
    storage,
    ...(claims ? { claims } : {}),
    now,
    ...(last ? { graph: last.graph, id: last.id } : { graph: firstCircuit }),
  });
  const { speed } = preferences.getState();
  if (last && speed?.circuit === last.id) session.setSpeed(speed.times);
  createRoot(root).render(
    <SessionProvider value={session}>
      <AnalystProvider value={startAnalyst}>
        <MemoryProvider value={startMemory}>
          <SchoolProvider value={startSchool}>
            <Editor />
          </SchoolProvider>
        </MemoryProvider>
      </AnalystProvider>
    </SessionProvider>,
  );
  if (!last) {
    session.play();
  }
  // Closing the tab must not lose the last edit: what is pending is written when the page is hidden. When that fails, the top
  // bar says so; there is no one else to tell.
  const flush = (): void => void session.flush().catch(() => {});
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flush());
  addEventListener("pagehide", flush);
}

window.addEventListener(newVersionEvent, ({ detail }) =>
  notify({
    text: "A new version is ready. Your circuits stay.",
    door: { label: "Reload", act: () => detail.takeOver() },
  }),
);
const root = document.getElementById("root");
if (root) void start(root);
void startServiceWorker();
