/** A value that is lost because an equation has none there: the message points at the part and gives advice that helps. */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { runCircuit } from "../cli/run.ts";
import { testTerminal } from "../cli/testTerminal.ts";
import { parseOptions } from "../cli/usage.ts";
import { type Graph, type Node, serialize } from "../graph/index.ts";
import { circuit, node } from "../testing/circuits.ts";
import { networkOf } from "../testing/run.ts";
import { blame, lostIn, partsOf } from "./blame.ts";
import { createSimulation } from "./simulation.ts";

const own = (equations: string, more: Partial<NonNullable<Node["definition"]>> = {}, rest: Partial<Node> = {}): Graph =>
  circuit(
    [
      node("X", "customNeuron", {
        method: "euler",
        definition: {
          parameters: {
            E_L: { unit: "mV", default: -70, about: "" },
            tau: { unit: "ms", default: 10, about: "" },
            R: { unit: "1", default: 1, about: "" },
          },
          state: { v: { unit: "mV", start: "-70 mV", about: "" } },
          equations,
          threshold: "v < -1e5 mV",
          reset: "v = -70 mV",
          ...more,
        } as NonNullable<Node["definition"]>,
        ...rest,
      }),
    ],
    [],
    { order: "brian2" },
  );

/** What is said when the run loses a value, and the part of the text that is pointed at. */
function told(graph: Graph) {
  const simulation = createSimulation(networkOf(graph, catalogue));
  let last = simulation.snapshot();
  while (simulation.check() === 0 && simulation.timeMs < 500) {
    last = simulation.snapshot();
    simulation.run(1);
  }
  expect(simulation.check()).toBeGreaterThan(0);
  const lost = lostIn(simulation);
  simulation.restore(last);
  const found = blame(simulation, lost, partsOf(graph, catalogue));
  const definition = graph.nodes[0]?.definition as Record<string, unknown> | undefined;
  const text = found.at.type === "equation" ? String(definition?.[found.at.field]) : "";
  return { ...found, part: found.at.type === "equation" ? text.slice(found.at.from, found.at.to) : "" };
}

describe("a lost value", () => {
  it("is laid at the division by 0 that lost it, wherever it stands in the text", () => {
    const { code, message, part, fix } = told(own("slow = R - 1\ndv/dt = (E_L - v + 1 mV)/(slow*tau)"));
    expect(code).toBe("no-value");
    expect(part).toBe("(E_L - v + 1 mV)/(slow*tau)");
    expect(message).toMatch(
      /^"X": v of cell 0 became infinite at 0\.1 ms, since \(E_L - v \+ 1 mV\)\/\(slow\*tau\) divides by 0\. No time step mends that: keep \(slow\*tau\) away from 0\.$/,
    );
    expect(fix).toBeUndefined();
  });

  it("is laid at the logarithm of a negative number", () => {
    const { message, part } = told(own("dv/dt = (E_L - v)/tau + log(v/mV)*mV/ms"));
    expect(part).toBe("log(v/mV)");
    expect(message).toContain("log(v/mV) is the logarithm of -70, and only numbers above 0 have one");
    expect(message).toContain("keep v/mV above 0");
  });

  it("is laid at a root or a power of a negative number", () => {
    expect(told(own("dv/dt = sqrt(v/mV)*mV/ms")).message).toContain("sqrt(v/mV) is the root of -70");
    expect(told(own("dv/dt = pow(v/mV, R/2)*mV/ms")).message).toContain("pow(v/mV, R/2) is a power of -70");
  });

  it("is found when it happens and not before, and in the cell it happens in", () => {
    // v rises by 1 mV/ms and leaves the root's numbers at 0 mV, after 70 ms or, in cell 1, after 20 ms.
    const rising = told(
      own("dv/dt = mV/ms + 0.001*sqrt(-v/mV)*mV/ms", {}, { n: 2, start: { v: { values: [-70, -20] } } }),
    );
    expect(rising.message).toMatch(/v of cell 1 became NaN at 20\.\d/);
    expect(rising.part).toBe("sqrt(-v/mV)");
  });

  it("is laid at the reset, where that has no value", () => {
    const { at, part } = told(own("dv/dt = 5 mV/ms", { threshold: "v > 100 mV", reset: "v = -70 mV/(R - 1)" }));
    expect(at).toMatchObject({ field: "reset" });
    expect(part).toBe("-70 mV/(R - 1)");
  });

  it("takes the side of an if that is taken", () => {
    const { message } = told(
      own("safe = if(v < 0 mV, 1, 1/(R - 1))\ndv/dt = safe*log(R - 1)*mV/ms", { threshold: "v > 100 mV" }),
    );
    expect(message).toContain("log(R - 1) is the logarithm of 0");
  });

  it("goes by the step where that is to blame: an upstroke too steep for it", () => {
    const { code, message, fix } = told(own("dv/dt = v*v/mV/ms", {}, { start: { v: 10 }, method: "rk4" }));
    expect(code).toBe("runaway");
    expect(message).toContain("Try 0.01 ms");
    expect(fix?.label).toBe("Set dt to 0.01 ms");
  });

  it("is found in what sends into the cell", () => {
    const graph = circuit(
      [node("F", "formula", { label: "Wave", parameters: { shape: "(t/ms - 1)/(t/ms - 1)" } }), node("X", "lif")],
      ["F.i > X.i"],
    );
    const { code, message, at } = told(graph);
    expect(code).toBe("no-value");
    expect(at).toEqual({ type: "node", node: "F" });
    expect(message).toContain(
      '"X": v of cell 0 became NaN at 1.1 ms, since in "Wave" (t/ms - 1)/(t/ms - 1) divides by 0',
    );
  });

  it("is told in the app and in the terminal", () => {
    const graph = own("dv/dt = log(v/mV)*mV/ms");
    const terminal = testTerminal({ "x.json": serialize(graph) });
    const options = parseOptions(
      ["--duration", "10"],
      ["duration", "dt", "seed", "record", "format", "out"],
      ["record"],
    );
    expect(() => runCircuit("x.json", options, catalogue, terminal)).toThrow();
    expect(terminal.problems).toContain("log(v/mV) is the logarithm of -70");
  });
});
