import { useState } from "preact/hooks";
import type { FaultsPage as Facts, FaultRow } from "../lib/console/faultsPage.js";
import type { ReplicationFaults } from "../lib/faults/replicationFaults.js";
import type { RequestFaults } from "../lib/faults/requestFaults.js";
import { More, Shown, Table } from "./parts.js";
import { messageOf, useLooked } from "./server.js";
import { useChange } from "./useChange.js";

type Kinds = ReplicationFaults & RequestFaults;

/** What the control interface takes of a kind: a key of KMS by its name, all others their options. */
type Options<Kind extends keyof Kinds> = Kind extends "deleteKmsKey" | "disableKmsKey"
  ? { readonly key: string }
  : NonNullable<Parameters<Kinds[Kind]>[0]>;

/** Every kind of fault, with options to begin from. */
const examples: { readonly [Kind in keyof Kinds]: Options<Kind> } = {
  breakRole: { bucket: "source" },
  corrupt: { times: 1 },
  deleteKmsKey: { key: "arn:aws:kms:us-east-1:123456789012:key/one" },
  deny: { action: "s3:ReplicateObject" },
  disableKmsKey: { key: "arn:aws:kms:us-east-1:123456789012:key/one" },
  disconnect: { operation: "PutObject", when: "after", times: 1 },
  fail: { reason: "AssumeRoleNotPermitted" },
  latency: { operation: "GetObject", ms: 500 },
  respond: { operation: "PutObject", code: "SlowDown", times: 2 },
  staleConfiguration: { bucket: "source", ms: 60_000 },
  truncate: { afterBytes: 2, times: 1 },
  unavailable: { region: "eu-west-1" },
};

const first = "respond" satisfies keyof typeof examples;

/** The faults in force, to be ended, and a form to begin one. */
export function FaultsPage() {
  const looked = useLooked<Facts>("faults");
  const { run, message, setMessage } = useChange();
  return (
    <>
      <Shown looked={looked}>
        {({ faults, faultCount }) => (
          <>
            <Faults
              of={faults}
              end={(id) => run("DELETE", `faults/${id}`, {}, `Fault ${id} has ended.`)}
            />
            <More count={faultCount - faults.length} />
          </>
        )}
      </Shown>
      <h2>Begin a fault</h2>
      <Begin
        begin={(input) => run("POST", "faults", input, "The fault has begun.")}
        refuse={setMessage}
      />
      <output aria-live="polite">{message}</output>
    </>
  );
}

function Faults({
  of: faults,
  end,
}: {
  readonly of: readonly FaultRow[];
  readonly end: (id: number) => void;
}) {
  if (faults.length === 0) return <p>No fault is in force.</p>;
  return (
    <Table caption="In force" heads={["Number", "Kind", "Options", "Struck", "Note", "End"]}>
      {faults.map(({ id, kind, options, count, reasons }) => (
        <tr key={id}>
          <td class="number">{id}</td>
          <td>{kind}</td>
          <td>{options}</td>
          <td class="number">{count}</td>
          <td>{reasons.join("; ")}</td>
          <td>
            <button type="button" onClick={() => end(id)}>{`End fault ${id}`}</button>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Begin({
  begin,
  refuse,
}: {
  readonly begin: (input: object) => void;
  readonly refuse: (message: string) => void;
}) {
  const [kind, setKind] = useState<string>(first);
  const [options, setOptions] = useState(JSON.stringify(examples[first], undefined, 2));
  const choose = (event: Event) => {
    const { value } = event.currentTarget as HTMLSelectElement;
    setKind(value);
    const [, example] = Object.entries(examples).find(([name]) => name === value) ?? [];
    setOptions(JSON.stringify(example, undefined, 2));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    try {
      begin({ ...JSON.parse(options), kind });
    } catch (error) {
      refuse(messageOf(error));
    }
  };
  return (
    <form class="fields" onSubmit={submit}>
      <label>
        Kind
        <select value={kind} onChange={choose}>
          {Object.keys(examples).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        Options as JSON
        <textarea
          rows={6}
          value={options}
          onInput={(event) => setOptions(event.currentTarget.value)}
        />
      </label>
      <button type="submit">Begin</button>
    </form>
  );
}
