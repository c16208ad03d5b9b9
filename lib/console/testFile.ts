import { faultsInForce, type ListedFault } from "../faults/beginFault.js";
import { type RecordedRequest, requestHistory } from "../observe/requestHistory.js";
import { replicationStatus } from "../replication/status.js";
import type { Bucket } from "../state/bucket.js";
import type { DataVersion } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import { currentVersion } from "../state/versions.js";
import type { ConsoleSource } from "./consoleSource.js";

/** So many requests are told again, and so many objects of each bucket and of all stand at the start. */
const limits = { requests: 50, objects: 50, allObjects: 500, bodyBytes: 1_024 } as const;

/**
 * A test file that begins with the buckets as they are configured, says the last requests again and
 * expects the statuses that came of it. Buckets and their configurations come from the state, not from
 * requests; objects that the requests write are not there before. Bodies are not remembered: for one
 * that has gone, as many bytes stand.
 */
export function testFile(s3: S3, dialect: ConsoleSource["dialect"]): string {
  const all = requestHistory(s3).all();
  const sendable = all.filter(isAboutObject);
  const requests = sendable.slice(-limits.requests);
  const commands = [...new Set(requests.map(({ operation }) => `${operation}Command`))].sort();
  const imported = [...commands, "S3Client"].join(", ");
  const expected = expectations(s3, requests);
  const options = {
    ...(dialect !== "aws" && { dialect }),
    accountId: s3.accountId,
    region: s3.region,
    buckets: seedsOf(s3, requests),
  };
  return [
    `import { ${imported} } from "@aws-sdk/client-s3";`,
    `import { replicationMock } from "s3-replication-mock";`,
    "",
    `test("the requests come to what they came to", async () => {`,
    `  const mock = replicationMock(${json(options)});`,
    `  const client = new S3Client({ region: ${json(s3.region)} });`,
    "  client.middlewareStack.use(mock);",
    ...faultsInForce(s3).map((fault) => `  ${beginning(fault)}`),
    ...[...leftOut(all), ...cutShort(s3, sendable.length)].map((line) => `  // ${line}`),
    ...requests.map((request) => `  ${sending(s3, request)}`),
    ...(expected.length > 0 ? ["  mock.settle();"] : []),
    ...expected.map((line) => `  ${line}`),
    "});",
    "",
  ].join("\n");
}

/** What buckets are is in the state already. */
function isAboutObject({ operation, key, input, accountId }: RecordedRequest): boolean {
  const isUpload = /Multipart|UploadPart|PostObject/.test(operation ?? "");
  return operation !== undefined && key !== undefined && !isUpload && Boolean(input && accountId);
}

/** What is not said again, by its names. */
function leftOut(requests: readonly RecordedRequest[]): string[] {
  const others = requests.filter((each) => !isAboutObject(each));
  const names = new Set(others.map(({ operation }) => operation ?? "what means no operation"));
  return names.size === 0 ? [] : [`Not sent again: ${[...names].sort().join(", ")}.`];
}

/** What there was too much of. */
function cutShort(s3: S3, requestCount: number): string[] {
  const counts = [...s3.buckets.values()].map(({ versions }) => versions.size);
  const keyCount = counts.reduce((sum, count) => sum + count, 0);
  const isCut = keyCount > limits.allObjects || counts.some((count) => count > limits.objects);
  return [
    ...(requestCount > limits.requests
      ? [`Of ${requestCount} requests, the last ${limits.requests}.`]
      : []),
    ...(isCut
      ? [`Of a bucket's objects, the first ${limits.objects}; of all, ${limits.allObjects}.`]
      : []),
  ];
}

function isWrite({ method, error }: RecordedRequest): boolean {
  return method !== "GET" && method !== "HEAD" && error === undefined;
}

function nameOf({ bucket, key }: { readonly bucket: unknown; readonly key: unknown }): string {
  return JSON.stringify([bucket, key]);
}

