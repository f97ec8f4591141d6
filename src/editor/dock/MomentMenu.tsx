/** A moment of the run as a file: everything the network holds now, to go on from later. It fits only the circuit it came from. */
import { announce } from "../announce.ts";
import { download, fileName, pickFile } from "../circuit/files.ts";
import { notify } from "../circuit/notice.ts";
import { Icon } from "../controls/Icon.tsx";
import { Popover } from "../controls/Popover.tsx";
import { useSession } from "../SessionContext.tsx";

export function MomentMenu() {
  const session = useSession();
  const keep = async (): Promise<void> => {
    const bytes = await session.saveState();
    const { graph, run } = session.store.getState();
    download(fileName(`${graph.name} at ${Math.round(run.timeMs)} ms`, ".state"), new Blob([bytes as BlobPart]));
  };
  const goTo = async (): Promise<void> => {
    const file = await pickFile(".state");
    if (!file) return;
    const problems = await session.restoreState(new Uint8Array(await file.arrayBuffer()));
    if (problems.length > 0)
      notify({ text: `${file.name} cannot be restored.`, lines: problems.map(({ message }) => message), wrong: true });
    else announce(`Restored ${file.name}`);
  };
  return (
    <Popover
      label="This moment"
      className="dock-sheet"
      trigger={(props) => (
        <button type="button" className="dock-menu-button" aria-label="This moment" {...props}>
          <Icon name="more" />
        </button>
      )}
    >
      {(close) => (
        <div className="dock-menu">
          {(
            [
              ["Save this moment", keep],
              ["Go to a saved moment…", goTo],
            ] as const
          ).map(([text, act]) => (
            <button
              key={text}
              type="button"
              onClick={() => {
                close();
                void act();
              }}
            >
              {text}
            </button>
          ))}
        </div>
      )}
    </Popover>
  );
}
