import { join } from "node:path";
import { startVitest } from "vitest/node";

// A process of its own: Vitest and Jest cannot be in one.
const root = join(import.meta.dirname, "../../..");
const vitest = await startVitest(
  "test",
  [],
  {
    root,
    config: false,
    watch: false,
    include: ["__tests__/testing/runners/vitestCases.ts"],
    reporters: ["json"],
    pool: "threads",
    maxWorkers: 1,
  },
  {
    resolve: { alias: { "s3-replication-mock": join(root, "lib/index.ts") } },
    cacheDir: join(root, "node_modules/.cache/vitest"),
  },
);
await vitest.close();
