import type { OptionRule } from "../base/checkOptions.js";
import type { ControlOperationName } from "../base/controlOperationNames.generated.js";
import type { S3Error } from "../base/errors.js";
import type { HttpRequest, HttpResponse } from "../base/http.js";
import type { OperationName } from "../base/operationNames.generated.js";
import type { Operation } from "../operations/operation.js";
import type { S3 } from "../state/s3.js";
import type { ParseHost } from "../wire/addressing.js";
import type { FailedRequest } from "../wire/writeError.js";

/**
 * How a service speaks of what S3 does: its hosts, headers, documents and rules. The pipeline asks a
 * dialect for what it has, and goes S3's way where it has nothing.
 */
export interface Dialect {
  /** Region of buckets made without a constraint, and of clients that name none. */
  readonly region: string;
  /** How its Regions are named. */
  readonly regionOption: OptionRule;
  /** Reads the hosts that are its own. */
  readonly parseHost: ParseHost;
  /** Those that are simulated. */
  readonly operations: Readonly<Partial<Record<OperationName, Operation<never, object>>>>;
  /** Those of S3 Control that are simulated. Absent: none. */
  readonly controlOperations?: Readonly<
    Partial<Record<ControlOperationName, Operation<never, object>>>
  >;
  /** Whether the operations that S3 wants a checksum for refuse a body without one. */
  readonly requiresChecksum: boolean;
  /** Whether a body may come in chunks without its length being told. */
  readonly takesUnknownLength: boolean;
  /**
   * Finds the access key that a request is signed with, by a scheme of the dialect's own; undefined
   * where it is not signed. Absent: AWS Signature Version 4.
   *
   * @throws S3Error for a signature that is wrong
   */
  readonly verifySignature?: VerifySignature;
  /** The headers of an answer by which it can be told from others. */
  readonly idHeaders: { readonly requestId: string; readonly hostId: string };
  /**
   * A request in S3's terms. Absent: it already is.
   *
   * @throws S3Error for what S3 has no terms for
   */
  readonly readRequest?: (request: HttpRequest) => HttpRequest;
  /** S3's name of a storage class. Absent: it has that one. @throws S3Error for an unknown one */
  readonly readStorageClass?: (name: string) => string;
  /** The answer in the dialect's terms; it may be changed in place. Absent: it already is. */
  readonly writeAnswer?: (s3: S3, answer: HttpResponse, answered: Answered) => HttpResponse;
  /** The document of an error. Absent: S3's. */
  readonly writeError?: (error: S3Error, request: FailedRequest) => HttpResponse;
}

/** An access key as signatures are verified with it. */
export interface SecretKey {
  readonly secretAccessKey: string;
}

/** What a signature is verified with. */
export interface Verification<Key extends SecretKey> {
  /** @throws S3Error for a key that is not known, or another token than its own */
  readonly findKey: (accessKeyId: string, sessionToken: string | undefined) => Key;
  /** What the clocks show that a signature may go by, in milliseconds since the epoch. */
  readonly nowsMs: readonly number[];
}

export type VerifySignature = <Key extends SecretKey>(
  request: HttpRequest,
  verification: Verification<Key>,
) => Key | undefined;

/** What an answer is an answer to. */
export interface Answered {
  readonly method: string;
  /** Absent for an error. */
  readonly operation?: OperationName | ControlOperationName;
  /** Absent for an error. */
  readonly input?: object;
}
