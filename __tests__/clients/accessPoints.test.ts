import {
  CopyObjectCommand,
  CreateSessionCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { clientOf, errorOf, textOf } from "../support/client.js";

const accessPoint = "arn:aws:s3:eu-west-1:123456789012:accesspoint/reports";
const multiRegion = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";

function client(region = "eu-west-1"): S3Client {
  return clientOf(
    replicationMock({
      buckets: {
        ireland: {
          region: "eu-west-1",
          accessPoints: ["reports", "reports-s3alias", "mfzwi23gnjvgw.mrap"],
          objects: { "a b": "content of Ireland" },
        },
        oregon: { region: "us-west-2", accessPoints: ["mfzwi23gnjvgw.mrap"] },
      },
    }),
    region,
  );
}

const get = (Bucket: string, Key = "a b") => new GetObjectCommand({ Bucket, Key });

describe("an access point", () => {
  test("gives and takes the objects of its bucket", async () => {
    const ireland = client();
    expect(await textOf(await ireland.send(get(accessPoint)))).toBe("content of Ireland");
    await ireland.send(new PutObjectCommand({ Bucket: accessPoint, Key: "new", Body: "content" }));
    const { Contents } = await ireland.send(new ListObjectsV2Command({ Bucket: "ireland" }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(["a b", "new"]);
  });

  test.each([
    ["its ARN", `${accessPoint}/object/a b`],
    ["its ARN, encoded whole", encodeURIComponent(`${accessPoint}/object/a b`)],
    ["its alias", "reports-s3alias/a b"],
  ])("is copied from by %s", async (_what, CopySource) => {
    const ireland = client();
    await ireland.send(new CopyObjectCommand({ Bucket: "ireland", Key: "copy", CopySource }));
    expect(await textOf(await ireland.send(get("ireland", "copy")))).toBe("content of Ireland");
  });

  test("that is none is not copied from", async () => {
    const copy = new CopyObjectCommand({
      Bucket: "ireland",
      Key: "copy",
      CopySource: "arn:aws:s3:eu-west-1:123456789012:accesspoint/none/object/a b",
    });
    expect((await errorOf(client().send(copy))).name).toBe("NoSuchAccessPoint");
  });

  test("of another account or name is NoSuchAccessPoint", async () => {
    for (const arn of [
      "arn:aws:s3:eu-west-1:123456789012:accesspoint/none",
      "arn:aws:s3:eu-west-1:999999999999:accesspoint/reports",
    ]) {
      expect((await errorOf(client().send(get(arn)))).name).toBe("NoSuchAccessPoint");
    }
  });
});

describe("a Multi-Region Access Point", () => {
  test("gives the objects of the first of its buckets, from any Region", async () => {
    for (const region of ["eu-west-1", "us-west-2", "us-east-1"]) {
      expect(await textOf(await client(region).send(get(multiRegion)))).toBe("content of Ireland");
    }
  });
});

describe("what is no ordinary bucket is refused clearly", () => {
  test.each([
    ["S3 on Outposts", "arn:aws:s3-outposts:eu-west-1:123456789012:outpost/op-01/accesspoint/ap"],
    ["S3 Object Lambda", "arn:aws:s3-object-lambda:eu-west-1:123456789012:accesspoint/ap"],
  ])("%s", async (name, arn) => {
    expect(await errorOf(client().send(get(arn)))).toMatchObject({
      name: "NotImplemented",
      message: `${name} is not simulated`,
      $metadata: { httpStatusCode: 501, attempts: 1 },
    });
  });

  test("S3 Express One Zone", async () => {
    const Bucket = "bucket--euw1-az1--x-s3";
    expect(await errorOf(client().send(get(Bucket)))).toMatchObject({
      name: "NotImplemented",
      message: "S3 Express One Zone is not simulated",
      $metadata: { httpStatusCode: 501, attempts: 1 },
    });
    expect((await errorOf(client().send(new CreateSessionCommand({ Bucket })))).name).toBe(
      "NotImplemented",
    );
  });
});
