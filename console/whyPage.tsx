import { useState } from "preact/hooks";
import type { Overview } from "../lib/console/overview.js";
import type { WhyPage as Facts } from "../lib/console/whyPage.js";
import type { PageProps } from "./app.js";
import { More, Shown, Table } from "./parts.js";
import { useLooked } from "./server.js";

const encryptions: readonly (readonly [value: string, label: string])[] = [
  ["AES256", "SSE-S3 (AES256)"],
  ["aws:kms", "SSE-KMS (aws:kms)"],
  ["aws:kms:dsse", "DSSE-KMS (aws:kms:dsse)"],
];

/** Asks the rules of a bucket about an object that nobody has written. */
export function WhyPage({ parameters }: PageProps) {
  const overview = useLooked<Overview>("overview");
  const buckets = overview.value?.buckets ?? [];
  const [typed, setTyped] = useState<Record<string, string>>({ key: "", tags: "", size: "0" });
  const set = (event: Event) => {
    const { name, value } = event.currentTarget as HTMLInputElement;
    setTyped((before) => ({ ...before, [name]: value }));
  };
  const bucket = typed.bucket ?? parameters.bucket ?? buckets[0]?.name ?? "";
  const encryption = typed.encryption ?? "AES256";
  const { key, tags, size } = typed;
  const looked = useLooked<Facts>("why", { bucket, key, tags, encryption });
  return (
    <>
      <p>Nothing is written: the rules of the bucket are asked about what you type.</p>
      <form class="fields" onSubmit={(event) => event.preventDefault()}>
        <label>
          Bucket
          <input name="bucket" list="buckets" value={bucket} onInput={set} />
        </label>
        <label>
          Key
          <input name="key" value={typed.key ?? ""} onInput={set} />
        </label>
        <label>
          Tags, such as team=red, one in each line
          <textarea name="tags" rows={3} value={typed.tags ?? ""} onInput={set} />
        </label>
        <label>
          Size in bytes
          <input name="size" type="number" min="0" value={typed.size ?? ""} onInput={set} />
        </label>
        <label>
          Encryption
          <select name="encryption" value={encryption} onChange={set}>
            {encryptions.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </form>
      <datalist id="buckets">
        {buckets.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <section aria-live="polite" aria-label="Answer">
        <Shown looked={looked}>{(answer) => <Answer of={answer} sizeBytes={size ?? ""} />}</Shown>
      </section>
    </>
  );
}

function Answer({
  of: { summary, notes, rules, ruleCount },
  sizeBytes,
}: {
  readonly of: Facts;
  readonly sizeBytes: string;
}) {
  return (
    <>
      <h2>{summary}</h2>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <p>{`No replication rule looks at the size: ${sizeBytes} bytes are as good as any other.`}</p>
      {rules.length > 0 && (
        <Table caption="Rules" heads={["Rule", "To", "Verdict", "Reason"]}>
          {rules.map(({ ruleId, destinationBucket, verdict, reason }) => (
            <tr key={`${ruleId} ${destinationBucket}`}>
              <td>{ruleId}</td>
              <td>{destinationBucket}</td>
              <td>{verdict}</td>
              <td>{reason}</td>
            </tr>
          ))}
        </Table>
      )}
      <More count={ruleCount - rules.length} />
    </>
  );
}
