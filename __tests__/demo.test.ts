import { tellStory } from "../examples/story.js";

async function told(): Promise<string[]> {
  const lines: string[] = [];
  await tellStory((line) => lines.push(...line.split("\n")));
  return lines;
}

/** The statuses that the demo shows for a key, one row for each time it watches. */
function statusesOf(lines: readonly string[], key: string): string[][] {
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([first]) => first === key)
    .map(([, ...statuses]) => statuses);
}

describe("the demo", () => {
  test("catches ReplicationConfigurationNotFoundError before anything is configured", async () => {
    const [first, second] = await told();
    expect(first).toContain("tax-archive answers ReplicationConfigurationNotFoundError");
    expect(second?.trim()).toBe("The replication configuration was not found");
  });

  test("shows an invoice FAILED where the audit bucket has no versions, and COMPLETED later", async () => {
    expect(statusesOf(await told(), "TaxDocs/2026/invoice-2026-001.csv")).toEqual([
      ["PENDING", "FAILED", "FAILED"],
      ["PENDING", "PENDING", "COMPLETED"],
    ]);
  });

  test("shows a tax document COMPLETED after a minute, and no status for what no rule matches", async () => {
    const lines = await told();
    const completed = ["PENDING", "PENDING", "COMPLETED"];
    expect(statusesOf(lines, "TaxDocs/2026/return-2025.xml")).toEqual([completed, completed]);
    const none = ["-", "-", "-"];
    expect(statusesOf(lines, "Notes/notes.txt")).toEqual([none, none]);
  });

  test("reads a replica back from the other Region, byte for byte", async () => {
    const end = (await told()).slice(-3).map((line) => line.trim());
    expect(end[0]).toBe("Read back from tax-vault in eu-west-1: TaxDocs/2026/invoice-2026-001.csv");
    expect(end[1]).toMatch(/^REPLICA, STANDARD_IA, version [\w.]{32}$/);
    expect(end[2]).toMatch(/^(\d+) of \1 bytes, each of them equal$/);
  });

  test("tells the same each time", async () => {
    expect(await told()).toEqual(await told());
  });
});
