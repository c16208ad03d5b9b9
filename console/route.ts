import { useEffect, useState } from "preact/hooks";

/** Where in the console one is: the name of a page with its parameters, behind the `#` of the address. */
export interface Place {
  /** As it stands in the address, `#` and all. */
  readonly address: string;
  readonly page: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The address of a page; parameters that are undefined are left out. */
export function addressOf(
  page: string,
  parameters: Readonly<Record<string, string | undefined>> = {},
): string {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const query = new URLSearchParams(given).toString();
  return `#/${page}${query === "" ? "" : `?${query}`}`;
}

/** Follows the address. */
export function usePlace(): Place {
  const [place, setPlace] = useState(readPlace);
  useEffect(() => {
    const follow = () => setPlace(readPlace());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return place;
}

function readPlace(): Place {
  const [page = "", query = ""] = location.hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  return {
    address: location.hash,
    page,
    parameters: Object.fromEntries(new URLSearchParams(query)),
  };
}
