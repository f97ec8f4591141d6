/** The samples as a table: a line each, to be typed, pasted or read from a CSV file, whole or not at all. */
import { useRef, useState } from "react";
import type { DataSet } from "../../learning/index.ts";
import { Button } from "../controls/Button.tsx";
import { TextArea, useDraft } from "../inspector/TextValue.tsx";
import { readRows } from "./files.ts";
import { type Row, rowsOf, type Taught } from "./lesson.ts";

interface SampleTableProps {
  taught: Taught;
  onRows: (rows: readonly Row[], words: string) => void;
}

const linesOf = (data: DataSet): string =>
  rowsOf(data)
    .map((row) => row.join(", "))
    .join("\n");

export function SampleTable({ taught, onRows }: SampleTableProps) {
  const { data } = taught;
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState<string>();
  const file = useRef<HTMLInputElement>(null);
  const columns = `${data.inputs === 1 ? "input" : "two inputs"}, ${data.outputs > 1 ? "class" : "target"}`;
  const read = async (chosen: File): Promise<void> => {
    const found = readRows(await chosen.text(), data.inputs, data.outputs);
    if ("wrong" in found) return setWhy(`${chosen.name} was not taken. ${found.wrong}`);
    setWhy(undefined);
    onRows(found.rows, "Open samples");
  };
  return (
    <div className="lesson-layer">
      <div className="tab-foot">
        <Button look="line" aria-expanded={open} onClick={() => setOpen(!open)}>
          Table of {data.rows} samples
        </Button>
        <input
          ref={file}
          type="file"
          hidden
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          aria-label="Samples: CSV file"
          onChange={(event) => {
            const [first] = event.target.files ?? [];
            event.target.value = "";
            if (first) void read(first);
          }}
        />
        <Button look="line" icon="file" tip={`A line a sample: ${columns}`} onClick={() => file.current?.click()}>
          Open a CSV…
        </Button>
      </div>
      {why !== undefined && (
        <p className="wrong" role="alert">
          {why}
        </p>
      )}
      {open && <Lines data={data} columns={columns} onRows={onRows} />}
    </div>
  );
}

function Lines({ data, columns, onRows }: { data: DataSet; columns: string; onRows: SampleTableProps["onRows"] }) {
  const [wrong, setWrong] = useState<string>();
  const [text, type, leave] = useDraft(linesOf(data), (typed) => {
    const found = readRows(typed, data.inputs, data.outputs);
    if ("rows" in found) onRows(found.rows, "Write samples");
  });
  return (
    <TextArea
      label={`Samples, a line each: ${columns}`}
      text={text}
      rows={8}
      wrong={wrong}
      onType={(typed) => {
        const found = readRows(typed, data.inputs, data.outputs);
        setWrong("wrong" in found ? found.wrong : undefined);
        type(typed);
      }}
      onLeave={() => {
        leave();
        setWrong(undefined);
      }}
    />
  );
}
