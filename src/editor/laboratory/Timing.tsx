/** How long learning and recall took, in the thread that did it. */
export function Timing({ learnedMs, recalledMs }: { learnedMs: number | undefined; recalledMs: number | undefined }) {
  if (recalledMs === undefined) return null;
  const words = (ms: number): string => (ms < 1 ? "under 1 ms" : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`);
  return (
    <span className="caption lab-timing">
      {learnedMs !== undefined && `learned in ${words(learnedMs)}, `}recalled in {words(recalledMs)}
    </span>
  );
}
