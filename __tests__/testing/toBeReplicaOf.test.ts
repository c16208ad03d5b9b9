import { PutObjectCommand } from "@aws-sdk/client-s3";
import "../../lib/testing/jest.js";
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

describe("toBeReplicaOf", () => {
  test("holds of what replication has made", async () => {
    const { mock } = await replicated();
    expect(mock).toBeReplicaOf("s3://destination/report.csv", object);
    expect(mock).not.toBeReplicaOf(object, "s3://destination/report.csv");
  });

  test("fails with what is there instead", async () => {
    const { mock, client, put } = await replicated();
    const copy = "s3://destination/report.csv";
    const fails = (replica: string, source: string) =>
      messageOf(() => expect(mock).toBeReplicaOf(replica, source));
    expect(fails("s3://elsewhere/report.csv", object)).toContain(
      "There is no s3://elsewhere/report.csv.",
    );
    expect(fails(copy, "s3://source/other")).toContain("There is no s3://source/other.");
    expect(fails(object, copy)).toContain("is no replica: a client has written it.");
    const newer = await put("report.csv");
    expect(fails(copy, object)).toContain(`that of ${object} is ${newer}.`);
    await client.send(
      new PutObjectCommand({ Bucket: "destination", Key: "report.csv", Body: "x" }),
    );
    expect(fails(copy, object)).toContain("a client has written it");
    mock.settle();
    expect(() => expect(mock).not.toBeReplicaOf(`${copy}?versionId=${newer}`, object)).toThrow(
      "It is its replica.",
    );
  });
});
