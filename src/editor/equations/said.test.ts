import { describe, expect, it } from "vitest";
import { catalogue } from "../../../nodes/index.ts";
import { parse, printStatement } from "../../expression/index.ts";
import type { Kind } from "../../kind/index.ts";
import { saidBeside } from "./said.ts";

const linesOf = (kind: Kind): string[] =>
  saidBeside(kind).map(({ words, statement, text }) => `${words}: ${statement ? printStatement(statement) : text}`);
const of = (name: string): string[] => linesOf(catalogue.find(({ kind }) => kind === name) as Kind);

describe("what a kind says beside its equations", () => {
  it("is what a spike does at a synapse that learns, both ways", () => {
    const lines = of("stdp");
    expect(lines[0]).toBe("when a spike arrives: i_syn += w");
    expect(lines.filter((line) => line.startsWith("when the target fires: "))).toHaveLength(1);
    expect(lines.at(-1)).toBe("and: post += 1");
  });

  it("is how long a crossing counts no other spike", () => {
    expect(of("hodgkinHuxley")).toEqual(["spikes when it rises through: v >= 0 mV", "and counts no other for: t_ref"]);
  });

  it("leaves out nothing that any kind does, and can be set in type", () => {
    for (const kind of catalogue) {
      const lines = linesOf(kind).join("\n");
      const { afterStep = "", onSpike = "", onPost = "", spike } = kind;
      const then = spike?.type === "threshold" ? spike.then : "";
      const said = saidBeside(kind).filter(({ statement }) => statement).length;
      const written = [afterStep, onSpike, onPost, then]
        .flatMap((text) => text.split(/[\n;]/))
        .filter((line) => line.trim());
      expect(said, kind.kind).toBe(written.length);
      if (spike && "hold" in spike && spike.hold !== undefined) expect(lines).toContain(`for: ${spike.hold}`);
      for (const { text } of saidBeside(kind)) if (text !== undefined) expect(parse(text).tree, text).toBeDefined();
    }
  });
});
