/** The dock's icons: 16 px, drawn in the colour of the text around them. */
const filled = {
  play: "M5 3l8 5-8 5z",
  pause:
    "M4.8 3h1.4a.8.8 0 0 1 .8.8v8.4a.8.8 0 0 1-.8.8H4.8a.8.8 0 0 1-.8-.8V3.8a.8.8 0 0 1 .8-.8zM9.8 3h1.4a.8.8 0 0 1 .8.8v8.4a.8.8 0 0 1-.8.8H9.8a.8.8 0 0 1-.8-.8V3.8a.8.8 0 0 1 .8-.8z",
  back: "M11.5 3.5v9L5 8zM3 3.5h1.5v9H3z",
  forward: "M4.5 3.5v9L11 8zM11.5 3.5H13v9h-1.5z",
  rewind: "M8 3.5v9L2 8zM14 3.5v9L8 8z",
} as const;
const stroked = {
  check: "M3 8.5l3 3 7-7",
  down: "M4 6.5l4 4 4-4",
  up: "M4 9.5l4-4 4 4",
  close: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  curves: "M2 11c2-8 4-8 6-3s4 5 6-3M2 14h12",
} as const;

export type IconName = keyof typeof filled | keyof typeof stroked | "more";

export function Icon({ name }: { name: IconName }) {
  if (name === "more")
    return (
      <svg className="dock-icon" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="3.5" cy="8" r="1.2" />
        <circle cx="8" cy="8" r="1.2" />
        <circle cx="12.5" cy="8" r="1.2" />
      </svg>
    );
  if (name in filled)
    return (
      <svg className="dock-icon" viewBox="0 0 16 16" aria-hidden="true">
        <path d={filled[name as keyof typeof filled]} />
      </svg>
    );
  return (
    <svg className="dock-icon dock-icon-line" viewBox="0 0 16 16" aria-hidden="true">
      <path d={stroked[name as keyof typeof stroked]} />
    </svg>
  );
}
