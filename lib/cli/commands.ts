import { batchReplicateCommand } from "./batchReplicateCommand.js";
import type { Command } from "./command.js";
import { compareCommand } from "./compareCommand.js";
import { completionCommand } from "./completionCommand.js";
import { explainCommand } from "./explainCommand.js";
import { faultsCommand } from "./faultsCommand.js";
import { healthCommand } from "./healthCommand.js";
import { bucketsCommand, lsCommand, timelineCommand } from "./lookCommands.js";
import { metricsCommand } from "./metricsCommand.js";
import { requestsCommand } from "./requestsCommand.js";
import { serveCommand } from "./serve.js";
import { restoreCommand, saveCommand, snapshotCommand } from "./stateCommands.js";
import { advanceCommand, nowCommand, resetCommand, settleCommand } from "./timeCommands.js";
import { whyCommand } from "./whyCommand.js";

/** All commands, in the order in which help lists them. */
export const commands: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  health: healthCommand,
  settle: settleCommand,
  advance: advanceCommand,
  now: nowCommand,
  buckets: bucketsCommand,
  ls: lsCommand,
  explain: explainCommand,
  why: whyCommand,
  timeline: timelineCommand,
  faults: faultsCommand,
  requests: requestsCommand,
  metrics: metricsCommand,
  "batch-replicate": batchReplicateCommand,
  compare: compareCommand,
  reset: resetCommand,
  snapshot: snapshotCommand,
  restore: restoreCommand,
  save: saveCommand,
  completion: completionCommand(() => commands),
};
