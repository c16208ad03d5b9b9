/** The endpoints of S3: its own, access points', and those of its siblings, which speak the same protocol. */
export type EndpointKind =
  | "s3"
  | "accessPoint"
  | "multiRegionAccessPoint"
  | "express"
  | "outposts"
  | "objectLambda";

/** What the host name of an AWS endpoint says. */
export interface EndpointHost {
  readonly kind: EndpointKind;
  /** Absent where the endpoint is not one Region's. */
  readonly region?: string;
  /** What stands before the endpoint: a bucket, an access point. */
  readonly prefix?: string;
}

const region = "[a-z]{2,}(?:-[a-z]+)+-\\d+";
const domain = "amazonaws\\.(?:com(?:\\.cn)?|eu)";

/**
 * Hosts with a Region of their own: `s3.<region>`, `s3.dualstack.<region>`, `s3-fips.<region>` and the like.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/s3.html
 */
const regional = new RegExp(
  `^(?:(?<prefix>.+?)\\.)?(?<service>s3|s3-accesspoint|s3-object-lambda|s3-outposts|s3express(?:-fips)?-[a-z0-9-]+?)(?:-fips)?(?:\\.dualstack)?\\.(?<region>${region})\\.${domain}$`,
);
/** What nearly every host looks like; the others, which may have dots before them, take longer to read. */
const usual = /^(?:([^.]+)\.)?s3\.([a-z]{2}-[a-z]+-\d)\.amazonaws\.com$/;
/** `s3-<region>`, as hosts of the older Regions were once named. */
const dashed = new RegExp(`^(?:(?<prefix>.+?)\\.)?s3-(?:fips-)?(?<region>${region})\\.${domain}$`);
/** `s3.amazonaws.com` is the endpoint of us-east-1; accelerate endpoints belong to no Region. */
const global =
  /^(?:(?<prefix>.+?)\.)?(?<service>s3|s3-external-1|s3-accelerate(?:\.dualstack)?)\.amazonaws\.com$/;
const multiRegion = /^(?<prefix>.+?)\.accesspoint\.s3-global\.amazonaws\.com$/;

const kinds: Readonly<Record<string, EndpointKind>> = {
  s3: "s3",
  "s3-accesspoint": "accessPoint",
  "s3-object-lambda": "objectLambda",
  "s3-outposts": "outposts",
};

/** Reads the name of a host in lower case; undefined if it is not one of AWS's for S3. */
export function parseEndpointHost(hostname: string): EndpointHost | undefined {
  const [match, first, usualRegion = ""] = usual.exec(hostname) ?? [];
  if (match !== undefined) {
    return first === undefined
      ? { kind: "s3", region: usualRegion }
      : { kind: "s3", region: usualRegion, prefix: first };
  }
  const inRegion = regional.exec(hostname)?.groups ?? dashed.exec(hostname)?.groups;
  if (inRegion) {
    const { prefix, service = "s3", region: name = "" } = inRegion;
    const kind = kinds[service] ?? "express";
    return { kind, region: name, ...(prefix !== undefined && { prefix }) };
  }
  const anywhere = global.exec(hostname)?.groups;
  if (anywhere) {
    const { prefix, service = "" } = anywhere;
    const isAccelerate = service.startsWith("s3-accelerate");
    return {
      kind: "s3",
      ...(!isAccelerate && { region: "us-east-1" }),
      ...(prefix !== undefined && { prefix }),
    };
  }
  const alias = multiRegion.exec(hostname)?.groups?.prefix;
  return alias === undefined ? undefined : { kind: "multiRegionAccessPoint", prefix: alias };
}
