import type { Overview, OverviewRule } from "../lib/console/overview.js";
import { Scrolled } from "./parts.js";
import { type Arrow, type Node, nodeWidth, pictureLayout } from "./pictureLayout.js";
import { addressOf } from "./route.js";

/** Buckets as boxes, rules as arrows with what they have done. The tables below say the same in words. */
export function ReplicationPicture({ of: overview }: { readonly of: Overview }) {
  const { width, height, nodes, arrows } = pictureLayout(overview);
  if (nodes.length === 0) return null;
  return (
    <Scrolled label="Buckets and rules">
      <svg class="picture" viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
        <title>Buckets and the rules between them</title>
        <defs>
          <marker id="head" markerWidth="10" markerHeight="8" refX="9" refY="4" orient="auto">
            <path d="M0,0 L10,4 L0,8 z" class="arrowHead" />
          </marker>
        </defs>
        {arrows.map((arrow) => (
          <RuleArrow
            key={`${arrow.rule.source} ${arrow.rule.destination} ${arrow.rule.ruleId}`}
            of={arrow}
          />
        ))}
        {nodes.map((node) => (
          <BucketNode key={node.name} of={node} />
        ))}
      </svg>
    </Scrolled>
  );
}

function BucketNode({ of: { name, bucket, x, y, height } }: { readonly of: Node }) {
  const middle = y + height / 2;
  const box = (
    <>
      <title>{name}</title>
      <rect x={x} y={y} width={nodeWidth} height={height} rx="8" />
      <text x={x + 12} y={middle - 14} class="name">
        {cut(name, 26)}
      </text>
      <text x={x + 12} y={middle + 6}>
        {bucket?.region ?? "no such bucket"}
      </text>
      <text x={x + 12} y={middle + 24}>
        {bucket === undefined
          ? ""
          : `${bucket.owner}, ${bucket.keyCount} ${bucket.keyCount === 1 ? "key" : "keys"}`}
      </text>
    </>
  );
  if (bucket === undefined) return <g class="node missing">{box}</g>;
  return (
    <a class="node" href={addressOf("bucket", { bucket: name })}>
      {box}
    </a>
  );
}

function RuleArrow({ of: { rule, from, to, label } }: { readonly of: Arrow }) {
  const bend = (to.x - from.x) / 2;
  const path = `M${from.x},${from.y} C${from.x + bend},${from.y} ${to.x - bend},${to.y} ${to.x},${to.y}`;
  const { COMPLETED, PENDING, FAILED } = rule.work;
  return (
    <g class={`rule ${rule.status === "Enabled" ? "on" : "off"}`}>
      <path d={path} marker-end="url(#head)" />
      <text x={label.x} y={label.y - 10} text-anchor="middle" class="name">
        {cut(wordsOf(rule), 44)}
      </text>
      <text x={label.x} y={label.y + 16} text-anchor="middle">
        {`${COMPLETED.operations} completed, ${PENDING.operations} pending, ${FAILED.operations} failed`}
      </text>
      <text x={label.x} y={label.y + 33} text-anchor="middle">
        {`${COMPLETED.sizeBytes} / ${PENDING.sizeBytes} / ${FAILED.sizeBytes} bytes`}
      </text>
    </g>
  );
}

function wordsOf({ ruleId, prefix, tags, status }: OverviewRule): string {
  const tagged = tags.map(({ Key, Value }) => ` ${Key}=${Value}`).join("");
  const begin = prefix === "" ? "" : ` ${prefix}*`;
  return `${ruleId}:${begin}${tagged}${begin + tagged === "" ? " everything" : ""}${status === "Enabled" ? "" : ` (${status})`}`;
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
