import { aws } from "./aws.js";
import { cos } from "./cos/cos.js";
import type { Dialect } from "./dialect.js";

/** The dialects by their names. */
export const dialects = { aws, cos } as const satisfies Readonly<Record<string, Dialect>>;
