import type { FilterRule, NotificationConfigurationFilter } from "@aws-sdk/client-s3";
import { fail } from "../../base/errors.js";
import { requireValid } from "../../base/schemaRequirements.js";

/** What notifications to queues, topics and functions have in common. */
export interface NotificationTarget {
  readonly Id?: string | undefined;
  readonly Events: readonly string[] | undefined;
  readonly Filter?: NotificationConfigurationFilter | undefined;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */
const events: ReadonlySet<string> = new Set([
  "s3:IntelligentTiering",
  "s3:LifecycleExpiration:*",
  "s3:LifecycleExpiration:Delete",
  "s3:LifecycleExpiration:DeleteMarkerCreated",
  "s3:LifecycleTransition",
  "s3:ObjectAcl:Put",
  "s3:ObjectCreated:*",
  "s3:ObjectCreated:CompleteMultipartUpload",
  "s3:ObjectCreated:Copy",
  "s3:ObjectCreated:Post",
  "s3:ObjectCreated:Put",
  "s3:ObjectRemoved:*",
  "s3:ObjectRemoved:Delete",
  "s3:ObjectRemoved:DeleteMarkerCreated",
  "s3:ObjectRestore:*",
  "s3:ObjectRestore:Completed",
  "s3:ObjectRestore:Delete",
  "s3:ObjectRestore:Post",
  "s3:ObjectTagging:*",
  "s3:ObjectTagging:Delete",
  "s3:ObjectTagging:Put",
  "s3:ReducedRedundancyLostObject",
  "s3:Replication:*",
  "s3:Replication:OperationFailedReplication",
  "s3:Replication:OperationMissedThreshold",
  "s3:Replication:OperationNotTracked",
  "s3:Replication:OperationReplicatedAfterThreshold",
]);

/**
 * Checks that S3 has the events that are asked for.
 *
 * @throws S3Error InvalidArgument; its text is `assumed`
 */
export function checkEvents({ Events = [] }: NotificationTarget): void {
  requireValid(Events.length > 0);
  for (const event of Events) {
    if (events.has(event)) continue;
    fail("InvalidArgument", {
      message: `The event '${event}' is not supported for notifications`,
      ArgumentName: "Event",
      ArgumentValue: event,
    });
  }
}

/**
 * A filter with the names of its rules as S3 gives them back, `Prefix` and `Suffix` in whatever case
 * they were sent. An empty value is one like any other (recorded 2025).
 *
 * @throws S3Error MalformedXML, InvalidArgument
 */
export function normalizedFilter(
  filter: NotificationConfigurationFilter,
): NotificationConfigurationFilter {
  if (filter.Key === undefined) return filter;
  const rules = (filter.Key.FilterRules ?? []).map(normalizedRule);
  if (new Set(rules.map(({ Name }) => Name)).size < rules.length) {
    fail("InvalidArgument", {
      // `assumed`: that there is one of each at the most is documented.
      message: "Cannot specify more than one prefix rule and one suffix rule in a filter.",
      ArgumentName: "FilterRule.Name",
      ArgumentValue: rules[0]?.Name ?? "",
    });
  }
  return { Key: { FilterRules: rules } };
}

function normalizedRule({ Name, Value }: FilterRule): FilterRule {
  requireValid(Name !== undefined && Value !== undefined);
  const name = Name.toLowerCase();
  if (name === "prefix") return { Name: spelled("Prefix"), Value };
  if (name === "suffix") return { Name: spelled("Suffix"), Value };
  return fail("InvalidArgument", {
    message: "filter rule name must be either prefix or suffix",
    ArgumentName: "FilterRule.Name",
    ArgumentValue: Name,
  });
}

/** The SDK's type knows the names in lower case only; S3 answers them in upper case. */
function spelled(name: "Prefix" | "Suffix"): NonNullable<FilterRule["Name"]> {
  return name as NonNullable<FilterRule["Name"]>;
}

/** The prefix and the suffix that a key needs for a notification; empty where there is none. */
export function affixesOf({ Filter }: NotificationTarget): { prefix: string; suffix: string } {
  const rules = Filter?.Key?.FilterRules ?? [];
  const affix = (name: string) =>
    rules.find(({ Name }) => Name?.toLowerCase() === name)?.Value ?? "";
  return { prefix: affix("prefix"), suffix: affix("suffix") };
}

/** Whether an event that was asked for, perhaps with a wildcard, covers another one. */
export function coversEvent(asked: string, event: string): boolean {
  return asked === event || (asked.endsWith(":*") && event.startsWith(asked.slice(0, -1)));
}
