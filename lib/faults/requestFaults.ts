import type { RequestFault } from "../state/requestFault.js";
import type { S3 } from "../state/s3.js";
import { beginFault, type CountedFault } from "./beginFault.js";
import { checkNames } from "./knownNames.js";
import {
  checkedCorruption,
  checkedDisconnection,
  checkedLatency,
  checkedResponse,
  checkedStaleness,
  checkedTruncation,
} from "./requestFaultChecks.js";
import type {
  BodyFaultOptions,
  DisconnectOptions,
  LatencyOptions,
  RespondOptions,
  StaleConfigurationOptions,
  TruncateOptions,
} from "./requestFaultOptions.js";

/**
 * What can go wrong with requests, to make it go wrong: a client's own retries see it as they would
 * see it of S3. Of several faults that answer a request, the one that began first does.
 *
 * @public
 */
export interface RequestFaults {
  /**
   * Answers with an error, before the operation has done anything: SlowDown, InternalError, …
   *
   * @throws MockError when an argument is wrong
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
   */
  respond(options: RespondOptions): CountedFault;
  /**
   * Loses the connection, before or after the operation takes effect: an error with code ECONNRESET.
   *
   * @throws MockError when an argument is wrong
   */
  disconnect(options: DisconnectOptions): CountedFault;
  /**
   * Inverts the byte in the middle of what GetObject answers. A client that verifies checksums fails
   * when it reads the body.
   *
   * @throws MockError when an argument is wrong
   */
  corrupt(options?: BodyFaultOptions): CountedFault;
  /**
   * Loses the connection while the body of GetObject is read: an error with code ECONNRESET.
   *
   * @throws MockError when an argument is wrong
   */
  truncate(options: TruncateOptions): CountedFault;
  /**
   * Lets each request take its time: the mock's time moves on, nobody waits.
   *
   * @throws MockError when an argument is wrong
   */
  latency(options: LatencyOptions): CountedFault;
  /**
   * Lets changes of a bucket's replication configuration be seen late, by GetBucketReplication and by
   * new versions alike. `end` lets all of them be seen.
   *
   * @throws MockError when an argument is wrong
   */
  staleConfiguration(options: StaleConfigurationOptions): CountedFault;
}

/** The means to make requests to one simulated S3 go wrong. */
export function requestFaults(s3: S3): RequestFaults {
  const { requests, staleConfigurations } = s3.faults;
  const begin = (kind: string, options: object, value: RequestFault): CountedFault =>
    beginFault(s3, requests, {
      kind,
      options: { ...options },
      value: checkNames(s3, kind, value),
    });
  return {
    respond: (options) => begin("respond", options, checkedResponse(options)),
    disconnect: (options) => begin("disconnect", options, checkedDisconnection(options)),
    corrupt: (options = {}) => begin("corrupt", options, checkedCorruption(options)),
    truncate: (options) => begin("truncate", options, checkedTruncation(options)),
    latency: (options) => begin("latency", options, checkedLatency(options)),
    staleConfiguration: (options) =>
      beginFault(s3, staleConfigurations, {
        kind: "staleConfiguration",
        value: checkNames(s3, "staleConfiguration", checkedStaleness(options)),
        options: { ...options },
      }),
  };
}
