import { regionOption } from "../base/checkOptions.js";
import { controlOperations } from "../operations/jobs/controlOperations.js";
import { operations } from "../operations/operations.js";
import { parseEndpointHost } from "../wire/endpointHost.js";
import type { Dialect } from "./dialect.js";

/** Amazon S3's own: there is nothing to translate. */
export const aws: Dialect = {
  region: "us-east-1",
  regionOption,
  parseHost: parseEndpointHost,
  operations,
  controlOperations,
  requiresChecksum: true,
  takesUnknownLength: false,
  idHeaders: { requestId: "x-amz-request-id", hostId: "x-amz-id-2" },
};
