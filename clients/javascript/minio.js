// What MinIO's client for JavaScript sees of replication. Prints a line of TAP for each fact.

import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { Client } from "minio";
import { accessKey, control, end, endpoint, errorOf, same, secretKey } from "./story.js";

const client = clientWith(secretKey);

for (const bucket of ["source", "near", "far"]) {
  await client.makeBucket(bucket, "us-east-1");
  await client.setBucketVersioning(bucket, { Status: "Enabled" });
}

const none = "ReplicationConfigurationNotFoundError";
const getReplication = () => client.getBucketReplication("source");
same("a new bucket has no replication configuration", none, await errorOf(getReplication()));

const role = "arn:aws:iam::123456789012:role/replication";
const rules = [rule("near", 1), rule("far", 2)];
await client.setBucketReplication("source", { role, rules });
const stored = (await getReplication()).ReplicationConfiguration;
const ruled = stored.rules.map(({ ID, Filter }) => [ID, Filter.Prefix]);
same("a configuration comes back as it was put", role, stored.role);
same(
  "with its rules",
  [
    ["near", "TaxDocs"],
    ["far", "TaxDocs"],
  ],
  ruled,
);

await control("POST", "faults", { kind: "unavailable", bucket: "far" });
await client.putObject("source", "TaxDocs/2026.pdf", "42");
await client.putObject("source", "Other/2026.pdf", "42");
same("an upload is PENDING", "PENDING", await status("source", "TaxDocs/2026.pdf"));
same("what no rule is for has no status", undefined, await status("source", "Other/2026.pdf"));
await control("DELETE", "faults");
await control("POST", "settle");
same("it is COMPLETED after settle", "COMPLETED", await status("source", "TaxDocs/2026.pdf"));
const { versionId } = await client.statObject("source", "TaxDocs/2026.pdf");
for (const bucket of ["near", "far"]) {
  const replica = await client.statObject(bucket, "TaxDocs/2026.pdf");
  same(`it is a REPLICA in ${bucket}`, "REPLICA", await status(bucket, "TaxDocs/2026.pdf"));
  same(`it has the same version id in ${bucket}`, versionId, replica.versionId);
  const body = await content(bucket, "TaxDocs/2026.pdf");
  same(`it has the same content in ${bucket}`, "42", body.toString());
}

await control("POST", "faults", {
  kind: "deny",
  action: "s3:ReplicateObject",
  destination: "far",
});
await client.putObject("source", "TaxDocs/denied.pdf", "42");
await control("POST", "settle");
const denied = await status("source", "TaxDocs/denied.pdf");
same("it is FAILED without a permission", "FAILED", denied);
await control("DELETE", "faults");

const large = randomBytes(20 * 1024 * 1024);
// It sends a buffer whole, and a stream in as many parts as come to hand.
await client.putObject("source", "TaxDocs/large", Readable.from([large]), large.length);
const back = await content("source", "TaxDocs/large");
same("20 MB come back as they went", true, large.equals(back));
const { etag } = await client.statObject("source", "TaxDocs/large");
same("they went in parts", true, /-\d$/.test(etag));
await control("POST", "settle");
const completed = await status("source", "TaxDocs/large");
same("they are COMPLETED after settle", "COMPLETED", completed);
const replica = await content("far", "TaxDocs/large");
same("their replica is the same", true, large.equals(replica));

await client.removeBucketReplication("source");
same("a configuration can be deleted", none, await errorOf(getReplication()));

if (accessKey !== undefined) {
  const refused = clientWith("wrong").statObject("source", "TaxDocs/large");
  same("a wrong secret is refused", true, (await errorOf(refused)) !== undefined);
  const bucketRefused = clientWith("wrong").getBucketVersioning("source");
  same("by its name", "SignatureDoesNotMatch", await errorOf(bucketRefused));
}
end();

function clientWith(secret) {
  const { hostname, port } = new URL(endpoint);
  const keys = accessKey === undefined ? {} : { accessKey, secretKey: secret };
  return new Client({
    endPoint: hostname,
    port: Number(port),
    useSSL: false,
    region: "us-east-1",
    partSize: 8 * 1024 * 1024,
    ...keys,
  });
}

function rule(bucket, priority) {
  return {
    ID: bucket,
    Status: "Enabled",
    Priority: priority,
    Filter: { Prefix: "TaxDocs" },
    DeleteMarkerReplication: { Status: "Disabled" },
    Destination: { Bucket: `arn:aws:s3:::${bucket}` },
  };
}

/** It has no member for the status, but a request of one's own has the headers. */
async function status(bucketName, objectName) {
  const { headers } = await client.makeRequestAsync({ method: "HEAD", bucketName, objectName });
  return headers["x-amz-replication-status"];
}

async function content(bucket, key) {
  return buffer(await client.getObject(bucket, key));
}
