import { createRoot } from "react-dom/client";
import { startServiceWorker } from "./serviceWorker.ts";

const root = document.getElementById("root");
if (root) createRoot(root).render(<main>Spikeboard</main>);
startServiceWorker();
