import { PutObjectCommand } from "@aws-sdk/client-s3";
import "../../lib/testing/jest.js";
import { v2 } from "../support/replicationConfigurations.js";
import { type Scene, scene } from "../support/replicationScene.js";

const object = "s3://source/report.csv";

/** What a failing assertion says. */
function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the assertion holds");
}

/** A scene in which `report.csv` was replicated. */
async function replicated(): Promise<Scene> {
  const set = await scene();
  await set.replicate("report.csv");
  return set;
}

describe("toHaveReplicated", () => {
  test("holds once all replication is COMPLETED", async () => {
    const { mock } = await replicated();
    expect(mock).toHaveReplicated(object);
    expect(mock).toHaveReplicated({ Bucket: "source", Key: "report.csv" });
    expect(mock).toHaveReplicated(object, { to: "destination", rule: "rule" });
    expect(mock).not.toHaveReplicated(object, { to: "elsewhere" });
  });

  test("holds of the mock that a handle has with it", async () => {
    const { mock } = await replicated();
    expect({ mock, end() {} }).toHaveReplicated(object);
  });

  test("fails while it is PENDING, with what explain knows and the requests for it", async () => {
    const { mock, put } = await scene();
    const versionId = await put("report.csv");
    const message = messageOf(() => expect(mock).toHaveReplicated(object, { to: "destination" }));
    expect(message.replaceAll(versionId, "V")).toBe(
      [
        'expect(mock).toHaveReplicated("s3://source/report.csv", { to: "destination" })',
        "",
        mock.explain(object).text.replaceAll(versionId, "V"),
        "",
        "Requests for it:",
        "  PutObject s3://source/report.csv -> 200",
      ].join("\n"),
    );
  });

  test("fails for a key that is not there, with the requests that came near", async () => {
    const { mock } = await replicated();
    const message = messageOf(() => expect(mock).toHaveReplicated("s3://source/reports.csv"));
    expect(message).toContain("has never had this key");
    expect(message).toContain("Requests for this bucket:");
    expect(message).toContain("PutObject s3://source/report.csv -> 200");
  });

  test("fails for one of several destinations that has FAILED", async () => {
    const other = v2({
      ID: "second",
      Priority: 2,
      Destination: { Bucket: "arn:aws:s3:::elsewhere" },
    });
    const { mock, replicate } = await scene({ rules: [v2(), other] });
    mock.faults.fail({ reason: "DstBucketUnversioned", destination: "elsewhere" });
    await replicate("report.csv");
    expect(mock).toHaveReplicated(object, { to: "destination" });
    expect(mock).not.toHaveReplicated(object);
    expect(() => expect(mock).toHaveReplicated(object)).toThrow("DstBucketUnversioned");
  });

  test("behind .not fails once it has replicated", async () => {
    const { mock } = await replicated();
    const message = messageOf(() => expect(mock).not.toHaveReplicated(object));
    expect(message).toContain(`expect(mock).not.toHaveReplicated("${object}")`);
    expect(message).toContain("It was replicated.");
  });

  test("behind .not does not pass for an object that is not there", async () => {
    const { mock } = await replicated();
    const typo = "s3://source/typo.csv";
    expect(() => expect(mock).not.toHaveReplicated(typo)).toThrow('because: "MissingKey"');
    expect(mock).not.toHaveReplicated(typo, { because: "MissingKey" });
  });

  const reasons: [string, () => Promise<Scene>, string | RegExp, string | RegExp][] = [
    [
      "a verdict",
      async () => {
        const set = await scene({ rules: [v2({ Filter: { Prefix: "archive/" } })] });
        await set.replicate("report.csv");
        return set;
      },
      "PrefixDiffers",
      "Disabled",
    ],
    [
      "a failure",
      async () => {
        const set = await scene();
        set.mock.faults.fail({ reason: "DstKmsKeyNotFound" });
        await set.replicate("report.csv");
        return set;
      },
      "DstKmsKeyNotFound",
      "DstBucketNotFound",
    ],
    [
      "waiting",
      async () => {
        const set = await scene();
        await set.put("report.csv");
        return set;
      },
      "PENDING",
      /FAILED/,
    ],
    [
      "words",
      async () => {
        const set = await scene({ rules: [] });
        await set.replicate("report.csv");
        return set;
      },
      /no replication configuration/,
      "the moon",
    ],
  ];
  test.each(reasons)("behind .not looks for %s as because", async (_what, set, because, other) => {
    const { mock } = await set();
    expect(mock).not.toHaveReplicated(object, { because });
    expect(() => expect(mock).not.toHaveReplicated(object, { because: other })).toThrow(
      `It was not replicated, but not because of ${other}`,
    );
  });

  test("takes because behind .not alone, and no slip in a name", async () => {
    const { mock } = await replicated();
    expect(() => expect(mock).toHaveReplicated(object, { because: "PENDING" })).toThrow(
      "because is for expect(mock).not.toHaveReplicated alone",
    );
    expect(() => expect(mock).not.toHaveReplicated(object, { to: "destinatoin" })).toThrow(
      "did you mean destination?",
    );
    expect(() => expect(mock).not.toHaveReplicated(object, { rule: "rules" })).toThrow(
      "there is no such rule; did you mean rule?",
    );
    expect(() => expect(mock).not.toHaveReplicated(object, { too: "x" } as never)).toThrow(
      "option too does not exist",
    );
    expect(() => expect(mock).toHaveReplicated("report.csv")).toThrow("say which object");
    expect(() => expect({}).toHaveReplicated(object)).toThrow("expect() has to be given the mock");
  });
});

