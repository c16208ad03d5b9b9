import { tellLifecycleStory } from "../../examples/lifecycleStory.js";

test("the story of the logs expires each of them only after it was replicated", async () => {
  const lines: string[] = [];
  await tellLifecycleStory((line) => lines.push(line.trim()));
  expect(lines.filter((line) => /^\d{4}-/.test(line))).toEqual([
    "2026-01-01  app-logs   first.log, second.log, third.log",
    "2026-01-01  log-vault  first.log",
    "2026-01-09  app-logs   second.log, third.log",
    "2026-01-09  log-vault  first.log",
    "2026-01-10  app-logs   second.log",
    "2026-01-10  log-vault  first.log, third.log",
    "2026-01-11  app-logs   nothing",
    "2026-01-11  log-vault  first.log, second.log, third.log",
  ]);
  expect(lines).toContain("It is held back while the replication status is FAILED.");
});
