import type { ComponentChildren } from "preact";
import type { Looked } from "./server.js";

/** What has been looked up, or what there is to say while it has not. */
export function Shown<Value>({
  looked: { value, error },
  children,
}: {
  readonly looked: Looked<Value>;
  readonly children: (value: Value) => ComponentChildren;
}) {
  if (error !== undefined) return <p class="error">{error}</p>;
  return value === undefined ? <p>Loading…</p> : children(value);
}

/** What may be wider than the screen. */
export function Scrolled({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a pointer it is scrolled with the keyboard
    <section class="scrolled" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

/** A table that can be scrolled on a narrow screen, with the keyboard too. */
export function Table({
  caption,
  heads,
  children,
}: {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly children: ComponentChildren;
}) {
  return (
    <Scrolled label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </Scrolled>
  );
}

/** How many more there are than are shown. */
export function More({ count }: { readonly count: number }) {
  return count > 0 ? <p>And {count} more.</p> : null;
}

/** Names and values. */
export function Properties({ of }: { readonly of: readonly (readonly [string, string])[] }) {
  return (
    <dl>
      {of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A text as it is, with its lines. */
export function Text({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    <Scrolled label={label}>
      <pre>{children}</pre>
    </Scrolled>
  );
}

/** A replication status; without one, a dash. */
export function Status({ of }: { readonly of: string | undefined }) {
  return <span class={`status ${of ?? "none"}`}>{of ?? "–"}</span>;
}
