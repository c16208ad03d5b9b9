import type { ReplicationMetrics } from "../observe/metrics.js";
import type { Command } from "./command.js";
import { callForJson, clientFlags } from "./controlClient.js";

export const metricsCommand: Command = {
  summary: "Prints CloudWatch's replication metrics of a bucket.",
  operands: ["<BUCKET>"],
  details: ["There are some for each rule that has Metrics or ReplicationTime enabled."],
  flags: clientFlags,
  examples: ["metrics source"],
  async run(given, terminal) {
    const query = { bucket: given.operands[0] };
    const request = { method: "GET", path: "metrics", query };
    const answer = await callForJson<readonly ReplicationMetrics[]>(given, request);
    if (given.has("json")) {
      terminal.print(JSON.stringify(answer, undefined, 2));
      return;
    }
    for (const metrics of answer) {
      const { ruleId, destinationBucket, ...figures } = metrics;
      terminal.print(`Rule ${JSON.stringify(ruleId)} to s3://${destinationBucket}:`);
      terminal.print(`  BytesPendingReplication: ${figures.bytesPendingReplication}`);
      terminal.print(`  OperationsPendingReplication: ${figures.operationsPendingReplication}`);
      terminal.print(`  ReplicationLatency: ${figures.replicationLatencySeconds} s`);
      terminal.print(`  OperationsFailedReplication: ${figures.operationsFailedReplication}`);
    }
    if (answer.length === 0) terminal.print("None of its rules has metrics.");
  },
};
