/** Integrators as they are called in lists and captions. */
import type { Method } from "../kind/index.ts";

export const methodNames: Readonly<Record<Method, string>> = {
  exact: "Exact",
  exponential_euler: "Exponential Euler",
  exponential_euler_tabulated: "Exponential Euler, tabulated",
  euler: "Euler",
  gs_euler: "Euler, one after another",
  rk4: "Runge-Kutta 4",
  rkf45: "Runge-Kutta 4(5), adaptive",
};
