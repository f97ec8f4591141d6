/**
 * The terminal: `spikeboard <command>`. A command is found by its name and loaded when it is asked for; what it throws is
 * turned into a sentence and an exit code here and nowhere else.
 */
import { catalogue } from "../../nodes/index.ts";
import { CircuitError } from "./circuit.ts";
import { processTerminal, type Terminal } from "./terminal.ts";
import { FileError, lastOf, only, parseOptions, UsageError } from "./usage.ts";
import { version } from "./version.ts";

interface Command {
  usage: string;
  about: string;
  /** Resolves to false when what was asked about is not well: exit code 1. */
  run(args: readonly string[], terminal: Terminal): Promise<boolean>;
}

const commands: Readonly<Record<string, Command>> = {
  run: {
    usage: `run <graph.json> --duration <ms> [--dt <ms>] [--seed <n>] [--threads <n>]
             [--record <node.variable> ...] [--format json|csv] [--out <file>]`,
    about: `Simulates a circuit and prints its spikes and the recorded variables.
  --duration  how long to simulate [ms]
  --dt        time step [ms] in place of the circuit's
  --seed      in place of the circuit's: same circuit and seed, same spikes
  --threads   at most so many, where they are faster (1 by default): the same spikes for any number
  --record    a variable of all cells of a node, in every step; may be given many times
  --format    json (default): {graph, seed, dt_ms, duration_ms, fingerprint, spikeboard, graph_hash,
              methods, spikes, traces}, with the program's version, the SHA-256 of the circuit's file as
              Spikeboard writes it and the integrator of each node, traces as
              values[cell][sample], the fingerprint the same wherever the same cells fire in the same steps;
              csv: rows of node,variable,cell,time_ms,value, where a spike has no value
  --out       a file in place of standard output`,
    async run(args, terminal) {
      const { parseRunOptions, runCircuit } = await import("./run.ts");
      const options = parseRunOptions(args);
      runCircuit(only(options, "a graph file"), options, catalogue, terminal);
      return true;
    },
  },
  check: {
    usage: "check <graph.json> ...",
    about: "Lists every problem of a circuit, without running it.",
    async run(args, terminal) {
      const { checkCircuits } = await import("./check.ts");
      return checkCircuits(parseOptions(args, []).rest, catalogue, terminal);
    },
  },
  explain: {
    usage: "explain <graph.json>",
    about: "Prints the equations and the network that a circuit is compiled to.",
    async run(args, terminal) {
      const { explainCircuit } = await import("./explain.ts");
      explainCircuit(only(parseOptions(args, []), "a graph file"), catalogue, terminal);
      return true;
    },
  },
  kinds: {
    usage: "kinds [<kind> ...]",
    about: "Lists the kinds of node; with a name, its equations, parameters and sources.",
    async run(args, terminal) {
      const { printKinds } = await import("./kinds.ts");
      printKinds(parseOptions(args, []).rest, catalogue, terminal);
      return true;
    },
  },
  reference: {
    usage: "reference <folder> [--page <file>]",
    about: `Runs every golden case of a folder and prints how far each is from its expected numbers, and the fingerprint of its spikes.
  --page      writes the accuracy page there as well: Markdown, a table for each folder of cases`,
    async run(args, terminal) {
      const { runReference } = await import("./reference.ts");
      const { readers } = await import("./readers.ts");
      const options = parseOptions(args, ["page"]);
      const folder = only(options, "a folder of golden cases");
      return runReference(folder, readers(catalogue), terminal, lastOf(options, "page"));
    },
  },
  bench: {
    usage: "bench [--only <section> ...] [--rounds <n>] [--threads <n>] [--peers no] [--out <folder>]",
    about: `Measures how fast circuits step on this machine, beside plain JavaScript and the simulators that it has.
  --only      sections in place of all: leaky, cuba, cuba40k, cuba400k, coba, cobahh, cobahhTables, izhikevich, brunel, kernel
  --rounds    turns of each contestant, 5 if not given
  --threads   runs networks on so many threads as well: look at the clock on the wall then
  --peers     no: leaves Chromium and other simulators out, and the time they take to build
  --out       a folder for bench.md and bench.json in place of .cache/bench`,
    async run(args, terminal) {
      const { runBench } = await import("./bench.ts");
      return runBench(args, catalogue, terminal);
    },
  },
};

/**
 * Runs one command.
 *
 * @param args as typed after `spikeboard`
 * @returns the exit code: 0 all is well, 1 the circuit or a golden case has an error, 2 the command could not be carried out
 */
export async function main(args: readonly string[], terminal: Terminal = processTerminal): Promise<number> {
  const [name = "help", ...rest] = args;
  if (["help", "--help", "-h"].includes(name)) {
    terminal.out(help(rest[0]));
    return 0;
  }
  if (["version", "--version", "-v"].includes(name)) {
    terminal.out(`${version()}\n`);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    terminal.error(`There is no command ${name}. There are ${Object.keys(commands).join(", ")}, help and version.\n`);
    return 2;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    terminal.out(help(name));
    return 0;
  }
  try {
    return (await command.run(rest, terminal)) ? 0 : 1;
  } catch (error) {
    if (error instanceof CircuitError) return 1;
    if (error instanceof FileError) {
      terminal.error(`${error.message}\n`);
      return 2;
    }
    if (error instanceof UsageError) {
      terminal.error(`${error.message}\nUsage: spikeboard ${command.usage}\n`);
      return 2;
    }
    throw error;
  }
}

function help(name: string | undefined): string {
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return `spikeboard ${command.usage}\n\n${command.about}\n`;
  const list = Object.values(commands).map(({ usage, about }) => `  ${usage}\n      ${about.split("\n")[0]}\n`);
  return `spikeboard: wire a circuit of neurons in the browser, run it here\n\n${list.join("")}\nspikeboard help <command> says more.\n`;
}
