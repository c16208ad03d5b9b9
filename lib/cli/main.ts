#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { run } from "./run.js";

const { version } = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
);

// Whoever reads the output may have seen enough of it.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

process.exitCode = await run(process.argv.slice(2), {
  version,
  environment: process.env,
  terminal: {
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  },
});
