import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { ControlRefusal } from "./controlRefusal.js";

/** By which names the control interface may be called. */
export interface ControlHosts {
  /** The address that the server listens on. Default `"127.0.0.1"`. */
  readonly host?: string | undefined;
  /** Host names beside that and those of the loopback. */
  readonly allowedHosts?: readonly string[] | undefined;
}

/**
 * Refuses what a page in somebody's browser may have sent: with a name of its own that was bound to this
 * address, or from another origin.
 *
 * @throws ControlRefusal 403 that says how the name is allowed
 */
export function checkControlHost({ headers }: IncomingMessage, hosts: ControlHosts): void {
  const { host = "", origin } = headers;
  if (!isAllowedHost(nameOf(host), hosts)) {
    throw new ControlRefusal(
      403,
      `the control interface is not for the host ${JSON.stringify(host)}; allowed are localhost, the address that the server listens on, and what --allow-host names`,
    );
  }
  const site = headers["sec-fetch-site"];
  const isElsewhere = origin !== undefined && !isAllowedOrigin(origin, host, hosts);
  if (isElsewhere || site === "cross-site" || site === "same-site") {
    throw new ControlRefusal(
      403,
      `a web page (${origin ?? site}) may not control the mock; --allow-host lets one of that name`,
    );
  }
}

/** With a bucket in the name of the host, the path is a key. */
export function isForBucket({ headers: { host = "" } }: IncomingMessage): boolean {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return name !== "s3.localhost" && /\.(localhost|amazonaws\.com(\.cn)?|myqcloud\.com)$/.test(name);
}

function isAllowedHost(name: string, { host = "127.0.0.1", allowedHosts = [] }: ControlHosts) {
  if (/^(?:127(?:\.\d{1,3}){3}|::1|(?:.+\.)?localhost)$/.test(name)) return true;
  // A name can be bound to any address, an address to none but itself.
  const listensEverywhere = host === "0.0.0.0" || host === "::";
  if (listensEverywhere && isIP(name) !== 0) return true;
  return [host, ...allowedHosts].some((allowed) => allowed.toLowerCase() === name);
}

/** A page that the server itself has shown, or one of a host that was allowed. */
function isAllowedOrigin(origin: string, host: string, { allowedHosts = [] }: ControlHosts) {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  if (url.protocol === "http:" && url.host === host.toLowerCase()) return true;
  return allowedHosts.some((allowed) => allowed.toLowerCase() === url.hostname);
}

/** Of a Host header: without its port and without the brackets of IPv6. */
function nameOf(host: string): string {
  const [, bracketed, plain = ""] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d+)?$/.exec(host) ?? [];
  return (bracketed ?? plain).toLowerCase();
}
