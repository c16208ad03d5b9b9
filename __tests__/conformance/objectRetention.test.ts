import {
  DeleteObjectCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  type ObjectLockRetention,
  PutObjectRetentionCommand,
} from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import {
  Bucket,
  days,
  Key,
  lockClient,
  protectedByLock,
  put,
  putRetention,
  retentionOf,
} from "../support/objectLock.js";

const governance = (until: Date) => ({ Mode: "GOVERNANCE", RetainUntilDate: until }) as const;
const compliance = (until: Date) => ({ Mode: "COMPLIANCE", RetainUntilDate: until }) as const;

/** A document that the SDK's types forbid and its serializer sends all the same. */
const untyped = (document: object) => document as ObjectLockRetention;

describe("PutObjectRetention", () => {
  test("gives a version a retention, which GetObjectRetention and HeadObject show", async () => {
    const { client } = lockClient();
    await put(client);
    await putRetention(client, governance(days(1)));
    expect(await retentionOf(client)).toEqual(governance(days(1)));
    expect(await client.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({
      ObjectLockMode: "GOVERNANCE",
      ObjectLockRetainUntilDate: days(1),
    });
  });

  test("changes the version that it names and no other", async () => {
    const { client } = lockClient();
    const VersionId = await put(client);
    await put(client);
    const Retention = compliance(days(1));
    await client.send(new PutObjectRetentionCommand({ Bucket, Key, VersionId, Retention }));
    const named = await client.send(new GetObjectRetentionCommand({ Bucket, Key, VersionId }));
    expect(named.Retention).toEqual(Retention);
    expect(await errorOf(retentionOf(client))).toMatchObject({
      name: "NoSuchObjectLockConfiguration",
    });
  });

  test.each<[name: string, retention: ObjectLockRetention, error: object]>([
    [
      "a date in the past",
      governance(days(-1)),
      {
        name: "InvalidArgument",
        message: "The retain until date must be in the future!",
        ArgumentName: "RetainUntilDate",
      },
    ],
    [
      "an unknown mode",
      untyped({ ...governance(days(1)), Mode: "WORM" }),
      { name: "MalformedXML" },
    ],
    ["a mode without a date", { Mode: "GOVERNANCE" }, { name: "MalformedXML" }],
    ["a date without a mode", { RetainUntilDate: days(1) }, { name: "MalformedXML" }],
  ])("refuses %s", async (_name, retention, error) => {
    const { client } = lockClient();
    await put(client);
    expect(await errorOf(putRetention(client, retention))).toMatchObject({
      ...error,
      $metadata: { httpStatusCode: 400 },
    });
    expect(await errorOf(retentionOf(client))).toMatchObject({
      name: "NoSuchObjectLockConfiguration",
    });
  });

  test("does not simulate event holds", async () => {
    const { client } = lockClient();
    await put(client);
    const refused = await errorOf(putRetention(client, { EventHold: "ON" }));
    expect(refused).toMatchObject({ name: "NotImplemented" });
  });

  const none = {};
  test.each<
    [
      what: string,
      from: ObjectLockRetention,
      to: ObjectLockRetention,
      needs: "nothing" | "bypass" | "more",
    ]
  >([
    ["extends governance", governance(days(5)), governance(days(6)), "nothing"],
    ["repeats governance", governance(days(5)), governance(days(5)), "nothing"],
    ["shortens governance", governance(days(5)), governance(days(4)), "bypass"],
    ["takes governance away", governance(days(5)), none, "bypass"],
    ["makes compliance of governance", governance(days(5)), compliance(days(6)), "bypass"],
    ["extends compliance", compliance(days(5)), compliance(days(6)), "nothing"],
    ["shortens compliance", compliance(days(5)), compliance(days(4)), "more"],
    ["takes compliance away", compliance(days(5)), none, "more"],
    ["makes governance of compliance", compliance(days(5)), governance(days(6)), "more"],
  ])("%s: from %j to %j it needs %s", async (_what, from, to, needs) => {
    const { client } = lockClient();
    await put(client);
    await putRetention(client, from);
    const plain = putRetention(client, to);
    if (needs === "nothing") {
      await plain;
      return;
    }
    expect(await errorOf(plain)).toMatchObject(protectedByLock);
    expect(await retentionOf(client)).toEqual(from);
    const bypassing = putRetention(client, to, true);
    if (needs === "bypass") await bypassing;
    else expect(await errorOf(bypassing)).toMatchObject(protectedByLock);
  });

  test("may do anything once the retention is over", async () => {
    const { client, mock } = lockClient();
    await put(client);
    await putRetention(client, compliance(days(1)));
    mock.advance(days(1).getTime() - mock.now());
    await putRetention(client, {});
    expect(await errorOf(retentionOf(client))).toMatchObject({
      name: "NoSuchObjectLockConfiguration",
    });
  });
});

describe("Retention where there is none", () => {
  test("GetObjectRetention of a version that never had one is NoSuchObjectLockConfiguration", async () => {
    const { client } = lockClient();
    await put(client);
    expect(await errorOf(retentionOf(client))).toMatchObject({
      name: "NoSuchObjectLockConfiguration",
      message: "The specified object does not have a ObjectLock configuration",
      $metadata: { httpStatusCode: 404 },
    });
  });

  test("a bucket without Object Lock answers InvalidRequest", async () => {
    const { client } = lockClient();
    const target = { Bucket: "versioned", Key };
    await put(client, target);
    const Retention = governance(days(1));
    for (const send of [
      client.send(new PutObjectRetentionCommand({ ...target, Retention })),
      client.send(new GetObjectRetentionCommand(target)),
    ]) {
      expect(await errorOf(send)).toMatchObject({
        name: "InvalidRequest",
        message: "Bucket is missing Object Lock Configuration",
        $metadata: { httpStatusCode: 400 },
      });
    }
  });

  test("a delete marker that is named is not allowed, one that is current is no key", async () => {
    const { client } = lockClient();
    await put(client);
    const { VersionId } = await client.send(new DeleteObjectCommand({ Bucket, Key }));
    const Retention = governance(days(1));
    const named = new PutObjectRetentionCommand({ Bucket, Key, VersionId, Retention });
    expect(await errorOf(client.send(named))).toMatchObject({
      name: "MethodNotAllowed",
      Method: "PUT",
      ResourceType: "DeleteMarker",
    });
    expect(await errorOf(putRetention(client, Retention))).toMatchObject({ name: "NoSuchKey" });
  });
});

describe("DeleteObject of a version that is retained", () => {
  const remove = (
    { client }: ReturnType<typeof lockClient>,
    VersionId: string | undefined,
    BypassGovernanceRetention?: boolean,
  ) => client.send(new DeleteObjectCommand({ Bucket, Key, VersionId, BypassGovernanceRetention }));

  test("is refused under governance, and done by whoever bypasses it", async () => {
    const locked = lockClient();
    const VersionId = await put(locked.client);
    await putRetention(locked.client, governance(days(1)));
    expect(await errorOf(remove(locked, VersionId))).toMatchObject(protectedByLock);
    expect(await remove(locked, VersionId, true)).toMatchObject({ VersionId });
  });

  test("is refused under compliance, bypassed or not, until it is over", async () => {
    const locked = lockClient();
    const VersionId = await put(locked.client);
    await putRetention(locked.client, compliance(days(1)));
    expect(await errorOf(remove(locked, VersionId))).toMatchObject(protectedByLock);
    expect(await errorOf(remove(locked, VersionId, true))).toMatchObject(protectedByLock);
    locked.mock.advance(days(1).getTime() - locked.mock.now());
    expect(await remove(locked, VersionId)).toMatchObject({ VersionId });
  });

  test("without naming it adds a delete marker all the same", async () => {
    const locked = lockClient();
    await put(locked.client);
    await putRetention(locked.client, compliance(days(1)));
    expect(await remove(locked, undefined)).toMatchObject({ DeleteMarker: true });
  });
});
