import type { LifecycleRule, Tag } from "@aws-sdk/client-s3";
import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";

/** What a rule selects by, wherever in the rule it stands. */
export interface LifecyclePredicates {
  readonly prefix: string | undefined;
  readonly tags: readonly Tag[];
  readonly sizeGreaterThan: number | undefined;
  readonly sizeLessThan: number | undefined;
}

/** The predicates of a rule of either schema version. */
export function lifecyclePredicates({ Prefix, Filter }: LifecycleRule): LifecyclePredicates {
  const { And, Tag: tag } = Filter ?? {};
  return {
    prefix: Prefix ?? Filter?.Prefix ?? And?.Prefix,
    tags: And?.Tags ?? (tag === undefined ? [] : [tag]),
    sizeGreaterThan: Filter?.ObjectSizeGreaterThan ?? And?.ObjectSizeGreaterThan,
    sizeLessThan: Filter?.ObjectSizeLessThan ?? And?.ObjectSizeLessThan,
  };
}

/** How S3's texts name a rule's filter. For tags and sizes it is `assumed`. */
export function filterText(rule: LifecycleRule): string {
  const { prefix } = lifecyclePredicates(rule);
  return prefix === undefined ? "()" : `(prefix=${prefix})`;
}

/** @throws S3Error InvalidRequest */
export function checkLifecyclePredicates(predicates: LifecyclePredicates): void {
  const { prefix = "", tags } = predicates;
  if (Buffer.byteLength(prefix) > limits.keyBytes) {
    // `assumed`, as a replication rule's is worded.
    invalid(`Rule prefix cannot be longer than maximum allowed key length of ${limits.keyBytes}`);
  }
  checkFilterTags(tags);
  checkSizes(predicates);
}

/** @throws S3Error InvalidRequest */
export function checkFilterTags(tags: readonly Tag[]): void {
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    invalid("Duplicate Tag Keys are not allowed.");
  }
  for (const tag of tags) checkTag(tag);
}

function checkTag({ Key = "", Value = "" }: Tag): void {
  const { tagKeyCharacters, tagValueCharacters } = limits;
  if (Key === "" || Key.length > tagKeyCharacters) {
    invalid(`A Tag's Key must be a length between 1 and ${tagKeyCharacters}.`);
  }
  if (Value.length > tagValueCharacters) {
    invalid(`A Tag's Value must be a length between 0 and ${tagValueCharacters}.`);
  }
}

function checkSizes({ sizeGreaterThan, sizeLessThan }: LifecyclePredicates): void {
  const largest = limits.lifecycleSizeBytes;
  if (sizeGreaterThan !== undefined && !(sizeGreaterThan >= 0 && sizeGreaterThan <= largest)) {
    invalid(`'ObjectSizeGreaterThan' should be between 0 and ${largest}.`);
  }
  if (sizeLessThan !== undefined && !(sizeLessThan >= 1 && sizeLessThan <= largest)) {
    invalid(`'ObjectSizeLessThan' should be between 1 and ${largest}.`);
  }
  if (sizeGreaterThan === undefined || sizeLessThan === undefined) return;
  if (sizeGreaterThan >= sizeLessThan) {
    invalid("'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
  }
}

function invalid(message: string): never {
  return fail("InvalidRequest", { message });
}
