import {
  checkOptions,
  choiceOption,
  countOption,
  msOption,
  type OptionRule,
  textOption,
} from "../base/checkOptions.js";
import { controlOperationNames } from "../base/controlOperationNames.generated.js";
import { errorCodes, usualMessage } from "../base/errors.js";
import { MockError } from "../base/mockError.js";
import { operationNames } from "../base/operationNames.generated.js";
import type { RequestFault, StaleConfiguration } from "../state/requestFault.js";
import type {
  BodyFaultOptions,
  DisconnectOptions,
  LatencyOptions,
  RespondOptions,
  StaleConfigurationOptions,
  TruncateOptions,
} from "./requestFaultOptions.js";

type OptionRules<Options> = { [Name in keyof Required<Options>]: OptionRule };

const bodyOptions: OptionRules<BodyFaultOptions> = {
  bucket: textOption("the name of a bucket"),
  key: {
    allowed: "a key or a regular expression",
    accepts: (value) => typeof value === "string" || value instanceof RegExp,
  },
  prefix: { allowed: "a string", accepts: (value) => typeof value === "string" },
  times: countOption(1),
};

const scopeOptions = {
  operation: {
    allowed: 'the name of one of S3\'s operations, such as "PutObject"',
    choices: [...operationNames, ...controlOperationNames],
    accepts: (value: unknown) =>
      [...operationNames, ...controlOperationNames].some((name) => name === value),
  },
  ...bodyOptions,
};

const respondOptions: OptionRules<RespondOptions> = {
  ...scopeOptions,
  code: {
    allowed: `one of ${errorCodes.join(", ")}`,
    choices: errorCodes,
    accepts: (value) => errorCodes.some((code) => code === value),
  },
  message: textOption("a text"),
  in200: choiceOption(true, false),
};

/** The operations that answer 200 before they know how they will end. */
const slowOperations = ["CompleteMultipartUpload", "CopyObject", "UploadPartCopy"];

/** @throws MockError that says what came and what is allowed */
export function checkedResponse(options: RespondOptions): RequestFault {
  check("respond", options, respondOptions, ["code"]);
  const { code, message, in200 = false, ...scope } = options;
  if (message === undefined && usualMessage(code) === "") {
    throw new MockError(
      `faults.respond: ${code} has no message of its own; give it one as message`,
    );
  }
  if (in200 && !slowOperations.includes(options.operation ?? "")) {
    throw new MockError(
      `faults.respond: in200 needs an operation that S3 answers so; allowed are ${slowOperations.join(", ")}`,
    );
  }
  return { ...scope, kind: "respond", code, message, in200, struck: 0 };
}

/** @throws MockError that says what came and what is allowed */
export function checkedDisconnection(options: DisconnectOptions): RequestFault {
  const fields: OptionRules<DisconnectOptions> = {
    ...scopeOptions,
    when: choiceOption("before", "after"),
  };
  check("disconnect", options, fields, ["when"]);
  const { when, ...scope } = options;
  const kind = when === "before" ? "disconnectBefore" : "disconnectAfter";
  return { ...scope, kind, struck: 0 };
}

/** @throws MockError that says what came and what is allowed */
export function checkedCorruption(options: BodyFaultOptions): RequestFault {
  check("corrupt", options, bodyOptions);
  return { ...options, operation: "GetObject", kind: "corrupt", struck: 0 };
}

/** @throws MockError that says what came and what is allowed */
export function checkedTruncation(options: TruncateOptions): RequestFault {
  const fields: OptionRules<TruncateOptions> = { ...bodyOptions, afterBytes: countOption(0) };
  check("truncate", options, fields, ["afterBytes"]);
  return { ...options, operation: "GetObject", kind: "truncate", struck: 0 };
}

/** @throws MockError that says what came and what is allowed */
export function checkedLatency(options: LatencyOptions): RequestFault {
  const fields: OptionRules<LatencyOptions> = { ...scopeOptions, ms: msOption };
  check("latency", options, fields, ["ms"]);
  return { ...options, kind: "latency", struck: 0 };
}

/** @throws MockError that says what came and what is allowed */
export function checkedStaleness(options: StaleConfigurationOptions): StaleConfiguration {
  const fields: OptionRules<StaleConfigurationOptions> = {
    bucket: bodyOptions.bucket,
    ms: msOption,
  };
  check("staleConfiguration", options, fields, ["bucket", "ms"]);
  return { ...options, struck: 0 };
}

function check(
  fault: string,
  options: object,
  fields: Readonly<Record<string, OptionRule>>,
  required: readonly string[] = [],
): void {
  checkOptions(options, fields, {
    field: `faults.${fault}: `,
    whole: `faults.${fault}: the argument`,
  });
  // It is an object by now; which names it has, nobody knows.
  const given = options as Readonly<Record<string, unknown>>;
  for (const name of required) {
    if (given[name] !== undefined) continue;
    throw new MockError(`faults.${fault}: ${name} is missing; allowed is ${fields[name]?.allowed}`);
  }
}
