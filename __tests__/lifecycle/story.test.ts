import { tellLifecycleStory } from "../../examples/lifecycleStory.js";

async function told(): Promise<string[]> {
  const lines: string[] = [];
  await tellLifecycleStory((line) => lines.push(line.trim()));
  return lines;
}

test("the story of the logs expires each of them only after it was replicated", async () => {
  const lines = await told();
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

test("the story of the logs finds with SQL, in the inventory report, what is not replicated", async () => {
  const lines = await told();
  const found = lines.indexOf("In the inventory report of this night, SQL finds what is not safe:");
  expect(lines.slice(found + 1, found + 3)).toEqual(["second.log: FAILED", "third.log: PENDING"]);
});
