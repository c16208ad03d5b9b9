import { expect, test } from "@jest/globals";
import { replicationMock } from "s3-replication-mock";
import "s3-replication-mock/jest";

test("the expect of @jest/globals has the matchers, and their types", () => {
  const mock = replicationMock({ buckets: { source: {} } });
  expect(mock).not.toHaveReplicated("s3://source/none", { because: "MissingKey" });
  // @ts-expect-error: there is no such status
  expect(() => expect(mock).toHaveReplicationStatus("s3://source/none", "DONE")).toThrow("DONE");
});
