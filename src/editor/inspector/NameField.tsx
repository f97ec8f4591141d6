/** The name of a parameter or a state: Enter or leaving takes it, Escape gives it up, and what cannot be a name is told why. */
import { useId, useState } from "react";
import { greek } from "../../expression/index.ts";

interface Refusal {
  message: string;
  /** A name that would do. */
  instead?: string;
}

const spelled = new Map([...greek].map(([word, letter]) => [letter, word]));
const plain = (text: string): string => text.trim().replace(/\s+/g, "_");

/** Why a text cannot be the name; undefined when it can. */
export function refuseName(text: string, taken: (name: string) => boolean): Refusal | undefined {
  const name = plain(text);
  if (name === "") return { message: "A name is needed. Escape brings the old one back." };
  const free = (stem: string): string => {
    let k = 2;
    while (taken(`${stem}_${k}`)) k++;
    return taken(stem) ? `${stem}_${k}` : stem;
  };
  if (!/^[A-Za-z]\w*$/.test(name)) {
    const spelt = [...name].map((letter) => spelled.get(letter) ?? letter).join("");
    const letters = spelt.replace(/\W/g, "");
    const instead = /^[A-Za-z]/.test(letters) ? letters : letters === "" ? "" : `x_${letters}`;
    return {
      message: `“${name}” cannot be a name. Use letters, digits and _, and begin with a letter.`,
      ...(instead === "" ? {} : { instead: free(instead) }),
    };
  }
  return taken(name) ? { message: `Another row is called ${name}.`, instead: free(name) } : undefined;
}

interface NameFieldProps {
  value: string;
  taken: (name: string) => boolean;
  onCommit: (name: string) => void;
}

export function NameField({ value, taken, onCommit }: NameFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | undefined>();
  const id = useId();
  const giveUp = (): void => {
    setDraft(null);
    setRefusal(undefined);
  };
  const take = (text: string): void => {
    const name = plain(text);
    const wrong = name === value ? undefined : refuseName(text, (each) => each !== value && taken(each));
    if (wrong) return setRefusal(wrong);
    giveUp();
    if (name !== value) onCommit(name);
  };
  return (
    <>
      <input
        type="text"
        className="field mono"
        aria-label={`Name of ${value}`}
        aria-invalid={refusal !== undefined}
        aria-describedby={refusal ? id : undefined}
        autoComplete="off"
        spellCheck={false}
        value={draft ?? value}
        onChange={(event) => {
          setDraft(event.target.value);
          setRefusal(undefined);
        }}
        onBlur={() => draft !== null && take(draft)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && draft !== null) take(draft);
          else if (event.key === "Escape" && draft !== null) {
            giveUp();
            event.stopPropagation();
          }
        }}
      />
      {refusal && (
        <p id={id} className="wrong" role="alert">
          {refusal.message}
          {refusal.instead !== undefined && (
            <button type="button" className="door" onClick={() => take(refusal.instead ?? "")}>
              Call it {refusal.instead}
            </button>
          )}
        </p>
      )}
    </>
  );
}
