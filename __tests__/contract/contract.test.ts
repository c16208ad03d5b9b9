import { ListBucketsCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "s3-replication-mock";
import { configurationFacts } from "../../contract/configurationFacts.js";
import { coreFacts } from "../../contract/coreFacts.js";
import { pairOf } from "../../contract/fact.js";
import { replicationFacts } from "../../contract/replicationFacts.js";
import { controlInterface } from "../../lib/server/control.js";
import { type Contract, connect } from "../../lib/testing/contract.js";

const role = "arn:aws:iam::123456789012:role/replication";
const facts = [...coreFacts, ...configurationFacts, ...replicationFacts];

async function bucketsOf({ client }: Contract): Promise<number> {
  return (await client.send(new ListBucketsCommand({}))).Buckets?.length ?? 0;
}

test("there are forty facts and more, no two of one title", () => {
  expect(facts.length).toBeGreaterThanOrEqual(40);
  expect(new Set(facts.map(({ title }) => title)).size).toBe(facts.length);
});

describe("of the plugin it holds that", () => {
  test.each(facts)("$title", async ({ check }) => {
    const contract = await connect(replicationMock({ clock: manualClock() }));
    try {
      await check(contract);
    } finally {
      await contract.end();
    }
  });
});

describe("of a served mock it holds that", () => {
  test.each(facts)("$title", async ({ check }) => {
    const mock = replicationMock({ clock: manualClock() });
    const { intercept } = controlInterface(mock);
    const server = await mock.listen({ intercept });
    try {
      const contract = await connect(server.url);
      await check(contract).finally(() => contract.end());
      expect(mock.buckets()).toEqual([]);
    } finally {
      await server.close();
    }
  });
});

describe("connect", () => {
  test("waits where time is not ours, and gives up at the deadline", async () => {
    const mock = replicationMock({ delay: 30 });
    const server = await mock.listen();
    try {
      const contract = await connect(server.url, { role, timeoutMs: 5_000 });
      expect(["replication", "time", "explain"].map(contract.can)).toEqual([true, false, false]);
      const pair = await pairOf(contract);
      await pair.put("key");
      expect(await contract.replicated(`s3://${pair.from}/key`)).toBe("COMPLETED");
      const outage = mock.faults.unavailable({ bucket: pair.to });
      await pair.put("late");
      const hasty = await connect(server.url, { role, timeoutMs: 1 });
      await expect(hasty.replicated(`s3://${pair.from}/late`)).rejects.toThrow(
        "is still PENDING after 1 ms",
      );
      outage.end();
      await contract.settle();
      expect(mock.bucket(pair.from)?.pendingWork).toEqual([]);
      await contract.end();
      expect(mock.buckets()).toEqual([]);
    } finally {
      await server.close();
    }
  });

  test("says where there is nothing to wait for", async () => {
    const contract = await connect(replicationMock());
    const { box } = await contract.buckets({ box: { versioning: "Enabled" } });
    await contract.client.send(new PutObjectCommand({ Bucket: box.name, Key: "k", Body: "x" }));
    await expect(contract.replicated(`s3://${box.name}/k`)).rejects.toThrow(
      "has no replication status: nothing replicates it here",
    );
    await contract.end();
  });

  test("gives every bucket a name that nobody else has, and removes all of them", async () => {
    const mock = replicationMock();
    const [one, other] = [await connect(mock, { prefix: "one" }), await connect(mock)];
    const first = await one.buckets({
      Source: { versioning: "Enabled" },
      locked: { objectLock: true },
    });
    const second = await other.buckets({ Source: {} });
    expect(first.Source.name).toMatch(/^one-source-[0-9a-f]{10}$/);
    expect(first.Source.name).not.toBe(second.Source.name);
    await one.client.send(
      new PutObjectCommand({
        Bucket: first.locked.name,
        Key: "k",
        Body: "x",
        ObjectLockMode: "GOVERNANCE",
        ObjectLockRetainUntilDate: new Date(mock.now() + 86_400_000),
        ObjectLockLegalHoldStatus: "ON",
      }),
    );
    await one.end();
    expect(await bucketsOf(other)).toBe(1);
    await other.end();
    expect(mock.buckets()).toEqual([]);
  });

  test("ends with what it cannot remove, after it has removed the rest", async () => {
    const mock = replicationMock();
    const contract = await connect(mock);
    const { kept } = await contract.buckets({ gone: {}, kept: {} });
    mock.faults.respond({ code: "AccessDenied", operation: "DeleteBucket", bucket: kept.name });
    await expect(contract.end()).rejects.toThrow(`${kept.name} is still there`);
    expect(mock.buckets().map(({ name }) => name)).toEqual([kept.name]);
  });

  test("can do what the target has, unless it is said to lack it", async () => {
    const contract = await connect(replicationMock(), { lacks: ["explain"] });
    expect(contract.can("replication")).toBe(true);
    expect(contract.can("explain")).toBe(false);
    expect(contract.can("teleport")).toBe(false);
    await contract.end();
  });

  test("takes the role from the environment", async () => {
    const contract = await connect(replicationMock(), { role: "arn:aws:iam::1:role/x" });
    expect(contract.role).toBe("arn:aws:iam::1:role/x");
    expect((await connect(replicationMock())).role).toBe(
      process.env.S3_REPLICATION_ROLE_ARN ?? "arn:aws:iam::123456789012:role/replication",
    );
  });

  test.each([
    [() => connect("localhost:9090"), "is no URL"],
    [() => connect({} as never), "the target has to be a mock"],
    [() => connect(replicationMock(), { roles: "x" } as never), "did you mean role?"],
    [() => connect(replicationMock(), { prefix: "Contract" }), 'prefix is "Contract"'],
  ])("refuses wrong arguments: %#", async (run, message) => {
    await expect(run()).rejects.toThrow(message);
  });
});
