import type {
  GetBucketAccelerateConfigurationOutput,
  GetBucketOwnershipControlsOutput,
  GetBucketRequestPaymentOutput,
  GetPublicAccessBlockOutput,
  ObjectOwnership,
  PutBucketAccelerateConfigurationCommandInput,
  PutBucketOwnershipControlsCommandInput,
  PutBucketRequestPaymentCommandInput,
  PutPublicAccessBlockCommandInput,
} from "@aws-sdk/client-s3";
import { isPrivate } from "../../access/acl.js";
import { fail } from "../../base/errors.js";
import { requireOneOf, requireValid } from "../../base/schemaRequirements.js";
import { bucketDocument, sent } from "./bucketDocument.js";

const accelerateStatuses: ReadonlySet<unknown> = new Set(["Enabled", "Suspended"]);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAccelerateConfiguration.html */
export const accelerate = bucketDocument<
  PutBucketAccelerateConfigurationCommandInput,
  GetBucketAccelerateConfigurationOutput
>({
  name: "accelerate",
  read({ AccelerateConfiguration }, bucket) {
    const configuration = sent(AccelerateConfiguration);
    requireOneOf(accelerateStatuses, configuration.Status);
    if (bucket.name.includes(".")) {
      fail("InvalidRequest", {
        message:
          "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names",
      });
    }
    return configuration;
  },
  missing: () => ({}),
});

const ownerships: ReadonlySet<unknown> = new Set([
  "BucketOwnerEnforced",
  "BucketOwnerPreferred",
  "ObjectWriter",
]);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html */
export const ownershipControls = bucketDocument<
  PutBucketOwnershipControlsCommandInput,
  GetBucketOwnershipControlsOutput
>({
  name: "ownershipControls",
  read({ OwnershipControls }, bucket) {
    const { Rules: rules = [] } = sent(OwnershipControls);
    requireValid(rules.length === 1);
    requireOneOf(ownerships, rules[0]?.ObjectOwnership);
    const turnsAclsOff = rules[0]?.ObjectOwnership === "BucketOwnerEnforced";
    if (turnsAclsOff && !isPrivate(bucket)) fail("InvalidBucketAclWithObjectOwnership");
    return { OwnershipControls };
  },
  missing: (BucketName) => fail("OwnershipControlsNotFoundError", { BucketName }),
});

/**
 * The ownership controls that a new bucket has: ACLs are off unless it is made with others.
 *
 * @throws S3Error InvalidArgument
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export function initialOwnershipControls(
  asked: string | undefined,
): GetBucketOwnershipControlsOutput {
  if (asked !== undefined && !ownerships.has(asked)) {
    fail("InvalidArgument", {
      message: `Invalid x-amz-object-ownership header: ${asked}`,
      ArgumentName: "x-amz-object-ownership",
    });
  }
  // Any string that got here is one of them.
  const ObjectOwnership = (asked ?? "BucketOwnerEnforced") as ObjectOwnership;
  return { OwnershipControls: { Rules: [{ ObjectOwnership }] } };
}

/** Settings that are left out are off (recorded 2026). */
const allOff = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html */
export const publicAccessBlock = bucketDocument<
  PutPublicAccessBlockCommandInput,
  GetPublicAccessBlockOutput
>({
  name: "publicAccessBlock",
  read({ PublicAccessBlockConfiguration }) {
    const settings = sent(PublicAccessBlockConfiguration);
    // `assumed`: that at least one has to be there.
    requireValid(Object.values(settings).some((value) => value !== undefined));
    return { PublicAccessBlockConfiguration: { ...allOff, ...settings } };
  },
  missing: (BucketName) => fail("NoSuchPublicAccessBlockConfiguration", { BucketName }),
});

/** Since 2023 a new bucket blocks all public access (recorded 2026). */
export const initialPublicAccessBlock: GetPublicAccessBlockOutput = {
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
};

const payers: ReadonlySet<unknown> = new Set(["BucketOwner", "Requester"]);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketRequestPayment.html */
export const requestPayment = bucketDocument<
  PutBucketRequestPaymentCommandInput,
  GetBucketRequestPaymentOutput
>({
  name: "requestPayment",
  read({ RequestPaymentConfiguration }) {
    const configuration = sent(RequestPaymentConfiguration);
    requireOneOf(payers, configuration.Payer);
    return configuration;
  },
  missing: () => ({ Payer: "BucketOwner" }),
});
