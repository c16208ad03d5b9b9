import type { BucketPage as Bucket } from "../lib/console/readRoutes.js";
import type { VersionRow } from "../lib/console/versionPage.js";
import type { PageProps } from "./app.js";
import { Properties, Shown, Status, Table, Text } from "./parts.js";
import { PrefixSearch } from "./prefixSearch.js";
import { addressOf } from "./route.js";
import { useLooked } from "./server.js";

/** A bucket: its versions by pages, its rules in words, its configurations. */
export function BucketPage({ parameters: { bucket, prefix, after, rule } }: PageProps) {
  const looked = useLooked<Bucket>("bucket", { bucket, prefix, after, rule });
  return (
    <Shown looked={looked}>
      {(value) => (
        <>
          <Properties
            of={[
              ["Region", value.region],
              ["Account", value.owner],
              ["Versioning", value.versioning],
              ["Keys", String(value.keyCount)],
            ]}
          />
          <h2>Objects</h2>
          <PrefixSearch
            label="Keys that begin with"
            prefix={prefix ?? ""}
            addressFor={(asked) => addressOf("bucket", { bucket, prefix: asked })}
          />
          <Versions of={value} />
          <nav aria-label="Pages of objects" class="paging">
            {after !== undefined && (
              <a href={addressOf("bucket", { bucket, prefix })}>First page</a>
            )}
            {value.next !== undefined && (
              <a href={addressOf("bucket", { bucket, prefix, after: value.next })}>Next page</a>
            )}
          </nav>
          <Rules of={value} />
          <nav aria-label="Pages of rules" class="paging">
            {rule !== undefined && (
              <a href={addressOf("bucket", { bucket, prefix })}>First rules</a>
            )}
            {value.nextRule !== undefined && (
              <a href={addressOf("bucket", { bucket, prefix, rule: String(value.nextRule) })}>
                Next rules
              </a>
            )}
          </nav>
          <Configurations of={value} />
        </>
      )}
    </Shown>
  );
}

function Versions({ of: { name, rows } }: { readonly of: Bucket }) {
  if (rows.length === 0) return <p>There are no such keys.</p>;
  const heads = ["Key", "Version ID", "Kind", "Last modified", "Size", "Storage class"];
  return (
    <Table caption="Versions" heads={[...heads, "Replication status"]}>
      {rows.map((row) => (
        <Version key={`${row.key} ${row.versionId}`} bucket={name} of={row} />
      ))}
    </Table>
  );
}

function Version({ bucket, of: row }: { readonly bucket: string; readonly of: VersionRow }) {
  const { key, versionId, isLatest, isDeleteMarker } = row;
  const place = { bucket, key, versionId: isLatest ? undefined : versionId };
  return (
    <tr>
      <td>
        <a href={addressOf("object", place)}>{key}</a>
      </td>
      <td>{versionId}</td>
      <td>{`${isDeleteMarker ? "delete marker" : "object"}${isLatest ? "" : ", noncurrent"}`}</td>
      <td>{row.lastModified}</td>
      <td class="number">{row.sizeBytes}</td>
      <td>{row.storageClass}</td>
      <td>
        <Status of={row.replicationStatus} />
      </td>
    </tr>
  );
}

function Rules({ of: { name, rules, ruleCount } }: { readonly of: Bucket }) {
  return (
    <>
      <h2>Replication rules</h2>
      {ruleCount === 0 ? (
        <p>It has none.</p>
      ) : (
        <p>
          <a href={addressOf("why", { bucket: name })}>Ask the rules about an object</a>
        </p>
      )}
      {rules.map(({ ruleId, words }) => (
        <section key={ruleId}>
          <h3>{ruleId}</h3>
          <ul>
            {words.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Configurations({ of: { configurations } }: { readonly of: Bucket }) {
  return (
    <>
      <h2>Configurations</h2>
      {configurations.map(({ operation, document, input }) => (
        <details key={operation}>
          <summary>{operation}</summary>
          <h3>Document</h3>
          <Text label={`${operation}: document`}>{document}</Text>
          <h3>Input of the SDK</h3>
          <Text label={`${operation}: input`}>{`new ${operation}Command(${input})`}</Text>
        </details>
      ))}
    </>
  );
}
