/** Which class was taken for which: a row for each class that is wanted, a column for each that was said. */
import type { CSSProperties } from "react";

interface ConfusionProps {
  counts: Uint32Array;
  classes: readonly string[];
  /** They are answers to samples that are never taught. */
  keptBack: boolean;
}

export function Confusion({ counts, classes, keptBack }: ConfusionProps) {
  const n = classes.length;
  const title = `Answers to each class${keptBack ? ", of the samples kept back" : ""}`;
  return (
    <div className="lesson-layer">
      <span className="row-name">{title}</span> <span className="caption">rows are what is wanted</span>
      <table className="lesson-confusion mono" aria-label={title}>
        <thead>
          <tr>
            <td />
            {classes.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((name, wanted) => {
            const row = [...counts.subarray(wanted * n, (wanted + 1) * n)];
            const all = row.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
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
