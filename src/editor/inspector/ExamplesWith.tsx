/** Circuits of the gallery that have a node of a kind; a click opens one. Nothing where there is none. */
import { useEffect, useState } from "react";
import { type Example, examplesWith, loadIndex } from "../gallery/examples.ts";
import { openExample } from "../gallery/openExample.ts";
import { useSession } from "../SessionContext.tsx";

/** More are in the gallery. */
const most = 5;

export function ExamplesWith({ kind }: { kind: string }) {
  const session = useSession();
  const [examples, setExamples] = useState<readonly Example[]>([]);
  useEffect(() => {
    let wanted = true;
    loadIndex().then(
      (all) => wanted && setExamples(examplesWith(all, kind).slice(0, most)),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [kind]);
  if (examples.length === 0) return null;
  return (
    <>
      <h4>Examples with it</h4>
      <ul className="about-examples">
        {examples.map((example) => (
          <li key={example.file}>
            <button type="button" data-tip={example.question} onClick={() => void openExample(session, example)}>
              {example.title}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
