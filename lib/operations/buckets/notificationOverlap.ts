import { fail } from "../../base/errors.js";
import { affixesOf, coversEvent, type NotificationTarget } from "./notificationTarget.js";

/**
 * Checks that no two notifications are for the same event of the same key.
 *
 * @throws S3Error InvalidArgument; its text for filters is `assumed`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
 */
export function checkOverlaps(targets: readonly NotificationTarget[]): void {
  for (const [index, target] of targets.entries()) {
    const other = targets.slice(index + 1).find((each) => overlap(target, each));
    if (other === undefined) continue;
    if (target.Filter === undefined && other.Filter === undefined) {
      // Pasted in a report: github.com/minio/minio/issues/2472.
      fail("InvalidArgument", {
        message:
          "Configurations overlap. Configurations on the same bucket cannot share a common event type.",
        ArgumentName: "Event",
        ArgumentValue: [...(target.Events ?? []), ...(other.Events ?? [])].join(", "),
      });
    }
    fail("InvalidArgument", {
      message:
        "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.",
    });
  }
}

function overlap(a: NotificationTarget, b: NotificationTarget): boolean {
  const [left, right] = [affixesOf(a), affixesOf(b)];
  return (
    (left.prefix.startsWith(right.prefix) || right.prefix.startsWith(left.prefix)) &&
    (left.suffix.endsWith(right.suffix) || right.suffix.endsWith(left.suffix)) &&
    (a.Events ?? []).some((event) =>
      (b.Events ?? []).some((other) => coversEvent(event, other) || coversEvent(other, event)),
    )
  );
}
