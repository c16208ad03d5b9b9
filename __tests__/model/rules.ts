/** The buckets of the model: `left` and `right` may replicate to each other, `left` to `third` too. */
export const bucketNames = ["left", "right", "third"] as const;

export type BucketName = (typeof bucketNames)[number];

/** A replication rule, as far as the model knows any. */
export interface ModelRule {
  readonly id: string;
  readonly destination: BucketName;
  readonly priority: number;
  readonly prefix: string;
  /** The value that the tag `k` must have. */
  readonly tag?: string;
  readonly isEnabled: boolean;
  readonly replicatesMarkers: boolean;
  readonly synchronizes: boolean;
}

/** What a rule looks at. */
export interface Candidate {
  readonly key: string;
  readonly isMarker: boolean;
  readonly tag: string | undefined;
}

/** The rules that replicate a candidate: all matching ones, but one for each destination. */
export function rulesFor(rules: readonly ModelRule[], candidate: Candidate): ModelRule[] {
  const matching = rules.filter((rule) => matches(rule, candidate));
  const winners = matching.filter((rule) =>
    matching.every(
      (other) => other.destination !== rule.destination || other.priority <= rule.priority,
    ),
  );
  return winners.filter((rule) => !candidate.isMarker || rule.replicatesMarkers);
}

function matches(rule: ModelRule, { key, isMarker, tag }: Candidate): boolean {
  const hasTag = rule.tag === undefined || (!isMarker && rule.tag === tag);
  return rule.isEnabled && key.startsWith(rule.prefix) && hasTag;
}

const plain = {
  priority: 1,
  prefix: "",
  isEnabled: true,
  replicatesMarkers: false,
  synchronizes: false,
};

/** The configurations that a bucket is given, by a name that says what is in them. */
export const configurations: Readonly<Record<"left" | "right", Record<string, ModelRule[]>>> = {
  left: {
    nothing: [],
    "all to right": [{ ...plain, id: "all", destination: "right" }],
    "all to right and third, with markers": [
      { ...plain, id: "right", destination: "right", replicatesMarkers: true },
      { ...plain, id: "third", destination: "third", priority: 2, replicatesMarkers: true },
    ],
    "all to right, in both ways": [
      { ...plain, id: "both", destination: "right", replicatesMarkers: true, synchronizes: true },
    ],
    "those with a tag to right": [{ ...plain, id: "tag", destination: "right", tag: "1" }],
    "x/ with markers to right, the rest without": [
      { ...plain, id: "rest", destination: "right" },
      {
        ...plain,
        id: "x",
        destination: "right",
        prefix: "x/",
        priority: 2,
        replicatesMarkers: true,
      },
    ],
    "all to right, Disabled; x/ to third": [
      { ...plain, id: "off", destination: "right", isEnabled: false },
      { ...plain, id: "x", destination: "third", prefix: "x/", priority: 2 },
    ],
  },
  right: {
    nothing: [],
    "all to left": [{ ...plain, id: "back", destination: "left", replicatesMarkers: true }],
    "all to left, in both ways": [
      { ...plain, id: "sync", destination: "left", synchronizes: true },
    ],
  },
};
