import type { RequestRow } from "../lib/console/requestsPage.js";
import { Shown, Text } from "./parts.js";
import { addressOf } from "./route.js";
import { useLooked } from "./server.js";

/** The last requests as they come, newest first. */
export function RequestsPage() {
  const looked = useLooked<readonly RequestRow[]>("requests");
  return (
    <Shown looked={looked}>
      {(requests) => (
        <>
          {requests.length === 0 && <p>There was no request yet.</p>}
          {named(requests).map(([name, request]) => (
            <Request key={name} of={request} />
          ))}
        </>
      )}
    </Shown>
  );
}

/** Names that stay when newer requests come: of those that look the same, the oldest is the first. */
function named(requests: readonly RequestRow[]): (readonly [string, RequestRow])[] {
  const counts = new Map<string, number>();
  return requests
    .toReversed()
    .map((request) => {
      const { time, operation, bucket, key } = request;
      const name = JSON.stringify([time, operation, bucket, key]);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return [`${name} ${count}`, request] as const;
    })
    .reverse();
}

function Request({ of: request }: { readonly of: RequestRow }) {
  const { operation, bucket, key, statusCode, error, caused } = request;
  return (
    <details class="request">
      <summary>
        <span class="time">{request.time}</span> <strong>{operation}</strong>{" "}
        {[bucket, key].filter(Boolean).join("/")}{" "}
        <span class={`status ${error === undefined ? "none" : "FAILED"}`}>
          {error ?? statusCode ?? "no answer"}
        </span>
      </summary>
      <p>
        {request.method} of account {request.accountId || "unknown"}, attempt {request.attempt}
        {bucket !== undefined && key !== undefined && (
          <>
            , <a href={addressOf("object", { bucket, key })}>{`${bucket}/${key}`}</a>
          </>
        )}
      </p>
      {request.input !== "" && <h2>Input</h2>}
      {request.input !== "" && <Text label="Input">{request.input}</Text>}
      {request.output !== "" && <h2>Output</h2>}
      {request.output !== "" && <Text label="Output">{request.output}</Text>}
      {caused.length > 0 && <h2>What it caused</h2>}
      {caused.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </details>
  );
}
