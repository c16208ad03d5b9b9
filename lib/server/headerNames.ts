/**
 * The name of a header as S3 spells it: `ETag`, `Content-Length`, and `x-amz-` in lower case. Names have
 * no case in HTTP, but some clients read them as if they had.
 *
 * @param name - in lower case
 */
export function spelledHeader(name: string): string {
  if (name.startsWith("x-")) return name;
  return known.get(name) ?? capitalized(name);
}

function capitalized(name: string): string {
  return name.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
}

/** With most answers; another one is spelled when it comes. */
const frequent = [
  "accept-ranges",
  "connection",
  "content-length",
  "content-range",
  "content-type",
  "date",
  "last-modified",
  "server",
];

const known: ReadonlyMap<string, string> = new Map([
  ...frequent.map((name) => [name, capitalized(name)] as const),
  ["content-md5", "Content-MD5"],
  ["etag", "ETag"],
]);
