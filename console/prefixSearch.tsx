/** Asks what names begin with, and goes to where those are. */
export function PrefixSearch({
  label,
  prefix,
  addressFor,
}: {
  readonly label: string;
  readonly prefix: string;
  /** Of what is asked; undefined for all. */
  readonly addressFor: (asked: string | undefined) => string;
}) {
  const search = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const asked = String(new FormData(form).get("prefix") ?? "");
    location.hash = addressFor(asked === "" ? undefined : asked);
  };
  return (
    <form aria-label="Search" onSubmit={search} class="inline">
      <label>
        {label} <input name="prefix" key={prefix} defaultValue={prefix} />
      </label>
      <button type="submit">Search</button>
    </form>
  );
}
