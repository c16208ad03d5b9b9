import { fail } from "../base/errors.js";
import type { SchemaValidRule } from "./configurationSchema.js";
import { destinationBucket } from "./validateDestination.js";

/** Gives a bucket by its name; undefined when the simulation has none. */
export type DestinationLookup = (
  name: string,
) => { readonly isVersioningEnabled: boolean; readonly ownerId: string } | undefined;

/**
 * Checks each distinct destination bucket in the order of the document; rules that are Disabled
 * are no exception (recorded).
 *
 * @throws S3Error InvalidRequest, InvalidArgument
 */
export function checkDestinationBuckets(
  rules: readonly SchemaValidRule[],
  lookup: DestinationLookup,
): void {
  const owners = new Map<string, string>();
  for (const { Destination } of rules) {
    const name = destinationBucket(Destination);
    if (!owners.has(name)) owners.set(name, ownerOfVersionedBucket(name, lookup));
  }
  for (const { Destination } of rules) {
    const { AccessControlTranslation, Account } = Destination;
    const owner = owners.get(destinationBucket(Destination));
    if (AccessControlTranslation !== undefined && Account !== owner) failOwner(Account);
  }
}

function ownerOfVersionedBucket(name: string, lookup: DestinationLookup): string {
  const bucket = lookup(name);
  // Of a name that no one has; S3 says the next message of a bucket that it may not show.
  if (bucket === undefined) fail("InvalidRequest", { message: "Destination bucket must exist." });
  if (!bucket.isVersioningEnabled) {
    fail("InvalidRequest", { message: "Destination bucket must have versioning enabled." });
  }
  return bucket.ownerId;
}

/** Documented without its text: the message is `assumed`, and that the buckets are judged before. */
function failOwner(account: string | undefined): never {
  return fail("InvalidArgument", {
    message: "Account must match the owner of the destination bucket.",
    ArgumentName: "Account",
    ...(account !== undefined && { ArgumentValue: account }),
  });
}
