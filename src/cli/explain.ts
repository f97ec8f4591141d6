/** `explain`: the network that a circuit is compiled to, as text: equations, who reaches whom, integrators. */
import { printNetwork } from "../compiler/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { compileCircuit } from "./circuit.ts";
import type { Terminal } from "./terminal.ts";

export function explainCircuit(path: string, catalogue: Catalogue, terminal: Terminal): void {
  terminal.out(`${printNetwork(compileCircuit(path, catalogue, terminal).network).trimEnd()}\n`);
}
