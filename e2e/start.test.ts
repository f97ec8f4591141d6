/** `npm start` serves the app until whoever started it is gone, however that one ends. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "playwright/test";

const root = join(import.meta.dirname, "..");
const npm = process.env.npm_execpath;

test("npm start says where it serves, and leaves nothing behind when npm is killed", async () => {
  test.skip(process.platform === "win32" || !npm?.endsWith(".js"), "needs npm as its parent, and a signal");
  const started = spawn(process.execPath, [npm ?? "", "start"], { cwd: root, env: { ...process.env, CI: "true" } });
  try {
    let printed = "";
    started.stdout.on("data", (text) => {
      printed += text;
    });
    await expect.poll(() => printed, { timeout: 60_000 }).toMatch(/^Ready: http:\/\/127\.0\.0\.1:\d+\/$/m);
    const address = /http:\S+/.exec(printed)?.[0] ?? "";
    const response = await fetch(address);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");

    started.kill("SIGKILL");
    const reachable = () =>
      fetch(address).then(
        () => true,
        () => false,
      );
    await expect.poll(reachable, { timeout: 20_000 }).toBe(false);
  } finally {
    started.kill("SIGKILL");
  }
});
