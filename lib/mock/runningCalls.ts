import { doDueTasks } from "../agenda/doDueTasks.js";
import type { ChangeFeed } from "../console/changeFeed.js";
import type { EventHub } from "../observe/events/eventHub.js";
import { tellChanges } from "../state/report.js";
import type { S3 } from "../state/s3.js";
import type { RunCall } from "./everyCall.js";

/** How calls are run: what is due is done before, and what has happened is told after. */
export interface RunningCalls {
  /** A call of the handle, after which something may be another. */
  readonly runCall: RunCall;
  /** A look of the console's: whoever follows the changes is not told that somebody has looked. */
  readonly look: RunCall;
}

/** The ways in which calls of one mock are run. */
export function runningCalls(
  s3: S3,
  events: Pick<EventHub, "deliver">,
  feed: ChangeFeed,
): RunningCalls {
  const look: RunCall = (run) => {
    try {
      doDueTasks(s3);
      return run();
    } finally {
      tellChanges(s3);
      events.deliver();
    }
  };
  const runCall: RunCall = (run) => {
    try {
      return look(run);
    } finally {
      feed.tell();
    }
  };
  return { runCall, look };
}
