import type { OptionRule } from "../../base/checkOptions.js";
import type { EndpointHost } from "../../wire/endpointHost.js";

/** The second one is where Tencent's SDKs turn to when the first one does not answer. */
const domain = "(?:myqcloud\\.com|tencentcos\\.cn)";
const regional = new RegExp(`^(?:(?<prefix>.+?)\\.)?cos\\.(?<region>[a-z0-9-]+)\\.${domain}$`);
const service = new RegExp(`^service\\.cos\\.${domain}$`);

/** A field that holds the name of a Region of COS; which there are is not asked. */
export const cosRegionOption: OptionRule = {
  allowed: 'the name of a Region such as "ap-guangzhou"',
  accepts: (value) => typeof value === "string" && /^[a-z]{2,}(-[a-z0-9]+)+$/.test(value),
};

/**
 * Reads `<BucketName-APPID>.cos.<Region>.myqcloud.com`, in lower case.
 *
 * @see https://cloud.tencent.com/document/product/436/6224
 */
export function parseCosHost(hostname: string): EndpointHost | undefined {
  if (service.test(hostname)) return { kind: "s3" };
  const { prefix, region } = regional.exec(hostname)?.groups ?? {};
  if (region === undefined) return undefined;
  return {
    kind: "s3",
    // The global one that accelerates belongs to no Region.
    ...(region !== "accelerate" && { region }),
    ...(prefix !== undefined && { prefix }),
  };
}
