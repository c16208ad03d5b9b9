import type { Overview, OverviewRule, WorkTotal } from "../lib/console/overview.js";
import type { PageProps } from "./app.js";
import { More, Shown, Table } from "./parts.js";
import { PrefixSearch } from "./prefixSearch.js";
import { ReplicationPicture } from "./replicationPicture.js";
import { addressOf } from "./route.js";
import { useLooked } from "./server.js";

/** Buckets and the rules between them, as a picture and as tables. */
export function OverviewPage({ parameters: { prefix, from } }: PageProps) {
  const looked = useLooked<Overview>("overview", { prefix, from });
  return (
    <Shown looked={looked}>
      {(overview) => (
        <>
          <ReplicationPicture of={overview} />
          <PrefixSearch
            label="Buckets that begin with"
            prefix={prefix ?? ""}
            addressFor={(asked) => addressOf("", { prefix: asked })}
          />
          <Buckets of={overview} />
          <nav aria-label="Pages of buckets" class="paging">
            {from !== undefined && <a href={addressOf("", { prefix })}>First buckets</a>}
            {overview.next !== undefined && (
              <a href={addressOf("", { prefix, from: String(overview.next) })}>Next buckets</a>
            )}
          </nav>
          <Rules of={overview.rules} />
          <More count={overview.ruleCount - overview.rules.length} />
        </>
      )}
    </Shown>
  );
}

function Buckets({ of: { buckets } }: { readonly of: Overview }) {
  if (buckets.length === 0) return <p>There are no such buckets.</p>;
  return (
    <Table caption="Buckets" heads={["Name", "Region", "Account", "Versioning", "Keys"]}>
      {buckets.map(({ name, region, owner, versioning, keyCount }) => (
        <tr key={name}>
          <td>
            <a href={addressOf("bucket", { bucket: name })}>{name}</a>
          </td>
          <td>{region}</td>
          <td>{owner}</td>
          <td>{versioning}</td>
          <td class="number">{keyCount}</td>
        </tr>
      ))}
    </Table>
  );
}

function Rules({ of: rules }: { readonly of: readonly OverviewRule[] }) {
  if (rules.length === 0) return <p>None of these buckets has a replication rule.</p>;
  const heads = ["Rule", "From", "To", "Prefix", "Tags", "Status"];
  return (
    <Table caption="Rules" heads={[...heads, "Completed", "Pending", "Failed"]}>
      {rules.map(({ ruleId, source, destination, prefix, tags, status, work }) => (
        <tr key={`${source} ${destination} ${ruleId}`}>
          <td>{ruleId}</td>
          <td>{source}</td>
          <td>{destination}</td>
          <td>{prefix}</td>
          <td>{tags.map(({ Key, Value }) => `${Key}=${Value}`).join(", ")}</td>
          <td>{status}</td>
          <td class="number">{totalText(work.COMPLETED)}</td>
          <td class="number">{totalText(work.PENDING)}</td>
          <td class="number">{totalText(work.FAILED)}</td>
        </tr>
      ))}
    </Table>
  );
}

/** How much work: `2 (10 bytes)`. */
export function totalText({ operations, sizeBytes }: WorkTotal): string {
  return operations === 0 ? "0" : `${operations} (${sizeBytes} bytes)`;
}
