import type { ReplicationConfiguration, ReplicationRule, S3Client } from "@aws-sdk/client-s3";
import { expectRefused, replicationClient } from "../support/replicationClient.js";
import {
  arn,
  configuration,
  put,
  putXml,
  read,
  role,
  v1,
  v2,
  v2To,
} from "../support/replicationConfigurations.js";

const tag = { Key: "a", Value: "1" };
const enabled = { Status: "Enabled" } as const;

/** A document that the SDK's types forbid and its serializer sends all the same. */
const untyped = (members: object): ReplicationRule => v2(members as Partial<ReplicationRule>);
const destination = (members: object): ReplicationRule => v2To(members);

const malformed = {
  code: "MalformedXML",
  status: 400,
  message:
    "The XML you provided was not well-formed or did not validate against our published schema",
};

const expectMalformed = (send: (client: S3Client) => Promise<void>) =>
  expectRefused(send, malformed);

describe("PutBucketReplication answers MalformedXML to", () => {
  test.each<[name: string, document: ReplicationConfiguration]>([
    ["a missing Role", { ...configuration(v2()), Role: undefined }],
    ["no Rule", configuration()],
    ["a missing Status", configuration(untyped({ Status: undefined }))],
    ["an empty Status", configuration(untyped({ Status: "" }))],
    ["a Status in lower case", configuration(untyped({ Status: "enabled" }))],
    ["a missing Destination", configuration(untyped({ Destination: undefined }))],
    ["a Destination without Bucket", configuration(untyped({ Destination: {} }))],
    ["a Priority above 2147483647", configuration(v2({ Priority: 2 ** 31 }))],
    ["a Priority below -2147483648", configuration(v2({ Priority: -(2 ** 31) - 1 }))],
    ["a Priority with a fraction", configuration(v2({ Priority: 1.5 }))],
    ["an unknown StorageClass", configuration(destination({ StorageClass: "COLD" }))],
    ["the StorageClass EXPRESS_ONEZONE", configuration(v2To({ StorageClass: "EXPRESS_ONEZONE" }))],
    ["the StorageClass OUTPOSTS", configuration(v2To({ StorageClass: "OUTPOSTS" }))],
    ["the StorageClass SNOW", configuration(v2To({ StorageClass: "SNOW" }))],
    ["the StorageClass FSX_OPENZFS", configuration(v2To({ StorageClass: "FSX_OPENZFS" }))],
    ["an empty StorageClass", configuration(destination({ StorageClass: "" }))],
    ["an And with nothing", configuration(v2({ Filter: { And: {} } }))],
    ["an And with a Prefix alone", configuration(v2({ Filter: { And: { Prefix: "a" } } }))],
    ["an And with one Tag alone", configuration(v2({ Filter: { And: { Tags: [tag] } } }))],
    ["a Filter with Prefix and Tag", configuration(v2({ Filter: { Prefix: "a", Tag: tag } }))],
    [
      "a Filter with Prefix and And",
      configuration(v2({ Filter: { Prefix: "a", And: { Prefix: "a", Tags: [tag] } } })),
    ],
    ["a Tag without Value", configuration(untyped({ Filter: { Tag: { Key: "a" } } }))],
    ["a Tag without Key", configuration(untyped({ Filter: { Tag: { Value: "a" } } }))],
    ["a Tag with an empty Key", configuration(v2({ Filter: { Tag: { Key: "", Value: "1" } } }))],
    ["a Rule with Prefix and Filter", configuration(v2({ Prefix: "" }))],
    ["a Rule with neither Prefix nor Filter", configuration(untyped({ Filter: undefined }))],
    [
      "ExistingObjectReplication Enabled",
      configuration(v2({ ExistingObjectReplication: enabled })),
    ],
    [
      "ExistingObjectReplication Disabled",
      configuration(v2({ ExistingObjectReplication: { Status: "Disabled" } })),
    ],
    ["DeleteMarkerReplication without Status", configuration(v2({ DeleteMarkerReplication: {} }))],
    [
      "DeleteMarkerReplication with another Status",
      configuration(untyped({ DeleteMarkerReplication: { Status: "On" } })),
    ],
    [
      "an Owner other than Destination",
      configuration(destination({ Account: "1", AccessControlTranslation: { Owner: "Source" } })),
    ],
    [
      "AccessControlTranslation without Owner",
      configuration(destination({ Account: "1", AccessControlTranslation: {} })),
    ],
    [
      "SseKmsEncryptedObjects without Status",
      configuration(untyped({ SourceSelectionCriteria: { SseKmsEncryptedObjects: {} } })),
    ],
    [
      "ReplicaModifications with another Status",
      configuration(untyped({ SourceSelectionCriteria: { ReplicaModifications: { Status: "" } } })),
    ],
    ["Metrics without Status", configuration(destination({ Metrics: {} }))],
    [
      "ReplicationTime without Time",
      configuration(destination({ ReplicationTime: enabled, Metrics: enabled })),
    ],
    [
      "ReplicationTime without Minutes",
      configuration(destination({ ReplicationTime: { ...enabled, Time: {} }, Metrics: enabled })),
    ],
    [
      "ReplicationTime without Status",
      configuration(destination({ ReplicationTime: { Time: { Minutes: 15 } }, Metrics: enabled })),
    ],
    ["a fault in the last of several rules", configuration(v2(), untyped({ Status: "On" }))],
    ["a rule of each schema version with both elements", configuration(v1(), v2({ Prefix: "a" }))],
  ])("%s", (_, document) => expectMalformed((client) => put(client, document)));

  const rule = (inside: string): string =>
    `<Rule><ID>a</ID><Status>Enabled</Status><Filter/><DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication><Destination><Bucket>${arn("destination")}</Bucket></Destination>${inside}</Rule>`;
  const document = (inside: string): string =>
    `<ReplicationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inside}</ReplicationConfiguration>`;
  const wellFormed = `<Role>${role}</Role>${rule("<Priority>1</Priority>")}`;

  test.each<[name: string, xml: string]>([
    ["an element that is not closed", document(`${wellFormed}<Rule>`)],
    ["text that is no XML", "not XML"],
    ["another root", `<Configuration>${wellFormed}</Configuration>`],
    ["two Roles", document(`<Role>${role}</Role>${wellFormed}`)],
    ["an unknown element", document(`${wellFormed}<Rules/>`)],
    ["an unknown element in a Rule", document(`<Role>${role}</Role>${rule("<Colour/>")}`)],
    [
      "two Priorities",
      document(`<Role>${role}</Role>${rule("<Priority>1</Priority><Priority>2</Priority>")}`),
    ],
    [
      "a Priority that is no number",
      document(`<Role>${role}</Role>${rule("<Priority>high</Priority>")}`),
    ],
    ["an empty Priority", document(`<Role>${role}</Role>${rule("<Priority/>")}`)],
    ["a document type", `<!DOCTYPE a [<!ENTITY b "c">]>${document(wellFormed)}`],
  ])("XML with %s", (_, xml) => expectMalformed((client) => putXml(client, xml)));

  test("none of these: the same XML without a fault, and Role behind the Rules", async () => {
    const client = replicationClient();
    await putXml(client, document(wellFormed));
    await putXml(client, document(`${rule("<Priority>7</Priority>")}<Role>${role}</Role>`));
    expect(await read(client)).toEqual(configuration(v2({ ID: "a", Priority: 7, Filter: {} })));
  });
});
