import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { type LifecycleScene, lifecycleScene } from "../support/lifecycleScene.js";

const Bucket = "bucket";
const abortAfter = (DaysAfterInitiation: number) => ({
  AbortIncompleteMultipartUpload: { DaysAfterInitiation },
});

async function begin({ client }: LifecycleScene, Key = "key") {
  const output = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const named = { Bucket, Key, UploadId: output.UploadId };
  const part = await client.send(new UploadPartCommand({ ...named, PartNumber: 1, Body: "part" }));
  return { output, named, part };
}

async function uploadsIn({ client }: LifecycleScene): Promise<unknown[]> {
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }));
  return Uploads.map(({ Key }) => Key);
}

describe("AbortIncompleteMultipartUpload", () => {
  test("takes an upload and its parts away, so many days after it was initiated", async () => {
    const at = lifecycleScene();
    await at.rules([abortAfter(7)]);
    const { named } = await begin(at);
    at.until("2026-09-28T23:59:59Z");
    expect((await at.client.send(new ListPartsCommand(named))).Parts).toHaveLength(1);
    at.until("2026-09-29T00:00:00Z");
    expect(await uploadsIn(at)).toEqual([]);
    const list = at.client.send(new ListPartsCommand(named));
    expect((await errorOf(list)).name).toBe("NoSuchUpload");
    const upload = new UploadPartCommand({ ...named, PartNumber: 2, Body: "part" });
    expect((await errorOf(at.client.send(upload))).name).toBe("NoSuchUpload");
  });

  test("takes uploads that began before the rule, in suspended buckets too", async () => {
    const at = lifecycleScene({ versioning: "Suspended" });
    await begin(at);
    at.until("2026-10-21T09:00:00Z");
    await at.rules([abortAfter(1)]);
    at.until("2026-10-22T00:00:00Z");
    expect(await uploadsIn(at)).toEqual([]);
  });

  test("goes by the prefix, and leaves completed uploads and objects alone", async () => {
    const at = lifecycleScene();
    await at.rules([{ Filter: { Prefix: "in/" }, ...abortAfter(1) }]);
    await begin(at, "in/open");
    await begin(at, "out/open");
    const { named, part } = await begin(at, "in/done");
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: part.ETag }] };
    await at.client.send(new CompleteMultipartUploadCommand({ ...named, MultipartUpload }));
    await at.put("in/object");
    at.until("2027-01-01T00:00:00Z");
    expect(await uploadsIn(at)).toEqual(["out/open"]);
    expect(at.shown()).toEqual(["in/done", "in/object"]);
  });

  test("is for uploads alone: rules that expire objects touch none", async () => {
    const at = lifecycleScene();
    await at.rules([{ Expiration: { Days: 1 } }]);
    await begin(at);
    at.until("2027-01-01T00:00:00Z");
    expect(await uploadsIn(at)).toEqual(["key"]);
  });

  test("is announced by CreateMultipartUpload and ListParts", async () => {
    const at = lifecycleScene();
    await at.rules([
      { ID: "later", ...abortAfter(9) },
      { ID: 'a "rule"', ...abortAfter(7) },
    ]);
    const { output, named } = await begin(at);
    const announced = { AbortDate: new Date("2026-09-29T00:00:00Z"), AbortRuleId: 'a "rule"' };
    expect(output).toMatchObject(announced);
    expect(await at.client.send(new ListPartsCommand(named))).toMatchObject(announced);
  });

  test.each([
    ["no rule for the key", { Filter: { Prefix: "other/" } }],
    ["a rule that is disabled", { Status: "Disabled" as const }],
  ])("is not announced where there is %s", async (_name, rule) => {
    const at = lifecycleScene();
    await at.rules([{ ...rule, ...abortAfter(7) }]);
    const { output } = await begin(at);
    expect(output.AbortDate).toBeUndefined();
    expect(output.AbortRuleId).toBeUndefined();
  });
});
