import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Effort, spreadOf } from "./measure.js";
import type { Row } from "./report.js";

const root = fileURLToPath(new URL("..", import.meta.url));

const program = (load: string, name: string) => `
  ${load === "import" ? 'await import("@aws-sdk/client-s3")' : 'require("@aws-sdk/client-s3")'};
  const start = process.hrtime.bigint();
  ${load === "import" ? `await import(${name})` : `require(${name})`};
  process.stdout.write(String(Number(process.hrtime.bigint() - start) / 1e6));`;

/** What loading the built package costs beside the SDK that is loaded anyway. */
export function measureLoad({ rounds }: Effort): Row[] {
  return [
    { what: "Loading as an ES module", load: "import", type: "module", file: "esm" },
    { what: "Loading as CommonJS", load: "require", type: "commonjs", file: "cjs" },
  ].map(({ what, load, type, file }) => {
    const source = program(load, JSON.stringify(`${root}dist/${file}/index.js`));
    const times = Array.from({ length: Math.max(1, Math.round(9 * rounds)) }, () =>
      loadMs(source, type),
    );
    return { what, value: spreadOf(times), unit: "ms", bar: 30, detail: "in a process of its own" };
  });
}

function loadMs(source: string, type: string): number {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [`--input-type=${type}`, "--eval", source],
    { cwd: root, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`the package does not load: ${stderr}; is it built?`);
  return Number(stdout);
}
