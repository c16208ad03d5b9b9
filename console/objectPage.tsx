import type { ObjectPage as ObjectFacts } from "../lib/console/objectPage.js";
import type { TimelinePart } from "../lib/console/timelinePart.js";
import type { PageProps } from "./app.js";
import { More, Properties, Scrolled, Shown, Status, Table, Text } from "./parts.js";
import { addressOf } from "./route.js";
import { addressOf as lookedAt, useLooked } from "./server.js";

/** JSON has no dates: they come as text. */
type Facts = Omit<ObjectFacts, "work"> & { readonly work: readonly Work[] };

type Work = Omit<ObjectFacts["work"][number], "acceptedAt" | "dueAt" | "endedAt"> & {
  readonly acceptedAt: string;
  readonly dueAt?: string;
  readonly endedAt?: string;
};

interface ObjectPlace {
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly versionId: string | undefined;
}

/** A version of an object, as the AWS console's Overview shows it, and why it is as it is. */
export function ObjectPage({ parameters: { bucket, key, versionId } }: PageProps) {
  const place = { bucket, key, versionId };
  const looked = useLooked<Facts>("object", place);
  return (
    <>
      <p>
        In bucket <a href={addressOf("bucket", { bucket })}>{bucket}</a>,{" "}
        <a href={addressOf("bucket", { bucket, prefix: key })}>all versions</a>
      </p>
      <Shown looked={looked}>{(facts) => <Sections of={facts} place={place} />}</Shown>
    </>
  );
}

function Sections({ of: facts, place }: { readonly of: Facts; readonly place: ObjectPlace }) {
  const { properties, replicationStatus, work, explanation, lifecycle, tags, metadata } = facts;
  const tagged = tags.map(({ Key, Value }) => [Key, Value] as const);
  return (
    <>
      <h2>Overview</h2>
      {properties.length > 0 && (
        <dl>
          <div>
            <dt>Replication status</dt>
            <dd>
              <Status of={replicationStatus} />
            </dd>
          </div>
        </dl>
      )}
      <Properties of={properties} />
      <Destinations of={work} />
      <More count={facts.workCount - work.length} />
      <h2>Explanation</h2>
      <Text label="Explanation">{explanation}</Text>
      <Timeline place={place} />
      {lifecycle.length > 0 && <h2>Lifecycle</h2>}
      {lifecycle.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Named title="Tags" of={tagged} />
      <Named title="Metadata" of={metadata} />
      <Named title="Object Lock" of={facts.lock} />
      <Named title="Headers of a HEAD" of={facts.head} />
    </>
  );
}

/** Of metadata, and of the headers that tell of it. */
const shownProperties = 100;

function Named({
  title,
  of,
}: {
  readonly title: string;
  readonly of: readonly (readonly [string, string])[];
}) {
  return (
    <>
      <h2>{title}</h2>
      {of.length === 0 ? <p>None.</p> : <Properties of={of.slice(0, shownProperties)} />}
      <More count={of.length - shownProperties} />
    </>
  );
}

function Destinations({ of: work }: { readonly of: readonly Work[] }) {
  if (work.length === 0) return null;
  return (
    <Table
      caption="Replication work"
      heads={["Destination", "Rule", "Operation", "State", "Accepted", "Due or ended", "Reason"]}
    >
      {work.map((each) => (
        <tr key={`${each.destinationBucket} ${each.operation} ${each.acceptedAt} ${each.ruleId}`}>
          <td>
            <a href={addressOf("bucket", { bucket: each.destinationBucket })}>
              {each.destinationBucket}
            </a>
          </td>
          <td>{each.ruleId}</td>
          <td>{each.operation}</td>
          <td>
            <Status of={each.state} />
          </td>
          <td>{each.acceptedAt}</td>
          <td>{each.endedAt ?? each.dueAt ?? "no time says"}</td>
          <td>{[each.failureReason, ...each.details].filter(Boolean).join(" – ")}</td>
        </tr>
      ))}
    </Table>
  );
}

function Timeline({ place }: { readonly place: ObjectPlace }) {
  const { value } = useLooked<TimelinePart>("timeline", { ...place });
  if (value === undefined || value.eventCount === 0) return null;
  // Another picture has another address: a browser shows what it has of the same.
  const address = lookedAt("timeline.svg", { ...place, mark: value.mark });
  return (
    <>
      <h2>Timeline</h2>
      <Scrolled label="Timeline">
        <img src={address} alt="The life of this version; the text below says the same" />
      </Scrolled>
      {value.leftOut > 0 && (
        <p>{value.leftOut} events before the last ones are not in the picture.</p>
      )}
      <details>
        <summary>Timeline as text</summary>
        <Text label="Timeline as text">{value.text}</Text>
      </details>
    </>
  );
}
