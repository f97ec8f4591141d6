import { useEffect, useState } from "react";
import { isDark, onTheme, usePreference } from "./preferences.ts";

/** Changes with the theme, for what is drawn on a canvas. */
export function useThemeName(): string {
  const theme = usePreference((state) => state.theme);
  const [dark, setDark] = useState(() => isDark(theme));
  useEffect(() => onTheme(setDark), []);
  return dark ? "dark" : "light";
}
