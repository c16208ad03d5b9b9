import type { dialects } from "../dialects/dialects.js";
import type { LifeLog } from "../observe/timeline/lifeLog.js";
import type { S3 } from "../state/s3.js";
import type { ChangeFeed } from "./changeFeed.js";

/** What the console shows, and how it comes to know of changes. */
export interface ConsoleSource {
  readonly s3: S3;
  readonly lives: LifeLog;
  readonly feed: ChangeFeed;
  /** Whose S3 it is. */
  readonly dialect: keyof typeof dialects;
  /** Runs something that only looks, after what is due has been done. */
  look<Result>(run: () => Result): Result;
}
