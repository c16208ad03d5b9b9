// What the AWS SDK for JavaScript v2 sees of replication. Prints a line of TAP for each fact.

import { randomBytes } from "node:crypto";
import AWS from "aws-sdk";
import { accessKey, control, end, endpoint, errorOf, same, secretKey } from "./story.js";

// Without keys, a request says for itself that it is not to be signed.
if (accessKey === undefined)
  AWS.S3.prototype.customizeRequests((request) => request.toUnauthenticated());
const s3 = client(secretKey);

for (const Bucket of ["source", "near", "far"]) {
  await s3.createBucket({ Bucket }).promise();
  const VersioningConfiguration = { Status: "Enabled" };
  await s3.putBucketVersioning({ Bucket, VersioningConfiguration }).promise();
}

const none = "ReplicationConfigurationNotFoundError";
const getReplication = () => s3.getBucketReplication({ Bucket: "source" }).promise();
same("a new bucket has no replication configuration", none, await errorOf(getReplication()));

const ReplicationConfiguration = {
  Role: "arn:aws:iam::123456789012:role/replication",
  Rules: [rule("near", 1), rule("far", 2)],
};
await s3.putBucketReplication({ Bucket: "source", ReplicationConfiguration }).promise();
const stored = await getReplication();
same(
  "a configuration comes back as it was put",
  ReplicationConfiguration,
  stored.ReplicationConfiguration,
);

await control("POST", "faults", { kind: "unavailable", bucket: "far" });
await put("TaxDocs/2026.pdf", "42");
await put("Other/2026.pdf", "42");
same("an upload is PENDING", "PENDING", await status("source", "TaxDocs/2026.pdf"));
same("what no rule is for has no status", undefined, await status("source", "Other/2026.pdf"));
await control("DELETE", "faults");
await control("POST", "settle");
const source = await head("source", "TaxDocs/2026.pdf");
same("it is COMPLETED after settle", "COMPLETED", source.ReplicationStatus);
for (const bucket of ["near", "far"]) {
  const replica = await head(bucket, "TaxDocs/2026.pdf");
  same(`it is a REPLICA in ${bucket}`, "REPLICA", replica.ReplicationStatus);
  same(`it has the same version id in ${bucket}`, source.VersionId, replica.VersionId);
  const body = await content(bucket, "TaxDocs/2026.pdf");
  same(`it has the same content in ${bucket}`, "42", body.toString());
}

await control("POST", "faults", {
  kind: "deny",
  action: "s3:ReplicateObject",
  destination: "far",
});
await put("TaxDocs/denied.pdf", "42");
await control("POST", "settle");
const denied = await status("source", "TaxDocs/denied.pdf");
same("it is FAILED without a permission", "FAILED", denied);
await control("DELETE", "faults");

const large = randomBytes(20 * 1024 * 1024);
const upload = { Bucket: "source", Key: "TaxDocs/large", Body: large };
await s3.upload(upload, { partSize: 8 * 1024 * 1024 }).promise();
const back = await content("source", "TaxDocs/large");
same("20 MB come back as they went", true, large.equals(back));
const { ETag } = await head("source", "TaxDocs/large");
same("they went in parts", true, ETag.endsWith('-3"'));
await control("POST", "settle");
const completed = await status("source", "TaxDocs/large");
same("they are COMPLETED after settle", "COMPLETED", completed);
const replica = await content("far", "TaxDocs/large");
same("their replica is the same", true, large.equals(replica));

await s3.deleteBucketReplication({ Bucket: "source" }).promise();
same("a configuration can be deleted", none, await errorOf(getReplication()));

if (accessKey !== undefined) {
  const refused = client("wrong").listObjectsV2({ Bucket: "source" }).promise();
  same("a wrong secret is refused", "SignatureDoesNotMatch", await errorOf(refused));
}
end();

function client(secretAccessKey) {
  return new AWS.S3({
    endpoint,
    region: "us-east-1",
    s3ForcePathStyle: true,
    signatureVersion: "v4",
    accessKeyId: accessKey,
    secretAccessKey,
  });
}

function rule(bucket, priority) {
  return {
    ID: bucket,
    Priority: priority,
    Filter: { Prefix: "TaxDocs" },
    Status: "Enabled",
    Destination: { Bucket: `arn:aws:s3:::${bucket}` },
    DeleteMarkerReplication: { Status: "Disabled" },
  };
}

function put(Key, Body) {
  return s3.putObject({ Bucket: "source", Key, Body }).promise();
}

function head(Bucket, Key) {
  return s3.headObject({ Bucket, Key }).promise();
}

async function status(bucket, key) {
  return (await head(bucket, key)).ReplicationStatus;
}

async function content(Bucket, Key) {
  return (await s3.getObject({ Bucket, Key }).promise()).Body;
}
