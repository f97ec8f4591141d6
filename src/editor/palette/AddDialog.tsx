/** Adding by name: what is chosen is placed near the middle of the view. */
import { Words } from "../controls/Symbol.tsx";
import { useSession } from "../SessionContext.tsx";
import { families, findKinds } from "./families.ts";
import { KindPicker } from "./KindPicker.tsx";
import { useAddNode } from "./useAddNode.ts";

export function AddDialog({ onClose }: { onClose: () => void }) {
  const { catalogue } = useSession();
  return (
    <KindPicker
      title="Add a node"
      label="Name of the node to add"
      placeholder="Neuron, synapse, current or spike train"
      find={(typed) => findKinds(catalogue, typed)}
      about={({ about }) => <Words text={about} />}
      side={(kind) => families.find(({ family }) => family === kind.family)?.one}
      total={catalogue.length}
      onChoose={useAddNode()}
      onClose={onClose}
    />
  );
}
