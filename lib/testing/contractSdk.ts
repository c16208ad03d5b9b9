/** The SDK's client for S3: a peer of this package, which whoever tests a contract has. */
export type Sdk = typeof import("@aws-sdk/client-s3");

/** Loads it when a contract is connected. */
export async function loadSdk(): Promise<Sdk> {
  return import("@aws-sdk/client-s3");
}
