import { fail } from "../../base/errors.js";
import { afterPrefix, compareKeys } from "../../state/keyOrder.js";
import type { SortedMap } from "../../state/sortedMap.js";

/** Which part of a bucket a listing walks. */
export interface ListingScope {
  readonly prefix: string;
  /** Undefined or empty: nothing is rolled up. */
  readonly delimiter: string | undefined;
  /** Goes on after this key, and after everything that is rolled up together with it. */
  readonly after: string;
}

/** What a listing meets: a key with its entries, or keys rolled up to their common prefix. */
export type Listed<Entries> =
  | { readonly key: string; readonly entries: Entries }
  | { readonly commonPrefix: string };

/**
 * Walks keys in UTF-8 byte order, rolling up what lies beyond the delimiter. Costs what it yields:
 * keys below a common prefix are skipped and not visited.
 *
 * @param isListed - whether a key counts; one that does not makes no common prefix either
 */
export function* listed<Entries>(
  keys: SortedMap<string, Entries>,
  scope: ListingScope,
  isListed: (entries: Entries) => boolean,
): Generator<Listed<Entries>> {
  const { prefix, after } = scope;
  // Where a marker lies within a common prefix, that prefix has been listed. `assumed` for markers
  // that no listing gave.
  let skipped = commonPrefixOf(after, scope);
  const resume = skipped === undefined ? after : afterPrefix(skipped);
  let walk = keys.entries(compareKeys(resume, prefix) > 0 ? resume : prefix);
  for (;;) {
    const next = walk.next();
    if (next.done) return;
    const [key, entries] = next.value;
    if (!key.startsWith(prefix)) return;
    if (key === after || (skipped !== undefined && key.startsWith(skipped))) continue;
    if (!isListed(entries)) continue;
    const commonPrefix = commonPrefixOf(key, scope);
    if (commonPrefix === undefined) {
      yield { key, entries };
      continue;
    }
    yield { commonPrefix };
    skipped = commonPrefix;
    walk = keys.entries(afterPrefix(commonPrefix));
  }
}

/** What a key is rolled up to, if it is. */
function commonPrefixOf(key: string, { prefix, delimiter }: ListingScope): string | undefined {
  if (!delimiter || !key.startsWith(prefix)) return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end === -1 ? undefined : key.slice(0, end + delimiter.length);
}

/** Encodes names in a listing when the request asks for it. */
export type Encode = (name: string) => string;

/**
 * How names are written: as they are, or URL-encoded.
 *
 * @throws S3Error InvalidArgument
 */
export function encoding(encodingType: string | undefined): Encode {
  if (encodingType === undefined) return (name) => name;
  if (encodingType !== "url") {
    fail("InvalidArgument", {
      message: "Invalid Encoding Method specified in Request",
      ArgumentName: "encoding-type",
      ArgumentValue: encodingType,
    });
  }
  return urlEncode;
}

/** Everything but unreserved characters and the slash is escaped; a blank as `+`. `assumed` */
function urlEncode(name: string): string {
  return encodeURIComponent(name)
    .replaceAll("%2F", "/")
    .replaceAll("%20", "+")
    .replace(/[!'()]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
