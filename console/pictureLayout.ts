import type { Overview, OverviewBucket, OverviewRule } from "../lib/console/overview.js";

/** A bucket in the picture; lengths are in units of the picture. */
export interface Node {
  readonly name: string;
  readonly bucket: OverviewBucket | undefined;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** A rule in the picture, from one side of a bucket to a side of another. */
export interface Arrow {
  readonly rule: OverviewRule;
  readonly from: Point;
  readonly to: Point;
  /** Where its words stand. */
  readonly label: Point;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Node[];
  readonly arrows: readonly Arrow[];
}

export const nodeWidth = 250;
const columnWidth = 590;
const laneHeight = 84;
const gap = 32;

/** Buckets with rules in columns, what comes first on the left; buckets without are left to the table. */
export function pictureLayout({ buckets, rules }: Overview): Layout {
  const columns = columnsOf(rules);
  const lanes = new Map<string, number>();
  const takeLane = (name: string): number => {
    const lane = lanes.get(name) ?? 0;
    lanes.set(name, lane + 1);
    return lane;
  };
  const ends = rules.map((rule) => ({
    rule,
    from: takeLane(rule.source),
    to: takeLane(rule.destination),
  }));
  const bottoms: number[] = [];
  const nodes = new Map<string, Node>();
  for (const [name, column] of columns) {
    const y = bottoms[column] ?? gap;
    const height = (lanes.get(name) ?? 1) * laneHeight;
    bottoms[column] = y + height + gap;
    const bucket = buckets.find((each) => each.name === name);
    nodes.set(name, { name, bucket, x: column * columnWidth + 4, y, height });
  }
  const arrows = ends.flatMap(({ rule, from, to }) => {
    const [source, target] = [nodes.get(rule.source), nodes.get(rule.destination)];
    return source && target ? [arrowOf(rule, source, from, target, to)] : [];
  });
  const width = Math.max(0, ...[...nodes.values()].map(({ x }) => x + nodeWidth + 4));
  return { width, height: Math.max(0, ...bottoms), nodes: [...nodes.values()], arrows };
}

function arrowOf(
  rule: OverviewRule,
  source: Node,
  fromLane: number,
  target: Node,
  toLane: number,
): Arrow {
  const goesRight = source.x < target.x;
  const from = { x: source.x + (goesRight ? nodeWidth : 0), y: laneY(source, fromLane) };
  const to = { x: target.x + (goesRight ? 0 : nodeWidth), y: laneY(target, toLane) };
  return { rule, from, to, label: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } };
}

function laneY({ y }: Node, lane: number): number {
  return y + (lane + 0.5) * laneHeight;
}

/** The column of each bucket: one further to the right than what it gets its objects from. */
function columnsOf(rules: readonly OverviewRule[]): Map<string, number> {
  const columns = new Map<string, number>();
  const targets = new Set(rules.map(({ destination }) => destination));
  const sources = [...new Set(rules.map(({ source }) => source))];
  // Where all replicate to each other, the first one begins.
  const firsts = [...sources.filter((name) => !targets.has(name)), ...sources];
  for (const first of firsts) {
    if (columns.has(first)) continue;
    columns.set(first, 0);
    const reached = [first];
    for (const name of reached) {
      for (const { source, destination } of rules) {
        if (source !== name || columns.has(destination)) continue;
        columns.set(destination, (columns.get(name) ?? 0) + 1);
        reached.push(destination);
      }
    }
  }
  return columns;
}
