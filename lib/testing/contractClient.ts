/**
 * As much of the SDK's S3Client as a contract shows: no type of the SDK, whose copies differ from
 * version to version.
 */
export interface ContractClient {
  /** Sends a command of the SDK. */
  send<Output>(command: ContractCommand<Output>): Promise<Output>;
}

/** A command of the SDK that is answered with `Output`. */
export interface ContractCommand<Output> {
  resolveMiddleware(
    stack: never,
    configuration: never,
    options: never,
  ): (args: never) => Promise<{ output: Output }>;
}
