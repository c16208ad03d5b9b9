import { nextFaultId } from "../state/faults.js";
import type { S3 } from "../state/s3.js";
import { showAllChanges } from "./configurationChange.js";
import { checkNames } from "./knownNames.js";
import type { Fault } from "./replicationFaults.js";
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

/** A fault of requests in force, until it is ended. */
export interface CountedFault extends Fault {
  /** How often it has struck. */
  readonly count: number;
}

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
   * @throws Error when an argument is wrong
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
   */
  respond(options: RespondOptions): CountedFault;
  /**
   * Loses the connection, before or after the operation takes effect: an error with code ECONNRESET.
   *
   * @throws Error when an argument is wrong
   */
  disconnect(options: DisconnectOptions): CountedFault;
  /**
   * Inverts the byte in the middle of what GetObject answers. A client that verifies checksums fails
   * when it reads the body.
   *
   * @throws Error when an argument is wrong
   */
  corrupt(options?: BodyFaultOptions): CountedFault;
  /**
   * Loses the connection while the body of GetObject is read: an error with code ECONNRESET.
   *
   * @throws Error when an argument is wrong
   */
  truncate(options: TruncateOptions): CountedFault;
  /**
   * Lets each request take its time: the mock's time moves on, nobody waits.
   *
   * @throws Error when an argument is wrong
   */
  latency(options: LatencyOptions): CountedFault;
  /**
   * Lets changes of a bucket's replication configuration be seen late, by GetBucketReplication and by
   * new versions alike. `end` lets all of them be seen.
   *
   * @throws Error when an argument is wrong
   */
  staleConfiguration(options: StaleConfigurationOptions): CountedFault;
}

/** The means to make requests to one simulated S3 go wrong. */
export function requestFaults(s3: S3): RequestFaults {
  let lastId = 0;

  function begin<Value extends { struck: number }>(
    faults: Map<number, Value>,
    fault: Value,
    ended = (_fault: Value) => {},
  ): CountedFault {
    const id = nextFaultId(faults, lastId);
    lastId = id;
    let countAtEnd = 0;
    faults.set(id, fault);
    return {
      get count() {
        return faults.get(id)?.struck ?? countAtEnd;
      },
      end() {
        // Restoring a snapshot puts another record in its place.
        const present = faults.get(id);
        if (present === undefined) return;
        countAtEnd = present.struck;
        faults.delete(id);
        ended(present);
      },
    };
  }

  const { requests, staleConfigurations } = s3.faults;
  return {
    respond: (options) => begin(requests, checkNames(s3, "respond", checkedResponse(options))),
    disconnect: (options) =>
      begin(requests, checkNames(s3, "disconnect", checkedDisconnection(options))),
    corrupt: (options = {}) =>
      begin(requests, checkNames(s3, "corrupt", checkedCorruption(options))),
    truncate: (options) => begin(requests, checkNames(s3, "truncate", checkedTruncation(options))),
    latency: (options) => begin(requests, checkNames(s3, "latency", checkedLatency(options))),
    staleConfiguration: (options) =>
      begin(
        staleConfigurations,
        checkNames(s3, "staleConfiguration", checkedStaleness(options)),
        ({ bucket }) => showAllChanges(s3, bucket),
      ),
  };
}
