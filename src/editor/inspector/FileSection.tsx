/** A section that takes a CSV file by its button or dropped on it, whole or not at all. */
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { announce } from "../announce.ts";
import { Button } from "../controls/Button.tsx";
import { Menu } from "../controls/Menu.tsx";
import { counted } from "../controls/number.ts";
import "./course.css";

/** How many rows were taken, or why none was. */
export type Taken = { rows: number } | { wrong: string };

interface FileSectionProps {
  label: string;
  /** What the columns are. */
  about: string;
  take: (text: string) => Taken;
  /** Other things that a file may be, offered beside the first; what is dropped is told apart by `take`. */
  ways?: readonly { label: string; hint?: string; take: (text: string) => Taken }[];
  /** Before the button. */
  beside?: ReactNode;
  children?: ReactNode;
}

export function FileSection({ label, about, take, ways, beside, children }: FileSectionProps) {
  const file = useRef<HTMLInputElement>(null);
  /** As what the file that is being chosen will be read. */
  const as = useRef(take);
  const [why, setWhy] = useState<string>();
  const [over, setOver] = useState(false);
  const read = async (chosen: File, reader = take): Promise<void> => {
    const taken = reader(await chosen.text());
    if ("wrong" in taken) return setWhy(`${chosen.name} was not taken. ${taken.wrong}`);
    setWhy(undefined);
    announce(`${counted(taken.rows, "row")} from ${chosen.name}`);
  };
  const hover = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent): void => {
    const [first] = event.dataTransfer.files;
    if (!first) return;
    event.preventDefault();
    setOver(false);
    void read(first);
  };
  return (
    <section
      className="section course-section"
      aria-label={label}
      data-over={over}
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="row">
        <h3 className="row-name">{label}</h3>
        {beside}
        <input
          ref={file}
          type="file"
          hidden
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          aria-label={`${label}: CSV file`}
          onChange={(event) => {
            const [first] = event.target.files ?? [];
            if (first) void read(first, as.current);
            as.current = take;
            event.target.value = "";
          }}
        />
        {ways ? (
          <Menu
            label="Open a CSV file"
            align="end"
            items={ways.map(({ take: reader, ...item }) => ({
              ...item,
              onSelect: () => {
                as.current = reader;
                file.current?.click();
              },
            }))}
            trigger={(props) => (
              <Button look="line" icon="file" {...props}>
                Open
              </Button>
            )}
          />
        ) : (
          <Button
            look="line"
            icon="file"
            tip={beside ? "A CSV file; or drop it here" : "Or drop the file here"}
            onClick={() => file.current?.click()}
          >
            {beside ? "Open" : "Open a CSV…"}
          </Button>
        )}
      </div>
      {children}
      <p className="caption">{about}</p>
      {why !== undefined && (
        <p className="wrong" role="alert">
          {why}
        </p>
      )}
    </section>
  );
}
