import type { Overview, OverviewRule, WorkTotal } from "../lib/console/overview.js";
import { Shown, Table } from "./parts.js";
import { ReplicationPicture } from "./replicationPicture.js";
import { addressOf } from "./route.js";
import { useLooked } from "./server.js";

/** Buckets and the rules between them, as a picture and as tables. */
export function OverviewPage() {
  const looked = useLooked<Overview>("overview");
  return (
    <Shown looked={looked}>
      {(overview) => (
        <>
          <ReplicationPicture of={overview} />
          <Buckets of={overview} />
          <Rules of={overview.rules} />
          <More count={overview.ruleCount - overview.rules.length} />
        </>
      )}
    </Shown>
  );
}

function Buckets({ of: { buckets, bucketCount } }: { readonly of: Overview }) {
  if (bucketCount === 0) return <p>There are no buckets.</p>;
  return (
    <>
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
      <More count={bucketCount - buckets.length} />
    </>
  );
}

function More({ count }: { readonly count: number }) {
  return count > 0 ? <p>And {count} more.</p> : null;
}

function Rules({ of: rules }: { readonly of: readonly OverviewRule[] }) {
  if (rules.length === 0) return <p>No bucket has a replication rule.</p>;
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
