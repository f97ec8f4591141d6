/** A definition is checked at every keystroke, so it is mostly wrong. Whatever stands there, the check answers, at a place, and soon. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkKind } from "./check.ts";
import { type DefinitionLike, definitionOf, kindOf } from "./definition.ts";
import { scopeOf } from "./scope.ts";
import { cell, synapse } from "./toys.ts";

const catalogue = [cell(), synapse()];

const word = fc.constantFrom(
  ..."v w i x g_L E_L C_m tau dv/dt dw/dt = += == > >= < + - * / ^ ( ) , ; and or not mV ms pA 0 1 2.5 1e3 exp( sqrt( xi t dt rand() if( last( constructor __proto__ é".split(
    " ",
  ),
  "\n",
);
const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(" "));
const unit = fc.constantFrom("mV", "pA", "1", "1/ms", "", "?", "mV/", "constructor");
const name = fc.constantFrom("v", "w", "g_L", "tau", "t", "exp", "mV", "constructor", "weight", "2x", "");
const number = fc.constantFrom(0, 1, -70, 1e308, Number.NaN, Number.POSITIVE_INFINITY);

const definition: fc.Arbitrary<DefinitionLike> = fc.record(
  {
    parameters: fc.dictionary(name, fc.record({ default: number, unit, range: fc.tuple(number, number) })),
    state: fc.dictionary(name, fc.record({ unit, start: text })),
    equations: text,
    threshold: text,
    reset: text,
    refractory: text,
    onSpike: text,
    current: unit,
  },
  { requiredKeys: ["parameters", "state", "equations"] },
);

describe("whatever the user types", () => {
  it.each(["cell", "synapse"])("is answered with places inside the text (%s)", (kind) => {
    fc.assert(
      fc.property(definition, (definition) => {
        const own = kindOf(catalogue, { kind, definition });
        if (!own) throw new Error("no such kind");
        scopeOf(own);
        for (const { at, message } of checkKind(own, { node: "n" })) {
          expect(message).not.toMatch(/undefined|\[object|function Object/);
          if (at.type !== "equation") throw new Error(`${at.type} is no place in a definition`);
          const typed = definition[at.field as keyof DefinitionLike];
          if (typeof typed === "string") expect(at.to).toBeLessThanOrEqual(typed.length);
          expect(at.from).toBeLessThanOrEqual(at.to);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each(catalogue.map((kind) => [kind.kind, kind] as const))(
    "leaves a half-typed equation of %s readable again",
    (_, kind) => {
      const start = definitionOf(kind);
      for (let typed = 0; typed <= start.equations.length; typed++) {
        const own = kindOf(catalogue, {
          kind: kind.kind,
          definition: { ...start, equations: start.equations.slice(0, typed) },
        });
        const found = own ? checkKind(own) : [];
        if (typed === start.equations.length) expect(found).toEqual([]);
        else expect(found.length).toBeGreaterThan(0);
      }
    },
  );
});
