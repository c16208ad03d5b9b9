import type { S3 } from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "s3-replication-mock";
import { errorOf } from "../support/client.js";
import { accountA, accountB, policyOf } from "../support/permissionScene.js";
import { s3Of } from "./policyScene.js";

/**
 * What a request of another account needs beside one action, and that a version that is named has actions of its
 * own. The first is documented, of the second that neither action stands for the other is what public suites
 * for S3 servers tell.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
type Send = (s3: S3, VersionId: string) => Promise<unknown>;
type Row = readonly [request: string, first: string, needed: string, send: Send];

const start = Date.UTC(2026, 0, 1);
const key = { Bucket: "src", Key: "k" };
const made = { Bucket: "src", Key: "made" };
const Tagging = { TagSet: [{ Key: "t", Value: "1" }] };
const headers = [
  ["tags", "s3:PutObjectTagging", { Tagging: "t=1" }],
  ["a legal hold", "s3:PutObjectLegalHold", { ObjectLockLegalHoldStatus: "ON" }],
  [
    "a retention",
    "s3:PutObjectRetention",
    { ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate: new Date(start + 1e9) },
  ],
] as const;
const reading: Send = (s3) => s3.getObjectAttributes({ ...key, ObjectAttributes: ["ETag"] });
const readingVersion: Send = (s3, VersionId) =>
  s3.getObjectAttributes({ ...key, VersionId, ObjectAttributes: ["ETag"] });

const rows: readonly Row[] = [
  ...headers.flatMap(([what, action, input]): Row[] => [
    [`PutObject with ${what}`, "s3:PutObject", action, (s3) => s3.putObject({ ...made, ...input })],
    [
      `CreateMultipartUpload with ${what}`,
      "s3:PutObject",
      action,
      (s3) => s3.createMultipartUpload({ ...made, ...input }),
    ],
    [
      `CopyObject with ${what}`,
      "s3:PutObject",
      action,
      (s3) => s3.copyObject({ ...made, CopySource: "own/k", ...input }),
    ],
  ]),
  ...versioned("GetObject", "GetObjectVersion", (s3, input) => s3.getObject(input)),
  ...versioned("DeleteObject", "DeleteObjectVersion", (s3, input) => s3.deleteObject(input)),
  ...versioned("GetObjectTagging", "GetObjectVersionTagging", (s3, input) =>
    s3.getObjectTagging(input),
  ),
  ...versioned("PutObjectTagging", "PutObjectVersionTagging", (s3, input) =>
    s3.putObjectTagging({ ...input, Tagging }),
  ),
  ...versioned("DeleteObjectTagging", "DeleteObjectVersionTagging", (s3, input) =>
    s3.deleteObjectTagging(input),
  ),
  ["GetObjectAttributes", "s3:GetObject", "s3:GetObjectAttributes", reading],
  [
    "GetObjectAttributes of a version",
    "s3:GetObjectVersion",
    "s3:GetObjectVersionAttributes",
    readingVersion,
  ],
];

function versioned(
  action: string,
  ofVersion: string,
  send: (s3: S3, input: typeof key & { VersionId?: string }) => Promise<unknown>,
): Row[] {
  return [
    [action, `s3:${ofVersion}`, `s3:${action}`, (s3) => send(s3, key)],
    [
      `${action} of a version`,
      `s3:${action}`,
      `s3:${ofVersion}`,
      (s3, VersionId) => send(s3, { ...key, VersionId }),
    ],
  ];
}

test.each(rows)("%s is not done by %s, and needs %s", async (_request, first, needed, send) => {
  const mock = replicationMock({
    accountId: accountA,
    clock: manualClock(start),
    buckets: { src: { objectLock: true } },
  });
  const [owner, other] = [s3Of(mock), s3Of(mock.as(accountB))];
  const { VersionId = "" } = await owner.putObject({ ...key, Body: "x" });
  await other.createBucket({ Bucket: "own" });
  await other.putObject({ Bucket: "own", Key: "k", Body: "x" });
  const lets = (Action: string[]) => {
    const Resource = "arn:aws:s3:::src/*";
    const statement = { Effect: "Allow", Principal: { AWS: accountB }, Action, Resource };
    return owner.putBucketPolicy({ Bucket: "src", Policy: JSON.stringify(policyOf(statement)) });
  };
  await lets([first]);
  expect((await errorOf(send(other, VersionId))).name).toBe("AccessDenied");
  await lets([first, needed]);
  await send(other, VersionId);
});
