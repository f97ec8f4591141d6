/** Where the network comes to rest from random starts: what was stored, and what nobody stored, by name. */
import { useMemo, useState } from "react";
import type { MemoryQuestion } from "../../learning/index.ts";
import { parsePatterns } from "../../patterns/index.ts";
import { Button } from "../controls/Button.tsx";
import { type Remembering, toAsk } from "./memory.ts";
import { PixelPicture } from "./PixelPicture.tsx";
import { Progress } from "./Progress.tsx";
import { useMemoryAnswer } from "./useMemoryAnswer.ts";
import { meaningMark } from "./words.ts";

const starts = 200;
const mostShown = 48;

interface RestsTabProps {
  memory: Remembering;
  seed: number;
  /** Units that the brush has damaged. */
  hurt: readonly number[];
}

export function RestsTab({ memory, seed, hurt }: RestsTabProps) {
  const [round, setRound] = useState(0);
  const { names, width } = useMemo(() => parsePatterns(memory.patterns.text), [memory.patterns.text]);
  const question = useMemo(
    (): Extract<MemoryQuestion, { type: "rests" }> | undefined =>
      names.length === 0 ? undefined : { type: "rests", memory: toAsk(memory, hurt, seed), starts, seed: seed + round },
    [memory, hurt, seed, round, names.length],
  );
  const following = useMemoryAnswer<"rests">(question);
  const resting = following.answer?.resting ?? [];
  const counts = new Map<string, number>();
  for (const { meaning, times } of resting) counts.set(meaning.type, (counts.get(meaning.type) ?? 0) + times);
  const share = (type: string): string => `${Math.round(((counts.get(type) ?? 0) / starts) * 100)} %`;
  return (
    <div className="tab-body lab">
      <Progress following={following} label="Searching for states of rest" />
      <p className="tab-words">
        {following.answer &&
          `From ${starts} random starts it ended in ${resting.length} states: ${share("stored")} of the time in a stored pattern, ${share("inverse")} in an inverse, ${share("mixture")} in a mixture, ${share("unknown")} in something else.`}
      </p>
      <ul className="lab-rests" aria-label="States of rest">
        {resting.slice(0, mostShown).map(({ state, meaning, energy, times }, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: in the order of their weight
          <li key={k} data-meaning={meaning.type}>
            <PixelPicture points={state} width={width} size={56} label={meaningMark(meaning, names)} />
            <b>{meaningMark(meaning, names)}</b>
            <span className="caption">
              {times}×, E {energy.toPrecision(3)}
            </span>
          </li>
        ))}
      </ul>
      {resting.length > mostShown && <p className="caption">and {resting.length - mostShown} more</p>}
      <div className="tab-foot">
        <Button look="line" icon="dice" onClick={() => setRound(round + 1)}>
          Other starts
        </Button>
      </div>
    </div>
  );
}
