import type { S3Client, ServiceInputTypes, ServiceOutputTypes } from "@aws-sdk/client-s3";
import type { MiddlewareStack as StackOf3200 } from "aws-sdk-types-3.200";
import { type ReplicationMock, replicationMock } from "s3-replication-mock";
import type { MiddlewareStack as StackOfSmithy2 } from "smithy-types-2.0";

/** A client as typed by the SDK of a certain age: its `middlewareStack` is all the mock touches. */
interface ClientOf<Stack> {
  readonly middlewareStack: Stack;
}

// Compiling is the test: nowhere a cast.
export function attachToNewest(client: S3Client): ReplicationMock {
  const mock = replicationMock();
  client.middlewareStack.use(mock);
  return mock;
}

export function attachTo3200(
  client: ClientOf<StackOf3200<ServiceInputTypes, ServiceOutputTypes>>,
): void {
  client.middlewareStack.use(replicationMock());
}

export function attachToSmithy2(
  client: ClientOf<StackOfSmithy2<ServiceInputTypes, ServiceOutputTypes>>,
): void {
  client.middlewareStack.use(replicationMock());
}

export function attachToAll(clients: readonly S3Client[], mock: ReplicationMock): void {
  for (const client of clients) client.middlewareStack.use(mock);
}

export function refuseWhatIsNoOption(): void {
  // @ts-expect-error an option that does not exist is a misspelt one
  replicationMock({ delays: 5 });
  // @ts-expect-error a Region is a string
  replicationMock({ region: 1 });
}
