/** A soft frame behind the nodes of a group. Its label is the handle: it selects, drags and renames the group. */
import { memo } from "react";
import type { NodeProps } from "reactflow";
import type { GroupNode as FlowNode } from "./flow.ts";
import { TextField } from "./PartNode.tsx";
import { useBoardParts, useBoardState } from "./state.ts";

export const GroupNode = memo(function GroupNode({ id, data }: NodeProps<FlowNode>) {
  const { group } = data;
  const { store, acts } = useBoardParts();
  const editing = useBoardState((state) => state.editing === id);
  return (
    <div className="group">
      <div className="group-label">
        {editing ? (
          <TextField
            text={group.label}
            label="Name of the group"
            onDone={(text) => {
              store.setState({ editing: undefined });
              if (text !== undefined) acts.renameGroup(group.id, text.trim());
            }}
          />
        ) : (
          group.label || "Group"
        )}
      </div>
    </div>
  );
});
