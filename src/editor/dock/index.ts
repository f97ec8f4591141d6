/** The dock below the board: run bar, ruler, plots. The shell mounts `Dock` and passes key presses to `dockKeys`. */
export { Dock, type DockProps, defaultDockHeight, foldedHeight, leastHeight } from "./Dock.tsx";
export { dockKeys, playOrPause } from "./dockKeys.ts";
