import type { CreateBucketCommandInput, CreateBucketOutput } from "@aws-sdk/client-s3";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { type Bucket, createBucket as emptyBucket } from "../../state/bucket.js";
import type { S3 } from "../../state/s3.js";
import { initialBucketAcl } from "./bucketAcl.js";
import { initialOwnershipControls, initialPublicAccessBlock } from "./bucketConfigurations.js";
import { isBucketName } from "./bucketName.js";
import { initialTags } from "./bucketTagging.js";
import { isRegion } from "./regions.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export function createBucket(
  s3: S3,
  input: CreateBucketCommandInput,
  requester: Requester,
): CreateBucketOutput {
  const { Bucket: name = "", CreateBucketConfiguration: configuration } = input;
  if (!isBucketName(name)) fail("InvalidBucketName", { BucketName: name });
  refuseUnsimulated(input);
  const constraint = configuration?.LocationConstraint;
  const region = regionFor(constraint, requester.region, s3.region);
  const documents = {
    location: constraint,
    ownershipControls: initialOwnershipControls(input.ObjectOwnership),
    publicAccessBlock: initialPublicAccessBlock,
    tagging: initialTags(configuration?.Tags),
  };
  const acl = initialBucketAcl(input, requester);
  const present = s3.buckets.get(name);
  if (present === undefined) {
    const { accountId: ownerId } = requester;
    const bucket = emptyBucket({ name, region, ownerId, createdAt: s3.time.now() });
    if (input.ObjectLockEnabledForBucket) enableObjectLock(bucket);
    bucket.acl = acl;
    for (const [subresource, document] of Object.entries(documents)) {
      if (document !== undefined) bucket.documents.set(subresource, document);
    }
    s3.buckets.set(name, bucket);
  } else {
    const { tagging } = documents;
    checkPresent(present, requester, { region, tagging });
  }
  return {
    Location: constraint === undefined ? `/${name}` : `http://${name}.s3.amazonaws.com/`,
    BucketArn: `arn:aws:s3:::${name}`,
  };
}

function enableObjectLock(bucket: Bucket): void {
  bucket.versioning = "Enabled";
  bucket.objectLock = { defaultRetention: undefined };
}

/** In us-east-1 S3 lets its owner make a bucket again, unless with tags (recorded 2026). */
function checkPresent(
  present: Bucket,
  { accountId }: Requester,
  asked: { readonly region: string; readonly tagging: object | undefined },
): void {
  const { name, ownerId, region } = present;
  if (ownerId !== accountId) fail("BucketAlreadyExists", { BucketName: name });
  const isThere = region === "us-east-1" && asked.region === "us-east-1";
  if (!isThere || asked.tagging !== undefined) {
    fail("BucketAlreadyOwnedByYou", { BucketName: name });
  }
}

/** Directory buckets and the namespaces of accounts. */
function refuseUnsimulated({
  BucketNamespace: namespace,
  CreateBucketConfiguration: configuration,
}: CreateBucketCommandInput): void {
  if (namespace !== undefined && namespace !== "global") {
    fail("NotImplemented", { Header: "x-amz-bucket-namespace" });
  }
  if (configuration?.Location !== undefined || configuration?.Bucket !== undefined) {
    fail("NotImplemented", {
      message: "Directory buckets are not simulated by s3-replication-mock",
    });
  }
}

/** The Region a new bucket goes to, if the endpoint it is asked of may make it there. */
function regionFor(
  constraint: string | undefined,
  endpoint: string | undefined,
  defaultRegion: string,
): string {
  if (constraint !== undefined && (endpoint === undefined || endpoint === "us-east-1")) {
    const region = constraint === "EU" ? "eu-west-1" : constraint;
    if (region !== "us-east-1" && isRegion(region)) return region;
    return fail("InvalidLocationConstraint", { LocationConstraint: constraint });
  }
  if (endpoint === undefined) return defaultRegion;
  if (constraint === endpoint || endpoint === "us-east-1") return endpoint;
  if (constraint === "EU" && endpoint === "eu-west-1") return endpoint;
  return fail("IllegalLocationConstraintException", {
    message: `The ${constraint ?? "unspecified"} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  });
}
