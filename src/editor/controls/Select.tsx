import type { ComponentProps } from "react";
import { Icon } from "./Icon.tsx";

type SelectProps<T extends string> = Omit<ComponentProps<"select">, "value" | "onChange"> & {
  label: string;
  value: T | "";
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  /** Shown when there is no value: "mixed". */
  placeholder?: string;
};

/** One of several, by the browser's own list: it works by touch, by keyboard and by voice. */
export function Select<T extends string>({ label, value, options, onChange, placeholder, ...rest }: SelectProps<T>) {
  return (
    <span className="select-box">
      <select
        className="select"
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value as T)}
        {...rest}
      >
        {placeholder !== undefined && value === "" && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="down" size={12} />
    </span>
  );
}
