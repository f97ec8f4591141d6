/**
 * The security headers of Spikeboard, in one place: the preview server sends them, the service worker adds them on hosts
 * that cannot, and the page carries the policy as its first `<meta>`.
 *
 * No `'unsafe-inline'` and no `'unsafe-eval'`: whatever a circuit file or an equation says, it cannot become JavaScript.
 * `'wasm-unsafe-eval'` is what lets the compiler's WebAssembly run; it allows nothing else.
 */
const directives = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** For the `<meta>`: browsers ignore `frame-ancestors` there, and say so in the console. */
export const metaPolicy = directives.join("; ");

/** Cross-origin isolation: shared memory and exact clocks, if the browser grants them. */
export const isolationHeaders: Readonly<Record<string, string>> = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** All that a response of the built app carries. */
export const securityHeaders: Readonly<Record<string, string>> = {
  ...isolationHeaders,
  "Content-Security-Policy": `${metaPolicy}; frame-ancestors 'none'`,
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};
