/**
 * The page's side of `public/service-worker.js`: registers it in the built app, and says when a new version is ready.
 * Nothing waits for it: the first visit draws at once, and without service workers the app runs as it is.
 */

/** Dispatched on `window` when a new version is kept and waiting; calling `event.detail.takeOver()` reloads into it. */
export const newVersionEvent = "spikeboard:new-version";

/** How long the page has the network and the processor for itself on the first visit [ms]. */
const firstVisitMs = 2000;

export interface NewVersion {
  takeOver(): void;
}

declare global {
  interface WindowEventMap {
    [newVersionEvent]: CustomEvent<NewVersion>;
  }
}

export async function startServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // On the first visit the files are fetched a second time, to be kept: not while the page itself is on its way.
  if (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, firstVisitMs));
  try {
    const registration = await navigator.serviceWorker.register("./service-worker.js", { updateViaCache: "none" });
    if (registration.waiting) {
      // It has waited since the last visit: announced once the editor is there to hear it.
      const { waiting } = registration;
      setTimeout(() => registration.waiting === waiting && announce(waiting), 1500);
    }
    registration.addEventListener("updatefound", () => {
      const next = registration.installing;
      next?.addEventListener("statechange", () => {
        // Without a controller this is the first visit: nothing older is open, so there is nothing to announce.
        if (next.state === "installed" && navigator.serviceWorker.controller) announce(next);
      });
    });
    // A board may stay open for days; the browser itself looks only when a page is opened.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") registration.update().catch(() => {});
    });
  } catch {
    // Blocked by a private window or a setting: everything but offline use works.
  }
}

function announce(worker: ServiceWorker): void {
  const takeOver = () => {
    reloadWhenTaken();
    worker.postMessage("take-over");
  };
  window.dispatchEvent(new CustomEvent<NewVersion>(newVersionEvent, { detail: { takeOver } }));
}

function reloadWhenTaken(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
}
