/** The board before the first node: what a circuit is, and the door into it. */
import { addNode, addWired } from "../../graph/index.ts";
import { Button } from "../controls/Button.tsx";
import { useSession } from "../SessionContext.tsx";
import { show } from "../screen.ts";
import { inOne } from "./acts.ts";
import "./emptyBoard.css";
import { hole, outline } from "./geometry.ts";
import { EndMark } from "./WireEdge.tsx";

export function EmptyBoard({ onPlaced }: { onPlaced: () => void }) {
  const session = useSession();
  const placeBoth = (): void => {
    const { catalogue } = session;
    const neuron = catalogue.find(({ family }) => family === "neuron");
    const current = catalogue.find(({ family }) => family === "current");
    const input = neuron && Object.entries(neuron.inputs).find(([, { signal }]) => signal === "current")?.[0];
    if (!neuron || !current || input === undefined) return;
    session.edit({
      ...inOne("Place a current and a neuron", []),
      apply(graph) {
        const placed = addNode(neuron.kind, [13 * hole, 0], catalogue).apply(graph);
        const cell = placed.nodes.at(-1);
        return cell ? addWired(current.kind, [0, 0], `${cell.id}.${input}`, catalogue).apply(placed) : graph;
      },
    });
    session.play();
    onPlaced();
  };
  return (
    <div className="empty-board">
      <svg width="376" height="122" viewBox="0 0 376 122" aria-hidden="true">
        <g transform="translate(3 4)">
          <path className="empty-shape" d={outline("current", 128, 80)} transform="translate(0 16)" />
          <path className="empty-shape" d={outline("neuron", 168, 112)} transform="translate(200 0)" />
          <path className="empty-curve" d="M32,50H58V34H106" />
          <path className="empty-curve" d={spikes} />
          <text x="30" y="84">
            a current
          </text>
          <text x="213" y="22">
            a neuron
          </text>
          <path className="empty-wire" d="M134,56H184" />
          <EndMark
            points={[
              [134, 56],
              [199, 56],
            ]}
            sign="excites"
          />
          <circle className="empty-port" cx="128" cy="56" r="6" />
          <circle className="empty-dot" cx="128" cy="56" r="2.75" />
          <circle className="empty-port" cx="200" cy="56" r="6" />
        </g>
      </svg>
      <h2>A cell fires when enough current flows in.</h2>
      <p>Start with one of each, wired. Then change anything.</p>
      <div className="empty-acts">
        <Button look="solid" onClick={placeBoth}>
          Place both and play
        </Button>
        <Button look="line" onClick={() => show({ screen: "examples" })}>
          Open an example
        </Button>
      </div>
      <ul className="empty-ways">
        <li>
          <kbd>A</kbd> add a node by name
        </li>
        <li>drag one from the left</li>
        <li>drop a circuit file anywhere</li>
      </ul>
    </div>
  );
}

/** A cell charging and firing five times. */
const spikes = `M218,80H234${Array.from({ length: 5 }, (_, k) => {
  const x = 236 + 23 * k;
  return `M${x},80C${x + 6},76 ${x + 14},72 ${x + 20},71V44V80`;
}).join("")}`;
