/** All keys on one sheet, by what they are for. */
import { Dialog } from "./controls/Dialog.tsx";
import { chord } from "./useShortcuts.ts";

const groups: readonly { title: string; keys: readonly (readonly [keys: string, words: string])[] }[] = [
  {
    title: "Run",
    keys: [
      ["Space", "Play or pause"],
      [", .", "One step back, one on"],
      ["Shift+, Shift+.", "Ten steps back, ten on"],
      ["Home", "Back to the start"],
    ],
  },
  {
    title: "Board",
    keys: [
      ["A", "Add a node by name"],
      ["Arrows", "Go to the nearest node"],
      ["Enter", "Select; with Shift add to the selection"],
      ["[ ]", "Follow a wire back, on"],
      ["C", "Connect to a legal target"],
      ["I", "Analyse a neuron, or open the laboratory of a memory or a lesson"],
      ["K", "Kick the cells of a neuron"],
      ["F2", "Rename"],
      ["T", "Turn it into another kind"],
      ["/", "Find on the board"],
      ["F", "Flip: inputs on the right"],
      ["Shift+1", "Fit the circuit into view"],
      ["Delete", "Delete what is selected"],
    ],
  },
  {
    title: "Edit",
    keys: [
      ["Ctrl+Z", "Undo"],
      ["Ctrl+Shift+Z", "Redo"],
      ["Ctrl+C Ctrl+X Ctrl+V", "Copy, cut, paste"],
      ["Ctrl+D", "Duplicate"],
      ["Ctrl+A", "Select all"],
      ["Ctrl+G", "Group; with Shift ungroup"],
    ],
  },
  {
    title: "Numbers",
    keys: [
      ["← →", "One step on a fader"],
      ["Shift ← →", "Ten steps"],
      ["Alt ← →", "A tenth of a step"],
      ["Enter", "Take the number; 0.5*80 and 0.08 nA are numbers"],
      ["Esc", "Give it up"],
    ],
  },
  {
    title: "View",
    keys: [
      ["F6", "Next region"],
      ["Shift+F6", "Region before"],
      ["P", "Projected: large type"],
      ["Alt ↑ ↓", "Move the plot in focus"],
      ["?", "This sheet"],
    ],
  },
];

export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      title="Keys"
      about="Everything works without a mouse. Keys without Ctrl rest while you type."
      onClose={onClose}
      className="keys"
    >
      <div className="dialog-scroll keys-columns">
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, words]) => (
                <div key={key}>
                  <dt>
                    {key.split(" ").map((each) => (
                      <kbd key={each}>{chord(each)}</kbd>
                    ))}
                  </dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
