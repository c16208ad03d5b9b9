/**
 * The name of a header as S3 spells it: `ETag`, `Content-Length`, and `x-amz-` in lower case. Names have
 * no case in HTTP, but some clients read them as if they had.
 *
 * @param name - in lower case
 */
export function spelledHeader(name: string): string {
  if (name.startsWith("x-")) return name;
  return irregular.get(name) ?? name.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
}

const irregular: ReadonlyMap<string, string> = new Map([
  ["content-md5", "Content-MD5"],
  ["etag", "ETag"],
]);
