import { replicationMock } from "s3-replication-mock";
import type { OperationName } from "../../lib/base/operationNames.generated.js";
import { clientOf, errorOf } from "../support/client.js";
import { sendByName } from "../support/sending.js";

const Bucket = "a-bucket";

const buckets = {
  [Bucket]: {},
  "a.bucket": {},
  elsewhere: { region: "eu-west-1" },
  "someone-elses": { owner: "210987654321" },
};

/** What is refused, the document, and the error: its code alone where it always has one message. */
type Row = readonly [what: string, document: object, error: object];

function refuses(operation: OperationName, member: string, rows: readonly Row[]): void {
  describe(`${operation} refuses`, () => {
    test.each(rows)("%s", async (_what, document, expected) => {
      const s3 = clientOf(replicationMock({ buckets }));
      const send = sendByName(s3, operation, { Bucket, [member]: document });
      expect(await errorOf(send)).toMatchObject(expected);
    });
  });
}

const malformed = {
  name: "MalformedXML",
  message:
    "The XML you provided was not well-formed or did not validate against our published schema",
  $metadata: { httpStatusCode: 400 },
};

function invalidRequest(message: string): object {
  return { name: "InvalidRequest", message, $metadata: { httpStatusCode: 400 } };
}

function invalidTag(message: string, elements: object): object {
  return { name: "InvalidTag", message, $metadata: { httpStatusCode: 400 }, ...elements };
}

refuses("PutBucketAccelerateConfiguration", "AccelerateConfiguration", [
  ["a Status in lower case", { Status: "enabled" }, malformed],
  ["no Status", {}, malformed],
]);

refuses("PutBucketOwnershipControls", "OwnershipControls", [
  [
    "two rules",
    { Rules: [{ ObjectOwnership: "ObjectWriter" }, { ObjectOwnership: "ObjectWriter" }] },
    malformed,
  ],
  ["an unknown ownership", { Rules: [{ ObjectOwnership: "RandomValue" }] }, malformed],
  ["no rule", { Rules: [] }, malformed],
]);

refuses("PutPublicAccessBlock", "PublicAccessBlockConfiguration", [["no setting", {}, malformed]]);

refuses("PutBucketRequestPayment", "RequestPaymentConfiguration", [
  ["an unknown payer", { Payer: "Random" }, malformed],
]);

refuses("PutBucketCors", "CORSConfiguration", [
  ["no rules", { CORSRules: [] }, malformed],
  ["no origins", { CORSRules: [{ AllowedMethods: ["GET"] }] }, malformed],
  [
    "more than 100 rules",
    { CORSRules: Array(101).fill({ AllowedMethods: ["GET"], AllowedOrigins: ["*"] }) },
    malformed,
  ],
  [
    "an unknown method",
    { CORSRules: [{ AllowedMethods: ["MYMETHOD"], AllowedOrigins: ["*"] }] },
    invalidRequest("Found unsupported HTTP method in CORS config. Unsupported method is MYMETHOD"),
  ],
  [
    "an origin with two wildcards",
    { CORSRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["*.*"] }] },
    invalidRequest('AllowedOrigin "*.*" can not have more than one wildcard.'),
  ],
  [
    "a wildcard among the exposed headers",
    { CORSRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["*"], ExposeHeaders: ["x-*"] }] },
    invalidRequest(
      'ExposeHeader "x-*" contains wildcard. We currently do not support wildcard for ExposeHeader.',
    ),
  ],
]);

const index = { IndexDocument: { Suffix: "index.html" } };
const badProtocol = invalidRequest(
  "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically.",
);

refuses("PutBucketWebsite", "WebsiteConfiguration", [
  [
    "a slash in the suffix",
    { IndexDocument: { Suffix: "/index.html" } },
    {
      name: "InvalidArgument",
      message: "The IndexDocument Suffix is not well formed",
      ArgumentName: "IndexDocument",
      ArgumentValue: "/index.html",
    },
  ],
  [
    "an empty suffix",
    { IndexDocument: { Suffix: "" } },
    {
      name: "InvalidArgument",
      message: "The IndexDocument Suffix is not well formed",
      ArgumentValue: "",
    },
  ],
  [
    "RedirectAllRequestsTo together with anything else",
    { RedirectAllRequestsTo: { HostName: "test" }, IndexDocument: { Suffix: "/index.html" } },
    {
      name: "InvalidArgument",
      message: "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.",
      ArgumentName: "RedirectAllRequestsTo",
      ArgumentValue: "not null",
    },
  ],
  [
    "neither RedirectAllRequestsTo nor IndexDocument",
    { ErrorDocument: { Key: "error.html" } },
    {
      name: "InvalidArgument",
      message:
        "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty",
      ArgumentName: "IndexDocument",
      ArgumentValue: "null",
    },
  ],
  [
    "an unknown protocol",
    { ...index, RoutingRules: [{ Redirect: { Protocol: "protocol" } }] },
    badProtocol,
  ],
  [
    "an unknown protocol for all requests",
    { RedirectAllRequestsTo: { HostName: "test", Protocol: "ftp" } },
    badProtocol,
  ],
  [
    "both a key and a prefix to replace",
    {
      ...index,
      RoutingRules: [{ Redirect: { ReplaceKeyPrefixWith: "prefix", ReplaceKeyWith: "key" } }],
    },
    invalidRequest("You can only define ReplaceKeyPrefix or ReplaceKey but not both."),
  ],
  [
    "an empty condition",
    { ...index, RoutingRules: [{ Redirect: { ReplaceKeyWith: "key" }, Condition: {} }] },
    invalidRequest(
      "Condition cannot be empty. To redirect all requests without a condition, the condition element shouldn't be present.",
    ),
  ],
  ["an empty list of routing rules", { ...index, RoutingRules: [] }, malformed],
  [
    "more than 50 routing rules",
    { ...index, RoutingRules: Array(51).fill({ Redirect: { ReplaceKeyWith: "key" } }) },
    { name: "InvalidRequest" },
  ],
  [
    "an empty key of the error document",
    { ...index, ErrorDocument: { Key: "" } },
    {
      name: "InvalidArgument",
      message: "The ErrorDocument Key is not well formed",
      ArgumentName: "ErrorDocument",
      ArgumentValue: "",
    },
  ],
  // That it says something is documented, the code is `assumed`.
  ["a redirect that says nothing", { ...index, RoutingRules: [{ Redirect: {} }] }, malformed],
]);

