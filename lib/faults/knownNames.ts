import { closestName } from "../base/closestName.js";
import { MockError } from "../base/mockError.js";
import type { S3 } from "../state/s3.js";

/** What a fault may name: whatever of it is open is for all. */
export interface NamedScope {
  readonly bucket?: string | undefined;
  readonly destination?: string | undefined;
  readonly region?: string | undefined;
  readonly ruleId?: string | undefined;
}

/**
 * Refuses a fault that names a bucket, Region or rule which is not there and differs from one that is
 * by a slip: it would never take effect. Any other unknown one is kept, for what is made later.
 *
 * @param fault - its name below `mock.faults`
 * @throws MockError with the name that was probably meant
 */
export function checkNames<Scope extends NamedScope>(s3: S3, fault: string, scope: Scope): Scope {
  for (const [member, { what, names }] of Object.entries(known)) {
    const written = scope[member as keyof NamedScope];
    if (written === undefined) continue;
    const meant = closestName(written, names(s3));
    if (meant === undefined) continue;
    throw new MockError(
      `faults.${fault}: there is no ${what} ${JSON.stringify(written)}; did you mean ${JSON.stringify(meant)}?`,
    );
  }
  return scope;
}

/** The names in a scope that nothing has by now, as a sentence says them. */
export function missingNames(s3: S3, scope: NamedScope): string[] {
  return Object.entries(known).flatMap(([member, { what, names }]) => {
    const written = scope[member as keyof NamedScope];
    if (written === undefined || names(s3).includes(written)) return [];
    return [`there is no ${what} ${JSON.stringify(written)}`];
  });
}

const buckets = { what: "bucket", names: (s3: S3) => [...s3.buckets.keys()] };

const known: { readonly [Member in keyof Required<NamedScope>]: typeof buckets } = {
  bucket: buckets,
  destination: buckets,
  region: {
    what: "bucket in the Region",
    names: (s3) => [...new Set([...s3.buckets.values()].map(({ region }) => region))],
  },
  ruleId: {
    what: "rule",
    names: (s3) =>
      [...s3.buckets.values()].flatMap(({ replication, unseenConfigurations }) =>
        [replication, ...unseenConfigurations.map(({ configuration }) => configuration)].flatMap(
          (configuration) => configuration?.rules.map(({ id }) => id) ?? [],
        ),
      ),
  },
};
