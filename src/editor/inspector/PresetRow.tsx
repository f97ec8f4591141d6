/** Published values by name, with what they show; a choice is one undo step. */
import { applyPreset, presetOf } from "../../graph/index.ts";
import { Select } from "../controls/Select.tsx";
import { Words } from "../controls/Symbol.tsx";
import type { Known } from "../nodes.ts";
import { useSession } from "../SessionContext.tsx";

/** Of nodes of one kind that has presets. */
export function PresetRow({ nodes }: { nodes: readonly Known[] }) {
  const session = useSession();
  const [first] = nodes as readonly [Known, ...Known[]];
  const { presets = {}, sources } = first.kind;
  const present = nodes.map(({ node, kind }) => presetOf(node, kind));
  const key = present.every((each) => each === present[0]) ? present[0] : undefined;
  const chosen = key === undefined ? undefined : presets[key];
  return (
    <section className="section" aria-label="Published values">
      <h3>Published values</h3>
      <Select
        label="Published values"
        value={key ?? ""}
        placeholder="Values of your own"
        options={Object.entries(presets).map(([value, { label }]) => ({ value, label }))}
        onChange={(value) =>
          session.edit(
            applyPreset(
              nodes.map(({ node }) => node.id),
              value,
              session.catalogue,
            ),
          )
        }
      />
      {chosen && (
        <p className="caption preset-words">
          {chosen.about && <Words text={`${chosen.about} `} />}
          {chosen.source ?? sources[0]}
        </p>
      )}
    </section>
  );
}