refuses("PutBucketLogging", "BucketLoggingStatus", [
  [
    "a target that does not exist",
    { LoggingEnabled: { TargetBucket: "missing", TargetPrefix: "" } },
    {
      name: "InvalidTargetBucketForLogging",
      message: "The target bucket for logging does not exist",
      TargetBucket: "missing",
      $metadata: { httpStatusCode: 400 },
    },
  ],
  [
    "a target of another account",
    { LoggingEnabled: { TargetBucket: "someone-elses", TargetPrefix: "" } },
    { name: "InvalidTargetBucketForLogging", TargetBucket: "someone-elses" },
  ],
  [
    "a target in another Region",
    { LoggingEnabled: { TargetBucket: "elsewhere", TargetPrefix: "" } },
    {
      name: "CrossLocationLoggingProhibitted",
      message: "Cross S3 location logging not allowed. ",
      TargetBucketLocation: "eu-west-1",
      $metadata: { httpStatusCode: 403 },
    },
  ],
]);

refuses("PutBucketTagging", "Tagging", [
  [
    "a key that is there twice",
    {
      TagSet: [
        { Key: "Key1", Value: "1" },
        { Key: "Key1", Value: "2" },
      ],
    },
    invalidTag("Cannot provide multiple Tags with the same key", { TagKey: "Key1" }),
  ],
  [
    "a key that begins with aws:",
    { TagSet: [{ Key: "aws:prefixed", Value: "1" }] },
    invalidTag("System tags cannot be added/updated by requester", { TagKey: "aws:prefixed" }),
  ],
  [
    "characters that keys do not have",
    { TagSet: [{ Key: "Key1,Key2", Value: "1" }] },
    invalidTag("The TagKey you have provided is invalid", { TagKey: "Key1,Key2" }),
  ],
  [
    "characters that values do not have",
    { TagSet: [{ Key: "Key1", Value: "Val1,Val2" }] },
    invalidTag("The TagValue you have provided is invalid", {
      TagKey: "Key1",
      TagValue: "Val1,Val2",
    }),
  ],
  ["a tag without a value", { TagSet: [{ Key: "Key1" }] }, malformed],
  [
    "more than 50 tags",
    { TagSet: Array.from({ length: 51 }, (_, at) => ({ Key: `key${at}`, Value: "" })) },
    { name: "BadRequest", $metadata: { httpStatusCode: 400 } },
  ],
]);

/** A website of one rule. */
function website(rule: object): object {
  return { IndexDocument: { Suffix: "i" }, RoutingRules: [rule] };
}

// What is refused, and how, is what another server's authors found of S3; its documentation has the ranges.
refuses("PutBucketWebsite", "WebsiteConfiguration", [
  [
    "a redirect code that is no number",
    website({ Redirect: { HttpRedirectCode: "3xx" } }),
    malformed,
  ],
  [
    "an error code that is no number",
    website({ Redirect: { HostName: "h" }, Condition: { HttpErrorCodeReturnedEquals: "4xx" } }),
    malformed,
  ],
]);
refuses(
  "PutBucketWebsite",
  "WebsiteConfiguration",
  ["200", "300", "306", "309", "400", "3"].map((HttpRedirectCode) => [
    `the redirect code ${HttpRedirectCode}`,
    website({ Redirect: { HttpRedirectCode } }),
    invalidRequest(
      `The provided HTTP redirect code (${HttpRedirectCode}) is not valid. Valid codes are 3XX except 300.`,
    ),
  ]),
);

refuses(
  "PutBucketWebsite",
  "WebsiteConfiguration",
  ["200", "399", "418", "499", "506", "600"].map((HttpErrorCodeReturnedEquals) => [
    `the error code ${HttpErrorCodeReturnedEquals}`,
    website({ Redirect: { HostName: "h" }, Condition: { HttpErrorCodeReturnedEquals } }),
    invalidRequest(
      `The provided HTTP error code (${HttpErrorCodeReturnedEquals}) is not valid. Valid codes are 4XX or 5XX.`,
    ),
  ]),
);

refuses(
  "PutBucketCors",
  "CORSConfiguration",
  (["AllowedHeader", "ExposeHeader"] as const).flatMap((element) =>
    ["a b", "a:b", "ü", ""].map(
      (name): Row => [
        `the ${element} "${name}"`,
        {
          CORSRules: [
            {
              AllowedMethods: ["GET"],
              AllowedOrigins: ["*"],
              [element === "AllowedHeader" ? "AllowedHeaders" : "ExposeHeaders"]: [name],
            },
          ],
        },
        // AllowedHeader for both: what two other servers' authors found of S3.
        invalidRequest(`AllowedHeader "${name}" contains invalid character.`),
      ],
    ),
  ),
);
