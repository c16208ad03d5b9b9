import {
  type ControlOperationName,
  controlOperationNames,
} from "../base/controlOperationNames.generated.js";
import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import { controlOperationHead } from "./controlModel.js";

/** `<account>.s3-control.<region>.amazonaws.com`, and its dual-stack, FIPS and China forms. */
const controlHost =
  /^(?:(?<account>[^.]+)\.)?s3-control(?:-fips)?(?:\.dualstack)?\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;
/** The version of S3 Control's API, which all its paths begin with. */
const versionPath = "/v20180820/";

/** What a request to S3 Control says before its body is read. */
export interface ControlAddress {
  /** That of the endpoint; custom endpoints have none. */
  readonly region: string | undefined;
}

/**
 * Whether a request is for S3 Control and not for S3: by its host, or, at a custom endpoint, by its path
 * and the account that it names.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_region
 */
export function controlAddress({
  hostname,
  path,
  headers,
}: HttpRequest): ControlAddress | undefined {
  const isVersioned = path.startsWith(versionPath);
  if (!isVersioned && !hostname.includes("s3-control")) return undefined;
  const host = controlHost.exec(hostname.toLowerCase())?.groups;
  if (host !== undefined) return { region: host.region };
  return isVersioned && headers["x-amz-account-id"] !== undefined
    ? { region: undefined }
    : undefined;
}

/** An operation of S3 Control, and what the path says beside it. */
export interface ControlRoute {
  readonly operation: ControlOperationName;
  readonly labels: Readonly<Record<string, string>>;
}

interface Template {
  readonly operation: ControlOperationName;
  readonly method: string;
  readonly pattern: RegExp;
}

const templates: readonly Template[] = controlOperationNames.map((operation) => {
  const { method, path } = controlOperationHead(operation);
  const pattern = path.replace(/\{(\w+)(\+?)\}/g, (_, label: string, isGreedy: string) =>
    isGreedy ? `(?<${label}>.+)` : `(?<${label}>[^/]+)`,
  );
  return { operation, method, pattern: new RegExp(`^${pattern}$`) };
});

/**
 * Finds the operation of S3 Control that a request means.
 *
 * @throws S3Error MethodNotAllowed, InvalidURI
 */
export function routeControl({ method, path }: Pick<HttpRequest, "method" | "path">): ControlRoute {
  const fitting = templates.filter(({ pattern }) => pattern.test(path));
  const found = fitting.find((template) => template.method === method);
  if (found === undefined) {
    // `assumed`: the code. The fewest labels stand for the longest literal path.
    return fitting.length === 0
      ? fail("InvalidURI")
      : fail("MethodNotAllowed", { Method: method, ResourceType: "S3CONTROL" });
  }
  const labels: Record<string, string> = {};
  for (const [name, text] of Object.entries(found.pattern.exec(path)?.groups ?? {})) {
    labels[name] = decodeLabel(text);
  }
  return { operation: found.operation, labels };
}

function decodeLabel(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return fail("InvalidURI");
  }
}
