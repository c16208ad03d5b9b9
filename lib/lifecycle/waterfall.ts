/** The storage classes that lifecycle moves objects to, the one that wins over all others first. */
const coldestFirst = [
  "DEEP_ARCHIVE",
  "GLACIER",
  "INTELLIGENT_TIERING",
  "GLACIER_IR",
  "ONEZONE_IA",
  "STANDARD_IA",
];

const fromStandard: ReadonlySet<string> = new Set(coldestFirst);

/** Where a class's objects may be moved to. */
const below: Readonly<Record<string, ReadonlySet<string>>> = {
  STANDARD: fromStandard,
  REDUCED_REDUNDANCY: fromStandard,
  STANDARD_IA: new Set([
    "INTELLIGENT_TIERING",
    "ONEZONE_IA",
    "GLACIER_IR",
    "GLACIER",
    "DEEP_ARCHIVE",
  ]),
  INTELLIGENT_TIERING: new Set(["ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"]),
  ONEZONE_IA: new Set(["GLACIER", "DEEP_ARCHIVE"]),
  GLACIER_IR: new Set(["GLACIER", "DEEP_ARCHIVE"]),
  GLACIER: new Set(["DEEP_ARCHIVE"]),
};

/**
 * Whether lifecycle moves objects from one storage class to another.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
 */
export function flowsTo(from: string, to: string): boolean {
  return below[from]?.has(to) === true;
}

/**
 * The order in which transitions that are due together win, the winner with the lowest number. That
 * Intelligent-Tiering wins over all but the archives, and an archive over infrequent access, is
 * documented; the order of the rest is `assumed`.
 */
export function rankOf(storageClass: string): number {
  return coldestFirst.indexOf(storageClass);
}

/** Objects below 128 KB cost more in another class than they save. */
const usualMinimumBytes = 131_072;

/**
 * How large an object must be to be moved to a class. A rule that says something of sizes itself means
 * what it says.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
 */
export function minimumSizeBytes(
  storageClass: string,
  setting: { readonly filtersBySize: boolean; readonly defaultMinimum: string | undefined },
): number {
  if (setting.filtersBySize) return 0;
  const isArchive = storageClass === "GLACIER" || storageClass === "DEEP_ARCHIVE";
  const varies = setting.defaultMinimum === "varies_by_storage_class";
  return varies && isArchive ? 0 : usualMinimumBytes;
}
