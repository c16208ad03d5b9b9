/** The buckets behind each access point, by its alias or its account and name. */
export type AccessPoints = Map<string, readonly string[]>;

/** An access point that is not named by an alias. */
export interface AccessPointName {
  readonly name: string;
  readonly accountId: string;
}

/** Puts an access point in front of a bucket; one of several Regions takes more than one. */
export function addAccessPoint(
  points: AccessPoints,
  { accountId, name, bucket }: AccessPointName & { readonly bucket: string },
): void {
  const key = isAlias(name) ? name : `${accountId}/${name}`;
  points.set(key, [...(points.get(key) ?? []), bucket]);
}

/**
 * The name of the bucket behind an access point: of several, the first.
 *
 * @param point - an alias stands for itself
 */
export function bucketBehind(
  points: AccessPoints,
  point: AccessPointName | string,
): string | undefined {
  const key = typeof point === "string" ? point : `${point.accountId}/${point.name}`;
  return points.get(key)?.[0];
}

/**
 * The bucket that a bucket's name means, which may be the alias of an access point: undefined for one
 * that is not there.
 */
export function bucketNamed(points: AccessPoints, name: string): string | undefined {
  return isAlias(name) ? bucketBehind(points, name) : name;
}

function isAlias(name: string): boolean {
  return name.endsWith(".mrap") || name.endsWith("-s3alias");
}
