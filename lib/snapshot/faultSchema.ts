import { types } from "node:util";
import { controlOperationNames } from "../base/controlOperationNames.generated.js";
import { errorCodes } from "../base/errors.js";
import { operationNames } from "../base/operationNames.generated.js";
import { failureReasons } from "../state/failureReasons.js";
import { replicationActions } from "../state/faults.js";
import { counter, duration } from "./nameSchema.js";
import {
  count,
  either,
  flag,
  mapOf,
  oneOf,
  optional,
  record,
  recordOf,
  type Schema,
  text,
} from "./schema.js";

const regExp: Schema = (value, path) =>
  types.isRegExp(value) ? undefined : `${path} is not a regular expression`;
const plainNumber: Schema = (value, path) =>
  Number.isFinite(value) ? undefined : `${path} is not a number`;
const workScope = {
  bucket: optional(text),
  destination: optional(text),
  ruleId: optional(text),
  prefix: optional(text),
  role: optional(text),
  nth: optional(count),
  asked: count,
};
const requestScope = {
  operation: optional(oneOf(...operationNames, ...controlOperationNames)),
  bucket: optional(text),
  key: optional(either(text, regExp)),
  prefix: optional(text),
  times: optional(count),
  struck: count,
};
const option = either(text, flag, regExp, plainNumber);
/** The faults in force. */
export const faults = record({
  lastId: counter,
  begun: mapOf(count, record({ kind: text, options: recordOf(optional(option)) })),
  denials: mapOf(count, record({ ...workScope, action: oneOf(...replicationActions) })),
  failures: mapOf(count, record({ ...workScope, reason: oneOf(...failureReasons) })),
  outages: mapOf(
    count,
    either(record({ bucket: text, struck: count }), record({ region: text, struck: count })),
  ),
  kmsKeys: mapOf(
    count,
    record({ key: text, state: oneOf("Disabled", "PendingDeletion", "Missing"), struck: count }),
  ),
  requests: mapOf(
    count,
    either(
      record({
        ...requestScope,
        kind: oneOf("respond"),
        code: oneOf(...errorCodes),
        message: optional(text),
        in200: flag,
      }),
      record({ ...requestScope, kind: oneOf("disconnectBefore", "disconnectAfter", "corrupt") }),
      record({ ...requestScope, kind: oneOf("truncate"), afterBytes: count }),
      record({ ...requestScope, kind: oneOf("latency"), ms: duration }),
    ),
  ),
  staleConfigurations: mapOf(count, record({ bucket: text, ms: duration, struck: count })),
});