describe("toHaveReplicationStatus", () => {
  test("holds of the object, and of the same version in another bucket", async () => {
    const { mock, client } = await replicated();
    expect(mock).toHaveReplicationStatus(object, "COMPLETED");
    expect(mock).toHaveReplicationStatus(object, "REPLICA", { in: "destination" });
    expect(mock).not.toHaveReplicationStatus(object, "FAILED");
    await client.send(new PutObjectCommand({ Bucket: "elsewhere", Key: "k", Body: "x" }));
    expect(mock).toHaveReplicationStatus("s3://elsewhere/k", undefined);
  });

  test("fails with the status that it has", async () => {
    const { mock, put } = await scene();
    await put("report.csv");
    const message = messageOf(() => expect(mock).toHaveReplicationStatus(object, "COMPLETED"));
    expect(message).toContain("Expected status: COMPLETED\nReceived status: PENDING\n");
    expect(message).toContain("It is on its way to the destination.");
    expect(message).toContain("PutObject s3://source/report.csv -> 200");
  });

  test("never holds of what is not there", async () => {
    const { mock } = await scene();
    expect(() => expect(mock).toHaveReplicationStatus(object, undefined)).toThrow(
      "there is no such version",
    );
  });

  test("knows how S3 spells a status", async () => {
    const { mock } = await replicated();
    expect(() => expect(mock).toHaveReplicationStatus(object, "COMPLETE" as never)).toThrow(
      "did you mean COMPLETED?",
    );
  });
});

describe("toHaveFailedReplication", () => {
  test("holds for any reason, a reason, a destination", async () => {
    const { mock, replicate } = await scene();
    mock.faults.fail({ reason: "DstKmsKeyNotFound" });
    await replicate("report.csv");
    expect(mock).toHaveFailedReplication(object);
    expect(mock).toHaveFailedReplication(object, { reason: "DstKmsKeyNotFound" });
    expect(mock).toHaveFailedReplication(object, { to: "destination" });
    expect(mock).not.toHaveFailedReplication(object, { to: "elsewhere" });
    expect(mock).not.toHaveFailedReplication(object, { reason: "DstBucketNotFound" });
  });

  test("fails with the reasons that there are", async () => {
    const { mock } = await replicated();
    expect(() => expect(mock).toHaveFailedReplication(object)).toThrow(
      "It has failed for: nothing\n\ns3://source/report.csv",
    );
    const { mock: failing, replicate } = await scene();
    failing.faults.fail({ reason: "DstKmsKeyNotFound" });
    await replicate("report.csv");
    const wrong = { reason: "DstBucketNotFound" } as const;
    expect(() => expect(failing).toHaveFailedReplication(object, wrong)).toThrow(
      "It has failed for: DstKmsKeyNotFound",
    );
    expect(() => expect(failing).not.toHaveFailedReplication(object)).toThrow(
      "expect(mock).not.toHaveFailedReplication",
    );
  });

  test("knows S3's reasons", async () => {
    const { mock } = await replicated();
    const options = { reason: "DstBucketNotfound" } as never;
    expect(() => expect(mock).toHaveFailedReplication(object, options)).toThrow(
      "did you mean DstBucketNotFound?",
    );
  });
});
