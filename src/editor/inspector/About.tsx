/** What a textbook says of the kind, folded away; fetched when somebody looks. */
import { lazy, Suspense } from "react";
import type { Known } from "../nodes.ts";
import { Folded } from "./Section.tsx";

const AboutWords = lazy(async () => ({ default: (await import("./AboutWords.tsx")).AboutWords }));

export function About({ known }: { known: Known }) {
  return (
    <Folded title="About this node">
      <Suspense>
        <AboutWords known={known} />
      </Suspense>
    </Folded>
  );
}
