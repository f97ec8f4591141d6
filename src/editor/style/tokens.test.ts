import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const declarations = (block: string): string[] => [...block.matchAll(/--[\w-]+:[^;]+/g)].map(([text]) => text);
const between = (from: string): string[] => {
  const start = css.indexOf(from) + from.length;
  return declarations(css.slice(start, css.indexOf("}", start)));
};

test("the dark set that the system asks for is the one that the reader asks for", () => {
  const system = between(':root:not([data-theme="light"]) {');
  expect(system.length).toBeGreaterThan(25);
  expect(between(':root[data-theme="dark"] {')).toEqual(system);
});

/** WCAG 2 contrast of two #rrggbb colours. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5].map((k) => {
      const c = Number.parseInt(hex.slice(k, k + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const colours = (list: string[]): Record<string, string> =>
  Object.fromEntries(
    list.map((text) => text.slice(2).split(/:\s*/)).map(([name = "", value = ""]) => [name, value.trim()]),
  );

test.each([
  ["light", colours(declarations(css.slice(0, css.indexOf("--s1"))))],
  ["dark", colours(between(':root[data-theme="dark"] {'))],
])("%s: text reads at 4.5 to 1 and marks at 3 to 1 on every ground they stand on", (_, token) => {
  for (const ground of ["canvas", "panel", "node", "screen"])
    for (const ink of ["ink", "ink2", "ink3", "err"])
      expect(contrast(token[ink] ?? "", token[ground] ?? ""), `${ink} on ${ground}`).toBeGreaterThan(4.5);
  for (const ground of ["canvas", "node"])
    for (const mark of ["c1", "c2", "c3", "c4", "c5", "c6", "src", "rim"])
      expect(contrast(token[mark] ?? "", token[ground] ?? ""), `${mark} on ${ground}`).toBeGreaterThan(3);
});
