import type { BuiltPage } from "./builtPage.js";

/** Where the console is. */
export const consolePath = "/_s3-replication-mock/console";

/** Something of the page that a browser loads. */
export interface PageFile {
  readonly contentType: string;
  readonly body: string;
}

/** Nothing is loaded from elsewhere, and no script or style is but in its own file. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Of every file: what it is is what it says, and nobody is told where it was read. */
export const pageHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": pagePolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
};

/**
 * A file of the page by its name; the page itself is the empty one.
 *
 * @param token - what its calls carry
 */
export function pageFile(
  { script, style }: BuiltPage,
  name: string,
  token: string,
): PageFile | undefined {
  if (name === "") return { contentType: "text/html; charset=utf-8", body: html(token) };
  if (name === "app.js") return { contentType: "text/javascript; charset=utf-8", body: script };
  if (name === "app.css") return { contentType: "text/css; charset=utf-8", body: style };
  if (name === "icon.svg") return { contentType: "image/svg+xml", body: icon };
  return undefined;
}

/** Without one of its own, a browser would ask S3 for it. */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M1 4h5v8H1zM10 4h5v8h-5z" fill="#0550ae"/><path d="M6 8h4" stroke="#0550ae" stroke-width="2"/></svg>`;

function html(token: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="console-token" content="${token}">
<title>s3-replication-mock</title>
<link rel="icon" href="${consolePath}/icon.svg">
<link rel="stylesheet" href="${consolePath}/app.css">
<script type="module" src="${consolePath}/app.js"></script>
</head>
<body><noscript>The console needs JavaScript.</noscript></body>
</html>
`;
}
