import { filled, type IconName, stroked } from "./icons.ts";

/** A small picture beside words, in their colour; it says nothing by itself, so readers skip it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className={`icon icon-${name}${name in filled ? " icon-filled" : ""}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d={{ ...stroked, ...filled }[name]} />
    </svg>
  );
}
