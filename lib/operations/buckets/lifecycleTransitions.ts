import { fail } from "../../base/errors.js";

export const dayMs = 86_400_000;

/** A change of the storage class, of current versions or of noncurrent ones. */
export interface LifecycleTransition {
  readonly storageClass: string;
  /** Days to wait, or the days since the epoch that a date is. */
  readonly day: number;
}

/** How S3's texts name a kind of transitions, of what they say it, and for which filter. */
export interface TransitionWords {
  readonly action: "Transition" | "NoncurrentVersionTransition";
  readonly unit: "Days" | "Date" | "NoncurrentDays";
  readonly filter: string;
}

/** From warm to cold. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html */
const waterfall = [
  "STANDARD_IA",
  "INTELLIGENT_TIERING",
  "ONEZONE_IA",
  "GLACIER_IR",
  "GLACIER",
  "DEEP_ARCHIVE",
];

/** How long an object has to stay in a class before a rule moves it on. */
const leastDays: Readonly<Record<string, number>> = {
  STANDARD_IA: 30,
  ONEZONE_IA: 30,
  GLACIER_IR: 90,
  GLACIER: 90,
};

/**
 * Checks the transitions of one rule against each other. Evidence for all texts but the first is another
 * implementation's, whose author had S3's answers; the rules are documented.
 *
 * @throws S3Error InvalidRequest, InvalidArgument
 */
export function checkTransitionOrder(
  transitions: readonly LifecycleTransition[],
  words: TransitionWords,
): void {
  const { action, filter } = words;
  const classes = transitions.map(({ storageClass }) => storageClass);
  if (new Set(classes).size < classes.length) {
    fail("InvalidRequest", {
      message: `'StorageClass' must be different for '${action}' actions in same 'Rule' with filter '${filter}'`,
    });
  }
  const byClass = [...transitions].sort((a, b) => rank(a) - rank(b));
  for (const [index, colder] of byClass.entries()) {
    for (const warmer of byClass.slice(0, index)) checkPair(warmer, colder, words);
  }
}

function rank({ storageClass }: LifecycleTransition): number {
  return waterfall.indexOf(storageClass);
}

function checkPair(
  warmer: LifecycleTransition,
  colder: LifecycleTransition,
  words: TransitionWords,
): void {
  const { action, unit, filter } = words;
  const cold = `'${unit}' in the '${action}' action for StorageClass '${colder.storageClass}' for filter '${filter}'`;
  const warm = `the '${action}' action for StorageClass '${warmer.storageClass}' for filter '${filter}'`;
  // Neither of these two leads to the other.
  const isDeadEnd = warmer.storageClass === "ONEZONE_IA" && colder.storageClass === "GLACIER_IR";
  if (colder.day <= warmer.day || isDeadEnd) {
    invalid(`${cold} must be greater than '${unit}' in ${warm}`, colder, unit);
  }
  const gap = leastDays[warmer.storageClass] ?? 0;
  if (colder.day - warmer.day < gap) {
    invalid(`${cold} must be ${gap} days more than 'filter '${filter}'' in ${warm}`, colder, unit);
  }
}

/** The argument is `assumed`. */
function invalid(
  message: string,
  { day }: LifecycleTransition,
  unit: TransitionWords["unit"],
): never {
  return fail("InvalidArgument", {
    message,
    ArgumentName: unit,
    ...(unit !== "Date" && { ArgumentValue: String(day) }),
  });
}
