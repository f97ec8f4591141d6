/** What the learning laboratory says of a network, in sentences. */
import type { Report } from "../../learning/index.ts";

/** Three figures; a dash for no number. */
export const figure = (value: number): string =>
  !Number.isFinite(value)
    ? "–"
    : value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e9)
      ? value.toExponential(1)
      : String(Number(value.toPrecision(3)));

const percent = (share: number): string => `${Math.floor(100 * share)} %`;
const times = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** Where training stands. */
export function progressWords({ epochs, loss, testLoss, right, testRight, perceptron }: Report): string {
  const parts = [
    times(epochs, "epoch"),
    perceptron ? (Number.isFinite(loss) ? times(loss, "mistake") : "") : `loss ${figure(loss)}`,
    Number.isFinite(right) ? `${percent(right)} right` : "",
    Number.isFinite(testLoss) ? `kept back: loss ${figure(testLoss)}` : "",
    Number.isFinite(testRight) ? `${percent(testRight)} right` : "",
  ];
  return parts.filter(Boolean).join(", ");
}

/** Epochs with mistakes after which a perceptron is said to have trouble. */
const patience = 20;

/** What it means; "" while there is nothing to say. */
export function meaningWords({ epochs, right, perceptron, diverged }: Report): string {
  if (diverged) return "";
  if (perceptron) {
    const { settled, mistakes, bound, fromZero, rule, stuck } = perceptron;
    if (rule === "literal" && !settled)
      return stuck
        ? "No sample moves the line any more, though some are answered wrong: every answer is 0, and a rule that never looks at the target has nothing left to take away."
        : epochs > 0
          ? "As written, the error is the output itself: each sample that is answered with 1 lowers the weights, whether 1 was right or not."
          : "";
    if (settled)
      return `Its line parts the classes, after ${times(mistakes, "mistake")} in all.${
        bound !== undefined && fromZero
          ? ` By Novikoff there can be at most ${Math.floor(bound)}, as this line shows.`
          : ""
      }`;
    return epochs >= patience && right < 1
      ? `Still mistakes after ${epochs} epochs. Where no line parts the classes, as in XOR, they never end.`
      : "";
  }
  if (right === 1) return "Every sample is answered right.";
  return "";
}
