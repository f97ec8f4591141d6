/** The live region: says aloud, politely, what can otherwise only be seen. */
import { useEffect } from "react";
import { useStore } from "zustand";
import { announce, announcement } from "./announce.ts";
import { writeNumber } from "./controls/number.ts";
import { useSession } from "./SessionContext.tsx";
import { problemWords } from "./topbar/Problems.tsx";

export function Live() {
  const { text, count } = useStore(announcement);
  const session = useSession();
  useEffect(
    () =>
      session.store.subscribe((now, before) => {
        if (now.run.stopped && now.run.stopped !== before.run.stopped) announce(now.run.stopped.message);
        else if (now.run.running !== before.run.running)
          announce(now.run.running ? "Running" : `Paused at ${writeNumber(now.run.timeMs, 5)} milliseconds`);
        if (now.saved.status === "failed" && before.saved.status !== "failed")
          announce(`Not saved: ${now.saved.message ?? "storage is not available"}`);
        const words = problemWords(now.diagnostics);
        if (words !== problemWords(before.diagnostics)) announce(words);
      }),
    [session],
  );
  return (
    <div className="unseen" role="status" aria-live="polite">
      {/* The same words twice in a row are said twice: a no-break space makes them differ. */}
      {text + (count % 2 ? "\u00a0" : "")}
    </div>
  );
}
