/** Whatever a circuit file says, it cannot become a script: the page and its worker refuse to run text. */
import { appUrl, expect, staticUrl, test, untilKept } from "./harness/index.ts";

test("text cannot become code in the page", async ({ page, faults }) => {
  await page.goto(appUrl());
  const outcome = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        // From a timer: what a debugger evaluates directly is exempt from the policy.
        setTimeout(() => {
          try {
            new Function("return 1")();
            resolve("ran");
          } catch (error) {
            resolve((error as Error).name);
          }
        });
      }),
  );
  expect(outcome).toBe("EvalError");
  await expect.poll(() => faults.splice(0).join("\n")).toContain("policy: script-src");
});

test("an inline handler does not run", async ({ page, faults }) => {
  await page.goto(appUrl());
  await page.evaluate(() => {
    const image = document.createElement("img");
    image.setAttribute("onerror", "document.title = 'ran'");
    image.src = "data:image/png;base64,broken";
    document.body.append(image);
  });
  await expect.poll(() => faults.splice(0).join("\n")).toContain("policy: script-src-attr");
  await expect(page).not.toHaveTitle("ran");
});

test("every response carries the policy, scripts of workers included", async ({ page }) => {
  const policies: (string | undefined)[] = [];
  page.context().on("response", (response) => {
    if (!response.url().startsWith("data:")) policies.push(response.headers()["content-security-policy"]);
  });
  await page.goto(appUrl());
  await untilKept(page);
  expect(policies.length).toBeGreaterThan(2);
  for (const policy of policies) {
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/'unsafe-(inline|eval)'/);
  }
});

test("on a host without headers the page carries its policy itself", async ({ page }) => {
  await page.goto(staticUrl());
  const first = page.locator("head > :first-child");
  await expect(first).toHaveAttribute("http-equiv", "Content-Security-Policy");
});
