import { expect, test } from "@jest/globals";
import { replicationMock } from "s3-replication-mock";
import "../../../lib/testing/jest.js";

test("the expect of @jest/globals has the matchers, and their types", () => {
  const mock = replicationMock({ buckets: { box: {} } });
  expect(mock).not.toHaveReceivedAnyCommand();
  expect(mock).not.toHaveReplicated("s3://box/none", { because: "MissingKey" });
  // @ts-expect-error: there is no such status
  expect(() => expect(mock).toHaveReplicationStatus("s3://box/none", "DONE")).toThrow("DONE");
});
