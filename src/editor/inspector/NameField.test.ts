import { expect, test } from "vitest";
import { refuseName } from "./NameField.tsx";

const taken = (name: string) => ["tau", "tau_2", "v"].includes(name);

test.each([
  ["1x", "“1x” cannot be a name. Use letters, digits and _, and begin with a letter.", "x_1x"],
  ["λ", "“λ” cannot be a name. Use letters, digits and _, and begin with a letter.", "lambda"],
  ["τ_m", "“τ_m” cannot be a name. Use letters, digits and _, and begin with a letter.", "tau_m"],
  ["τ", "“τ” cannot be a name. Use letters, digits and _, and begin with a letter.", "tau_3"],
  ["g-L", "“g-L” cannot be a name. Use letters, digits and _, and begin with a letter.", "gL"],
  ["-", "“-” cannot be a name. Use letters, digits and _, and begin with a letter.", undefined],
  ["tau", "Another row is called tau.", "tau_3"],
  ["  ", "A name is needed. Escape brings the old one back.", undefined],
])("%s is no name here, and the sentence says why and what would do", (text, message, instead) => {
  expect(refuseName(text, taken)).toEqual(instead === undefined ? { message } : { message, instead });
  if (instead !== undefined) expect(refuseName(instead, taken)).toBeUndefined();
});

test.each(["tau_m", "g L", "V2"])("%s is one", (text) => expect(refuseName(text, taken)).toBeUndefined());
