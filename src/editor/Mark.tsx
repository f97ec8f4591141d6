/** The mark of Spikeboard: a row of holes, one of them firing. */
const holes = [3, 11, 27, 35, 43];

export function Mark({ height = 20 }: { height?: number }) {
  return (
    <svg className="mark" width={(46 * height) / 20} height={height} viewBox="0 0 46 20" aria-hidden="true">
      {holes.map((x) => (
        <circle key={x} cx={x} cy="14" r="2.1" />
      ))}
      <rect x="16.9" y="1" width="4.2" height="15.1" rx="2.1" />
    </svg>
  );
}
