/** Which class was taken for which: a row for each class that is wanted, a column for each that was said. */
import type { CSSProperties } from "react";

export function Confusion({ counts, keptBack }: { counts: Uint32Array; keptBack: boolean }) {
  const n = Math.round(Math.sqrt(counts.length));
  const classes = Array.from({ length: n }, (_, k) => k);
  const title = `Answers to each class${keptBack ? ", of the samples kept back" : ""}`;
  return (
    <div className="lesson-layer">
      <span className="row-name">{title}</span> <span className="caption">rows are what is wanted</span>
      <table className="lesson-confusion mono" aria-label={title}>
        <thead>
          <tr>
            <td />
            {classes.map((said) => (
              <th key={said} scope="col">
                {said}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((wanted) => {
            const row = [...counts.subarray(wanted * n, (wanted + 1) * n)];
            const all = row.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={wanted}>
                <th scope="row">{wanted}</th>
                {row.map((count, said) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: a class is its place
                    key={said}
                    data-right={said === wanted}
                    style={{ "--share": count / Math.max(1, all) } as CSSProperties}
                  >
                    {count === 0 ? "" : count}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
