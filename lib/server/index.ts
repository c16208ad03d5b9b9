/**
 * s3-replication-mock/server: the same simulated S3 for any client, on an address.
 *
 * @packageDocumentation
 */
import type { Listening, ListenOptions } from "./listenOptions.js";

export type { AccessKey, AnsweredRequest, Listening, ListenOptions } from "./listenOptions.js";

/** A mock that can be served. */
export interface Servable {
  listen(options?: ListenOptions): Promise<Listening>;
}

/**
 * Serves a mock over HTTP: `mock.listen(options)`.
 *
 * @throws MockError when an option is wrong, or the address cannot be had
 */
export function serve(mock: Servable, options: ListenOptions = {}): Promise<Listening> {
  return mock.listen(options);
}
