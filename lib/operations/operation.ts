import type { Requester } from "../access/requester.js";
import type { S3 } from "../state/s3.js";

/**
 * One operation of S3: it checks in S3's order, then changes state; one that fails has changed
 * nothing. Input and output are the SDK's, except that bodies are bytes.
 */
export type Operation<Input, Output> = (s3: S3, input: Input, requester: Requester) => Output;

/** An input of the SDK whose body has been read. */
export type WithBytes<Input extends { Body?: unknown }> = Omit<Input, "Body"> & {
  readonly Body?: Uint8Array | undefined;
};
