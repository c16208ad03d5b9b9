import type {
  AnalyticsConfiguration,
  GetBucketAnalyticsConfigurationOutput,
  GetBucketIntelligentTieringConfigurationOutput,
  GetBucketMetricsConfigurationOutput,
  IntelligentTieringConfiguration,
  ListBucketAnalyticsConfigurationsOutput,
  ListBucketIntelligentTieringConfigurationsOutput,
  ListBucketMetricsConfigurationsOutput,
  MetricsConfiguration,
  PutBucketAnalyticsConfigurationCommandInput,
  PutBucketIntelligentTieringConfigurationCommandInput,
  PutBucketMetricsConfigurationCommandInput,
  Tag,
  Tiering,
} from "@aws-sdk/client-s3";
import { fail } from "../../base/errors.js";
import { requireValid } from "../../base/schemaRequirements.js";
import { parseBucketArn } from "../../replication/arns.js";
import { sent } from "./bucketDocument.js";
import { configurationsById } from "./configurationsById.js";
import { checkFilterTags } from "./lifecycleFilter.js";

/**
 * Kept and given back; the mock analyses nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAnalyticsConfiguration.html
 */
export const analytics = configurationsById<
  PutBucketAnalyticsConfigurationCommandInput,
  AnalyticsConfiguration,
  GetBucketAnalyticsConfigurationOutput,
  ListBucketAnalyticsConfigurationsOutput
>({
  name: "analytics",
  read({ AnalyticsConfiguration }) {
    const configuration = sent(AnalyticsConfiguration);
    checkFilter(configuration.Filter);
    const dataExport = configuration.StorageClassAnalysis?.DataExport;
    if (dataExport !== undefined) {
      const destination = dataExport.Destination?.S3BucketDestination;
      requireValid(dataExport.OutputSchemaVersion === "V_1" && destination?.Format === "CSV");
      // `assumed`: the code, which is recorded for inventories.
      if (parseBucketArn(destination.Bucket ?? "") === undefined) {
        fail("InvalidS3DestinationBucket");
      }
    }
    return configuration;
  },
  idMismatch: "MalformedXML",
  one: (AnalyticsConfiguration) => ({ AnalyticsConfiguration }),
  many: (page) => (page.length === 0 ? {} : { AnalyticsConfigurationList: page }),
});

/**
 * Kept and given back; the mock has no access tiers.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketIntelligentTieringConfiguration.html
 */
export const intelligentTiering = configurationsById<
  PutBucketIntelligentTieringConfigurationCommandInput,
  IntelligentTieringConfiguration,
  GetBucketIntelligentTieringConfigurationOutput,
  ListBucketIntelligentTieringConfigurationsOutput
>({
  name: "intelligent-tiering",
  read({ IntelligentTieringConfiguration }) {
    const configuration = sent(IntelligentTieringConfiguration);
    const { Status, Tierings = [] } = configuration;
    checkFilter(configuration.Filter);
    requireValid(Status === "Enabled" || Status === "Disabled");
    requireValid(Tierings.length > 0);
    for (const tiering of Tierings) checkTiering(tiering);
    return configuration;
  },
  idMismatch: "MalformedXML",
  one: (IntelligentTieringConfiguration) => ({ IntelligentTieringConfiguration }),
  many: (page) => (page.length === 0 ? {} : { IntelligentTieringConfigurationList: page }),
});

/**
 * Kept and given back; the mock measures nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketMetricsConfiguration.html
 */
export const metrics = configurationsById<
  PutBucketMetricsConfigurationCommandInput,
  MetricsConfiguration,
  GetBucketMetricsConfigurationOutput,
  ListBucketMetricsConfigurationsOutput
>({
  name: "metrics",
  read({ MetricsConfiguration }) {
    const configuration = sent(MetricsConfiguration);
    checkFilter(configuration.Filter);
    return configuration;
  },
  // `assumed`
  idMismatch: "MalformedXML",
  one: (MetricsConfiguration) => ({ MetricsConfiguration }),
  many: (page) => (page.length === 0 ? {} : { MetricsConfigurationList: page }),
});

interface Filter {
  readonly Tag?: Tag | undefined;
  readonly And?:
    | {
        readonly Prefix?: string | undefined;
        readonly Tags?: readonly Tag[] | undefined;
        readonly AccessPointArn?: string | undefined;
      }
    | undefined;
}

/**
 * One child at the most, and `And` of two predicates at least, which is `assumed`; so is that tags are
 * checked as those of a lifecycle rule are.
 */
function checkFilter(filter: Filter | undefined): void {
  if (filter === undefined) return;
  requireValid(Object.keys(filter).length <= 1);
  checkFilterTags(filter.Tag === undefined ? (filter.And?.Tags ?? []) : [filter.Tag]);
  if (filter.And === undefined) return;
  const { Prefix, Tags = [], AccessPointArn } = filter.And;
  const others = [Prefix, AccessPointArn].filter((predicate) => predicate !== undefined);
  requireValid(Tags.length + others.length >= 2);
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Tiering.html */
const fewestDays = new Map([
  ["ARCHIVE_ACCESS", 90],
  ["DEEP_ARCHIVE_ACCESS", 180],
]);

/** The bounds are documented, code and text for a breach of them are `assumed`. */
function checkTiering({ AccessTier, Days = 0 }: Tiering): void {
  const fewest = fewestDays.get(AccessTier ?? "");
  requireValid(fewest !== undefined);
  if (Days >= fewest && Days <= 730) return;
  fail("InvalidArgument", {
    message: `'Days' for ${AccessTier} must be between ${fewest} and 730`,
    ArgumentName: "Days",
    ArgumentValue: String(Days),
  });
}
