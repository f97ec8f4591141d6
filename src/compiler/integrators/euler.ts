/** Forward Euler: all derivatives from the old values. First order; for teaching, and for models published with it. */
import type { Tree } from "../../expression/index.ts";
import { add, mul, ref } from "../trees.ts";
import { noiseTerm } from "./noise.ts";
import { type Integrator, plain } from "./system.ts";

export const euler: Integrator = (system) => ({
  ...plain,
  update: {
    type: "straight",
    lets: [],
    next: system.states.map(({ name }) => ({
      name,
      tree: add(add(ref(name), mul(ref("dt"), system.rights.get(name) as Tree)), noiseTerm(system, name)),
    })),
  },
});
