/** A bucket as the rules of COS name it. */
export interface CosDestination {
  readonly region: string;
  /** With its APPID. */
  readonly bucket: string;
}

const current = /^qcs::cos:([a-z0-9-]+)::([a-z0-9-]+-\d+)$/;
/** As Tencent's SDKs of 2017 had it, with the APPID in a place of its own. */
const former = /^qcs:id\/0:cos:([a-z0-9-]+):appid\/(\d+):([a-z0-9-]+)$/;

/** Reads `qcs::cos:<Region>::<BucketName-APPID>`; undefined when it is no name of a bucket. */
export function destinationOf(name: string): CosDestination | undefined {
  const [, region, bucket] = current.exec(name) ?? [];
  if (region !== undefined && bucket !== undefined) return { region, bucket };
  const [, formerRegion, appId, shortName] = former.exec(name) ?? [];
  if (formerRegion === undefined) return undefined;
  return { region: formerRegion, bucket: `${shortName}-${appId}` };
}
