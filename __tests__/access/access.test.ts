import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf, textOf } from "../support/client.js";
import { accountA, accountB, policyOf } from "../support/permissionScene.js";

const alice = `arn:aws:iam::${accountA}:user/alice`;
const key = `arn:aws:kms:us-east-1:${accountA}:key/k1`;

function mockWith(...statements: object[]) {
  return replicationMock({
    accountId: accountA,
    clock: manualClock(),
    iam: {
      users: [
        {
          Arn: alice,
          Policies: [{ PolicyName: "own", PolicyDocument: policyOf(...statements) }],
        },
      ],
      keys: [{ Arn: key }],
    },
    buckets: { src: { objects: { k: { tags: { team: "a" } } } } },
  });
}

describe("mock.access", () => {
  const reading = {
    Sid: "Read",
    Effect: "Allow",
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::src/*",
  };
  const question = { principal: alice, action: "s3:GetObject", resource: "s3://src/k" };

  test("names the statement that allows", () => {
    const answer = mockWith(reading).access(question);
    expect(answer.isAllowed).toBe(true);
    expect(answer.statements).toEqual([
      expect.objectContaining({ sid: "Read", index: 0, policyType: "identity-based policy" }),
    ]);
    expect(String(answer)).toContain(
      `It is allowed by Statement[0] "Read" of policy own of ${alice}`,
    );
  });

  test("shows the statement that is missing", () => {
    const answer = mockWith({ ...reading, Action: "s3:PutObject" }).access(question);
    expect(answer.missing).toEqual([
      {
        policyType: "identity-based policy",
        statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::src/k" },
      },
    ]);
    expect(answer.nearMisses).toEqual([expect.objectContaining({ unmet: ["Action"] })]);
  });

  test("knows the tags of the object, and takes values of conditions", () => {
    const ofTeam = (team: string) => ({
      ...reading,
      Condition: { StringEquals: { "s3:ExistingObjectTag/team": team } },
    });
    expect(mockWith(ofTeam("a")).access(question).isAllowed).toBe(true);
    expect(mockWith(ofTeam("b")).access(question).text).toContain(
      'Its condition StringEquals s3:ExistingObjectTag/team "b" was not met: it was "a".',
    );
    const fromOffice = { ...reading, Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } };
    const context = { "aws:SourceIp": "192.0.2.7" };
    expect(mockWith(fromOffice).access(question).isAllowed).toBe(false);
    expect(mockWith(fromOffice).access({ ...question, context }).isAllowed).toBe(true);
  });

  test("asks of accounts, of everyone, and about keys and roles", () => {
    const mock = mockWith(reading);
    const { action, resource } = question;
    expect(mock.access({ principal: accountA, action, resource }).isAllowed).toBe(true);
    expect(mock.access({ principal: accountB, action, resource }).isAllowed).toBe(false);
    expect(mock.access({ principal: "*", action, resource }).isAllowed).toBe(false);
    const decrypting = { principal: alice, action: "kms:Decrypt", resource: key };
    expect(mock.access(decrypting).missing).toEqual([
      expect.objectContaining({ policyType: "identity-based policy" }),
    ]);
  });

  test.each([
    [{ ...question, resource: "k" }, 'resource is "k"; allowed is the ARN'],
    [{ ...question, resource: "s3://none/k" }, 'there is no bucket "none"'],
    [{ ...question, principal: "alice" }, 'the caller is "alice"'],
  ])("refuses what it cannot answer", (asked, message) => {
    expect(() => mockWith(reading).access(asked)).toThrow(message);
  });
});

describe("an object under a KMS key", () => {
  const named = { Bucket: "src", Key: "secret" };
  const statements = (...Action: string[]) => [
    { Effect: "Allow", Action: "s3:*", Resource: "*" },
    ...Action.map((each) => ({ Effect: "Allow", Action: each, Resource: key })),
  ];
  const put = () =>
    new PutObjectCommand({
      ...named,
      Body: "data",
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: key,
    });

  test("is written and read with permissions on the key", async () => {
    const mock = mockWith(...statements("kms:GenerateDataKey", "kms:Decrypt"));
    const client = clientOf(mock.as(alice));
    await client.send(put());
    expect(await textOf(await client.send(new GetObjectCommand(named)))).toBe("data");
  });

  test("is neither without them", async () => {
    const mock = mockWith(...statements());
    const client = clientOf(mock.as(alice));
    const refused = (action: string) =>
      `User: ${alice} is not authorized to perform: ${action} on resource: ${key} because no identity-based policy allows the ${action} action`;
    expect((await errorOf(client.send(put()))).message).toBe(refused("kms:GenerateDataKey"));
    await clientOf(mock).send(put());
    expect((await errorOf(client.send(new GetObjectCommand(named)))).message).toBe(
      refused("kms:Decrypt"),
    );
  });
});
