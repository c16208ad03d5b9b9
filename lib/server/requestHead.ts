import type { IncomingMessage } from "node:http";
import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";

type Query = Record<string, string | string[]>;

/** A request without its body, and the bucket that stands in the name of its host. */
export interface RequestHead {
  readonly request: HttpRequest;
  readonly bucket: string | undefined;
}

/**
 * Reads what Node has parsed of a request.
 *
 * @param domains - as `sortedDomains` orders them
 * @throws S3Error InvalidURI; BadRequest where it is not clear which host is meant
 */
export function readHead(message: IncomingMessage, domains: readonly string[]): RequestHead {
  checkHost(message);
  const headers = readHeaders(message.rawHeaders);
  const hostname = hostnameOf(headers.host ?? "");
  const target = originForm(message.url ?? "/");
  const mark = target.indexOf("?");
  const request: HttpRequest = {
    method: message.method ?? "GET",
    hostname,
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? {} : readQuery(target.slice(mark + 1)),
    headers,
  };
  return { request, bucket: bucketBefore(domains, hostname) };
}

/** One, but for HTTP/1.0. @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2 */
function checkHost({ rawHeaders, httpVersion }: IncomingMessage): void {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && /^host$/i.test(name));
  if (hosts.length === 1 || (hosts.length === 0 && httpVersion === "1.0")) return;
  // Both texts are `assumed`.
  const message =
    hosts.length === 0
      ? "The request lacks a Host header."
      : "The request has more than one Host header.";
  fail("BadRequest", { message });
}

/** The URL of what a request is for, on the server that was asked: without a query. */
export function urlOf({ headers, hostname, path }: HttpRequest): string {
  return `http://${headers.host ?? hostname}${path}`;
}

/** The longest first: `a.s3.localhost` is the bucket `a` and not `a.s3`. */
export function sortedDomains(domains: readonly string[]): readonly string[] {
  return domains
    .map((domain) => domain.toLowerCase())
    .sort((one, other) => other.length - one.length);
}

/** Names in lower case; what is sent several times is one list, as signatures have it. */
function readHeaders(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    const value = raw[index + 1] ?? "";
    const before = headers[name];
    // What an object inherits, `constructor` say, is nothing that came before.
    headers[name] = typeof before === "string" ? `${before},${value}` : value;
  }
  return headers;
}

/** Without the port, and without the brackets of IPv6. */
function hostnameOf(host: string): string {
  if (host.startsWith("[")) return host.slice(1, host.indexOf("]"));
  const colon = host.indexOf(":");
  return (colon === -1 ? host : host.slice(0, colon)).toLowerCase();
}

function bucketBefore(domains: readonly string[], hostname: string): string | undefined {
  for (const domain of domains) {
    if (!hostname.endsWith(domain)) continue;
    if (hostname.length === domain.length) return undefined;
    const bucket = hostname.slice(0, -domain.length);
    if (bucket.length > 1 && bucket.endsWith(".")) return bucket.slice(0, -1);
  }
  return undefined;
}

/** Proxies are sent the whole URL. @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2 */
function originForm(target: string): string {
  if (target.startsWith("/")) return target;
  const [, path] = /^https?:\/\/[^/?]*(.*)$/i.exec(target) ?? fail("InvalidURI");
  return path?.startsWith("/") ? path : `/${path}`;
}

function readQuery(text: string): Query {
  const query: Query = Object.create(null);
  for (const part of text.split("&")) {
    if (part === "") continue;
    const mark = part.indexOf("=");
    const name = decode(mark === -1 ? part : part.slice(0, mark));
    const value = mark === -1 ? "" : decode(part.slice(mark + 1));
    const before = query[name];
    if (before === undefined) query[name] = value;
    else if (typeof before === "string") query[name] = [before, value];
    else before.push(value);
  }
  return query;
}

/** Unlike in a path, a plus is a blank: `assumed`, as forms have it. */
function decode(text: string): string {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return fail("InvalidURI");
  }
}
