/** Buttons are verbs. Plain in bars, `line` for a second choice, `solid` for the one thing to do. */
import type { ComponentProps, ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.ts";

type ButtonProps = ComponentProps<"button"> & {
  look?: "plain" | "line" | "solid";
  icon?: IconName;
  /** Said in the tip. */
  tip?: string;
  keys?: string;
};

export function Button({ look = "plain", icon, tip, keys, className = "", children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={`button button-${look} ${className}`} data-tip={tip} data-keys={keys} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

type IconButtonProps = ComponentProps<"button"> & {
  label: string;
  icon: IconName;
  tip?: string;
  keys?: string;
  children?: ReactNode;
};

/** A picture alone: `label` is its name for readers and the words of its tip. */
export function IconButton({ label, icon, tip, keys, className = "", children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={`icon-button ${className}`}
      aria-label={label}
      data-tip={tip ?? label}
      data-keys={keys}
      {...rest}
    >
      <Icon name={icon} />
      {children}
    </button>
  );
}

type ToggleProps = Omit<ComponentProps<"button">, "onChange"> & {
  pressed: boolean;
  onChange: (pressed: boolean) => void;
  icon?: IconName;
};

/** On or off; on is an ink rim and a tick, so it does not rest on colour. */
export function Toggle({ pressed, onChange, icon, children, className = "", ...rest }: ToggleProps) {
  return (
    <button
      type="button"
      className={`toggle ${className}`}
      aria-pressed={pressed}
      onClick={() => onChange(!pressed)}
      {...rest}
    >
      {(pressed || icon) && <Icon name={pressed ? "check" : (icon ?? "check")} size={14} />}
      {children}
    </button>
  );
}
