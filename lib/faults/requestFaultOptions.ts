import type { ControlOperationName } from "../base/controlOperationNames.generated.js";
import type { ErrorCode } from "../base/errors.js";
import type { OperationName } from "../base/operationNames.generated.js";
import type { RequestScope } from "../state/requestFault.js";

/** The requests that a fault takes effect on; what is left open is for all. Each attempt of a client is one. */
export interface RequestFaultScope extends RequestScope {
  readonly operation?: OperationName | ControlOperationName | undefined;
}

/** What `respond` takes. */
export interface RespondOptions extends RequestFaultScope {
  /** Any of S3's errors by its `<Code>`. */
  readonly code: ErrorCode;
  /** Instead of the code's usual one; needed for codes that have none. */
  readonly message?: string | undefined;
  /** The answer has begun with 200 before the error: CopyObject, UploadPartCopy and CompleteMultipartUpload. */
  readonly in200?: boolean | undefined;
}

/** What `disconnect` takes. */
export interface DisconnectOptions extends RequestFaultScope {
  /** Before the operation takes effect, or after it has. */
  readonly when: "before" | "after";
}

/** What `corrupt` takes: the GetObject requests it takes effect on. */
export type BodyFaultOptions = Omit<RequestFaultScope, "operation">;

/** What `truncate` takes. */
export interface TruncateOptions extends BodyFaultOptions {
  /** How many bytes of the body still come; shorter bodies come whole. */
  readonly afterBytes: number;
}

/** What `latency` takes. */
export interface LatencyOptions extends RequestFaultScope {
  /** How long each request takes on the mock's clock, in milliseconds. */
  readonly ms: number;
}

/** What `staleConfiguration` takes. */
export interface StaleConfigurationOptions {
  readonly bucket: string;
  /** How long each change stays unseen, in milliseconds. */
  readonly ms: number;
}
