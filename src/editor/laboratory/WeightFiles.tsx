/** Trained weights as a file for other programs, and a file of weights for this network. */
import { useState } from "react";
import { printWeightsCsv, printWeightsJson, readWeights, type Trained } from "../../learning/index.ts";
import { announce } from "../announce.ts";
import { download, fileName, pickFile } from "../circuit/files.ts";
import { Button } from "../controls/Button.tsx";
import { useSession } from "../SessionContext.tsx";
import { keepWeights, outsideRange, type Taught } from "./lesson.ts";

/** A file that is larger is no file of weights for a network of this laboratory. */
const mostBytes = 100_000_000;

export function WeightFiles({ taught, learned }: { taught: Taught; learned: readonly Trained[] }) {
  const session = useSession();
  const [why, setWhy] = useState<string>();
  const save = (ending: ".csv" | ".json"): void => {
    const { name } = session.store.getState().graph;
    const text = ending === ".csv" ? printWeightsCsv(learned) : printWeightsJson(learned);
    download(
      fileName(`${name} weights`, ending),
      new Blob([text], { type: ending === ".csv" ? "text/csv" : "application/json" }),
    );
  };
  const open = async (): Promise<void> => {
    const file = await pickFile(".csv,.json,text/csv,application/json");
    if (!file) return;
    const refuse = (reason: string): void => setWhy(`${file.name} was not taken. ${reason}`);
    if (file.size > mostBytes) return refuse("It is too large.");
    const read = readWeights(await file.text(), taught.texts);
    if ("wrong" in read) return refuse(read.wrong);
    const outside = outsideRange(taught, read.layers);
    if (outside !== undefined) return refuse(outside);
    setWhy(undefined);
    session.edit(keepWeights(taught, read.layers, "Open weights"));
    announce(`Weights from ${file.name}`);
  };
  return (
    <div className="lesson-layer">
      <div className="tab-foot">
        <span className="row-name">Weights as a file</span>
        <Button look="line" icon="download" onClick={() => save(".csv")}>
          Save CSV
        </Button>
        <Button look="line" icon="download" onClick={() => save(".json")}>
          Save JSON
        </Button>
        <Button look="line" icon="file" onClick={() => void open()}>
          Open weights…
        </Button>
      </div>
      {why !== undefined && (
        <p className="wrong" role="alert">
          {why}
        </p>
      )}
    </div>
  );
}
