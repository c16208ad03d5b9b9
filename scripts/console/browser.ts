import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where Debian's package has it. */
const executablePath = "/usr/bin/chromium";

/** Opens a browser without a window, which asks nobody for anything; undefined where there is none. */
export async function openBrowser(): Promise<Browser | undefined> {
  if (!existsSync(executablePath)) return undefined;
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
