import { Icon } from "../controls/Icon.tsx";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { nodeOf } from "../topbar/Problems.tsx";

/** The problems of one node, at the head of its panel, each with its way out. */
export function NodeProblems({ id }: { id: string }) {
  const session = useSession();
  const diagnostics = useSessionState((state) => state.diagnostics);
  const mine = diagnostics.filter(({ at }) => nodeOf(at) === id && at.type !== "equation");
  if (mine.length === 0) return null;
  return (
    <ul className="node-problems">
      {mine.map((diagnostic, k) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two problems can be alike in all but their order
        <li key={k} className={`node-problem node-problem-${diagnostic.severity}`}>
          <Icon name={diagnostic.severity === "error" ? "problem" : "warning"} />
          <div>
            <p>{diagnostic.message}</p>
            {diagnostic.fix && (
              <button type="button" className="door" onClick={() => diagnostic.fix && session.fix(diagnostic.fix)}>
                {diagnostic.fix.label}
              </button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
