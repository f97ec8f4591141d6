/** What a kind does besides its equations, in the order in which it happens, each with a few words before it. */
import type { Statement } from "../../expression/index.ts";
import type { Kind, SpikeRule } from "../../kind/index.ts";
import { statementsOf } from "./system.ts";

export interface Said {
  words: string;
  /** One of the two. */
  statement?: Statement;
  text?: string;
}

const together = (words: string, text: string | undefined, more = "and"): readonly Said[] =>
  statementsOf(text ?? "").map((statement, k) => ({ words: k === 0 ? words : more, statement }));

export const saidBeside = ({ afterStep, onSpike, onPost, spike }: Kind): readonly Said[] => [
  ...together("after each step", afterStep),
  ...together("when a spike arrives", onSpike),
  ...together("when the target fires", onPost),
  ...(spike ? spikeWords(spike) : []),
];

function spikeWords(rule: SpikeRule): readonly Said[] {
  switch (rule.type) {
    case "threshold":
      return [
        { words: "spikes when", text: rule.when },
        ...together("and then", rule.then),
        ...(rule.hold === undefined ? [] : [{ words: "rests for", text: rule.hold }]),
      ];
    case "crossing":
      return [
        { words: "spikes when it rises through", text: `${rule.of} >= ${rule.level}` },
        ...(rule.hold === undefined ? [] : [{ words: "and counts no other for", text: rule.hold }]),
      ];
    case "count":
      return [{ words: "spikes in a step", text: rule.count }];
    case "times":
      return [{ words: "spikes at the times of", text: rule.times }];
  }
}