function seedsOf(s3: S3, requests: readonly RecordedRequest[]): Record<string, object> {
  const written = new Set(requests.filter(isWrite).map(nameOf));
  let left: number = limits.allObjects;
  const objectsFor = (bucket: Bucket): Record<string, object> => {
    const objects = objectsOf(bucket, written, Math.min(left, limits.objects));
    left -= Object.keys(objects).length;
    return objects;
  };
  return Object.fromEntries(
    [...s3.buckets.values()].map((bucket) => [
      bucket.name,
      {
        ...(bucket.region !== s3.region && { region: bucket.region }),
        ...(bucket.ownerId !== s3.accountId && { owner: bucket.ownerId }),
        ...(bucket.versioning !== undefined && { versioning: bucket.versioning }),
        ...(bucket.objectLock !== undefined && { objectLock: true }),
        ...(bucket.replication !== undefined && { replication: bucket.replication.document }),
        objects: objectsFor(bucket),
      },
    ]),
  );
}

function objectsOf(
  bucket: Bucket,
  written: ReadonlySet<string>,
  most: number,
): Record<string, object> {
  const objects: [string, object][] = [];
  for (const key of bucket.versions.keys()) {
    if (objects.length === most) break;
    const version = currentVersion(bucket, key);
    const isSeed = version !== undefined && !version.isDeleteMarker && !version.isReplica;
    if (!isSeed || written.has(nameOf({ bucket: bucket.name, key }))) continue;
    objects.push([key, seedOf(version)]);
  }
  return Object.fromEntries(objects);
}

function seedOf({ content, tags, userMetadata, storageClass }: DataVersion): object {
  return {
    body: bodyOf(content.bytes),
    ...(tags.length > 0 && {
      tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
    }),
    ...(Object.keys(userMetadata).length > 0 && { metadata: userMetadata }),
    ...(storageClass !== "STANDARD" && { storageClass }),
  };
}

function bodyOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, limits.bodyBytes)).toString();
}

function beginning({ kind, options }: Pick<ListedFault, "kind" | "options">): string {
  // Only the key of KMS is an argument by itself.
  const argument = /^(disable|delete)KmsKey$/.test(kind) ? options.key : options;
  return `mock.faults.${kind}(${json(argument)});`;
}

function sending(s3: S3, request: RecordedRequest): string {
  const { operation, bucket, key, input, inputBytes, error } = request;
  const body = inputBytes !== undefined && operation === "PutObject" ? bodyNow(s3, request) : {};
  const given = json({ Bucket: bucket, Key: key, ...input, ...body });
  const sent = `client.send(new ${operation}Command(${given}))`;
  return error === undefined
    ? `await ${sent};`
    : `await expect(${sent}).rejects.toThrow(); // ${json(error.code)}`;
}

/** What the version that it made holds; as many letters where that has gone. */
function bodyNow(s3: S3, { bucket, key, inputBytes = 0 }: RecordedRequest): object {
  const home = bucket === undefined ? undefined : s3.buckets.get(bucket);
  const version = home && key !== undefined ? currentVersion(home, key) : undefined;
  const isThere = version?.isDeleteMarker === false && version.content.bytes.length === inputBytes;
  return {
    Body: isThere ? bodyOf(version.content.bytes) : "x".repeat(Math.min(inputBytes, 1_024)),
  };
}

/** What does not change any more. */
function expectations(s3: S3, requests: readonly RecordedRequest[]): string[] {
  const written = new Map(requests.filter(isWrite).map((each) => [nameOf(each), each]));
  return [...written.values()].flatMap(({ bucket: name = "", key = "" }) => {
    const bucket = s3.buckets.get(name);
    const version = bucket && currentVersion(bucket, key);
    const status = version && replicationStatus(s3, version);
    if (status === undefined || status === "PENDING") return [];
    const found = `mock.bucket(${json(name)}, { prefix: ${json(key)} })?.versions[0]?.replicationStatus`;
    return [`expect(${found}).toBe(${json(status)});`];
  });
}

/** What is JSON is JavaScript, but for one name; lines are those of the file. */
function json(value: unknown): string {
  const patterns: string[] = [];
  const text = JSON.stringify(
    value,
    (_name, member) =>
      member instanceof RegExp ? `RegExp ${patterns.push(String(member))}` : member,
    2,
  );
  return (text ?? "undefined")
    .replace(/(?<!\\)"__proto__":/g, '["__proto__"]:')
    .replace(/"RegExp (\d+)"/g, (whole, count) => patterns[Number(count) - 1] ?? whole)
    .replaceAll("\n", "\n  ");
}
