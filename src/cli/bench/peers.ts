/**
 * Other simulators, where they are found on this machine. Their scripts stand in `peers/`; each prints one line of JSON with
 * the processor and wall time of its time loop alone and the spikes it counted. Nothing is installed here.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sample } from "./measure.ts";

export interface Peer {
  name: string;
  /** What differs from the circuit of the comparison. */
  note?: string;
  /** Builds what it needs, outside all timing. @returns one turn */
  prepare(durationMs: number): () => Sample;
}

export interface Found {
  /** By the key of the circuit. */
  peers: ReadonlyMap<string, readonly Peer[]>;
  /** One line each: the version, or that it is absent and what would bring it. */
  lines: readonly string[];
}

/** What Brian2 runs beside each circuit. */
const brian2Circuits = {
  cuba: "cuba",
  cuba40k: "cuba40k",
  cuba400k: "cuba400k",
  coba: "coba",
  cobahh: "cobahh",
  cobahhTables: "cobahh",
  izhikevich: "izhikevich",
  brunel: "brunel",
} as const;

/**
 * @param scripts folder of the scripts
 * @param scratch folder for what the peers build
 */
export function findPeers(scripts: string, scratch: string, say: (line: string) => void): Found {
  const peers = new Map<string, Peer[]>();
  const lines: string[] = [];
  const add = (circuit: string, peer: Peer) => peers.set(circuit, [...(peers.get(circuit) ?? []), peer]);

  const compiler = versionOf("g++", ["-dumpfullversion"]);
  const brian2 = pythonWith("brian2", "brian2.__version__");
  if (brian2 && compiler) {
    lines.push(`Brian2 ${brian2.version}, C++ standalone by g++ ${compiler}`);
    for (const [key, circuit] of Object.entries(brian2Circuits))
      add(key, {
        name: "Brian2 C++",
        prepare: (durationMs) =>
          brian2Program(brian2.program, join(scripts, "brian2Networks.py"), circuit, durationMs, scratch, say),
      });
  } else
    lines.push(
      `Brian2 is absent: it needs python3-brian and g++ (${brian2 ? "there is no g++" : "no Python here can import brian2"}).`,
    );

  const neuron = pythonWith("neuron", "neuron.__version__");
  if (neuron) {
    lines.push(`NEURON ${neuron.version}`);
    add("cobahh", {
      name: "NEURON",
      note: "NEURON's own squid channels in place of Traub and Miles', and the network falls nearly silent; the work a cell and step is comparable, that of spikes is not there",
      prepare: (durationMs) => scriptTurn(neuron.program, join(scripts, "neuronNetwork.py"), durationMs),
    });
  } else lines.push("NEURON is absent: no Python here can import neuron (python3-neuron has it).");

  const nest = pythonWith("nest", "nest.__version__");
  if (nest) {
    lines.push(`NEST ${nest.version}, one thread`);
    add("brunel", {
      name: "NEST",
      prepare: (durationMs) => scriptTurn(nest.program, join(scripts, "nestBrunel.py"), durationMs),
    });
  } else lines.push("NEST is absent: no Python here can import nest.");
  return { peers, lines };
}

/** The first Python that can import a module, and what it says of its version. */
function pythonWith(module: string, version: string): { program: string; version: string } | undefined {
  for (const program of ["python3", "/usr/bin/python3", "python"]) {
    const { status, stdout } = spawnSync(program, ["-W", "ignore", "-c", `import ${module}; print(${version})`], {
      encoding: "utf8",
    });
    if (status === 0) return { program, version: stdout.trim().split("\n").at(-1) ?? "" };
  }
  return undefined;
}

export function versionOf(program: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** Builds the program once for each text of the script, and runs it in every turn. */
function brian2Program(
  python: string,
  script: string,
  circuit: string,
  durationMs: number,
  scratch: string,
  say: (line: string) => void,
): () => Sample {
  const text = createHash("sha256").update(readFileSync(script)).update(`${durationMs}`).digest("hex").slice(0, 12);
  const folder = join(scratch, "brian2", `${circuit}-${text}`);
  if (!existsSync(join(folder, "main"))) {
    say(`Brian2 writes and compiles ${circuit} …`);
    mkdirSync(folder, { recursive: true });
    run(python, ["-W", "ignore", script, circuit, String(durationMs), folder]);
  }
  return () => sampleOf(run(join(folder, "main"), [], folder), circuit);
}

const scriptTurn = (python: string, script: string, durationMs: number) => (): Sample =>
  sampleOf(run(python, ["-W", "ignore", script, String(durationMs)]), script);

function run(program: string, args: readonly string[], cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: "utf8",
    maxBuffer: 1 << 26,
    ...(cwd && { cwd }),
  });
  if (status !== 0)
    throw new Error(
      `${program} ${args.join(" ")} failed: ${error?.message ?? stderr.split("\n").slice(-12).join("\n")}`,
    );
  return stdout;
}

function sampleOf(output: string, what: string): Sample {
  const line = output.split("\n").findLast((each) => each.startsWith("{"));
  if (!line) throw new Error(`${what} printed no result: ${output.slice(-500)}`);
  const { cpuS, wallS, spikes } = JSON.parse(line) as Sample;
  return { cpuS, wallS, spikes };
}
