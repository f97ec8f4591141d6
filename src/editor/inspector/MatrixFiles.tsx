/** W as a CSV file, and a file as W where every cell reaches every other. */
import { useState } from "react";
import { setParameter } from "../../graph/index.ts";
import { announce } from "../announce.ts";
import { download, fileName, pickFile } from "../circuit/files.ts";
import { Button } from "../controls/Button.tsx";
import type { Known } from "../nodes.ts";
import { useSession } from "../SessionContext.tsx";
import { printMatrix, readMatrix } from "./matrixFile.ts";
import type { PairsReply } from "./usePairs.ts";

interface MatrixFilesProps {
  synapse: Known;
  pairs: PairsReply;
  /** The parameter that a file can write; none where weights are made or the rule leaves pairs out. */
  parameter: string | undefined;
}

const mostBytes = 100_000_000;

export function MatrixFiles({ synapse: { node, kind }, pairs, parameter }: MatrixFilesProps) {
  const session = useSession();
  const [why, setWhy] = useState<string>();
  const open = async (name: string): Promise<void> => {
    const file = await pickFile(".csv,text/csv,text/plain");
    if (!file) return;
    const { range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const } = kind.parameters[name] ?? {};
    const read = file.size > mostBytes ? { wrong: "It is too large." } : readMatrix(await file.text(), pairs, range);
    if ("wrong" in read) return setWhy(`${file.name} was not taken. ${read.wrong}`);
    setWhy(undefined);
    session.edit({ ...setParameter(node.id, name, { values: read.values }), label: "Open weights" });
    announce(`Weights from ${file.name}`);
  };
  return (
    <>
      <div className="row matrix-files">
        <Button
          look="line"
          icon="download"
          tip="A line for each pair: from, to, weight"
          onClick={() =>
            download(fileName(`${node.label} weights`, ".csv"), new Blob([printMatrix(pairs)], { type: "text/csv" }))
          }
        >
          Save CSV
        </Button>
        {parameter !== undefined && (
          <Button
            look="line"
            icon="file"
            tip="A line for each pair: from, to, weight"
            onClick={() => void open(parameter)}
          >
            Open CSV…
          </Button>
        )}
      </div>
      {why !== undefined && (
        <p className="wrong" role="alert">
          {why}
        </p>
      )}
    </>
  );
}
