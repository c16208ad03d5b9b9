import { isIP } from "node:net";
import { fail } from "../base/errors.js";

/** By which names a server may be asked for S3 itself. */
export interface ServiceHosts {
  /** The address that it listens on. */
  readonly host: string;
  readonly domains: readonly string[];
  /** Present where requests are verified. */
  readonly verifier: object | undefined;
}

/**
 * Refuses a name that its owner may have bound to this machine only for a page to read what is here: a
 * browser takes the server for the page's own then. An address, a name of one word and a name of a domain
 * that public DNS does not have are bound by nobody else. Nothing is refused where there are keys, which
 * such a page does not have, or where others than this machine may call anyhow.
 *
 * @throws S3Error AccessDenied that says how the name is allowed
 */
export function checkServiceHost(
  hostname: string,
  { host, domains, verifier }: ServiceHosts,
): void {
  if (verifier !== undefined || !isLoopback(host)) return;
  if (!hostname.includes(".") || isIP(hostname) !== 0 || unbound.test(hostname)) return;
  if (hostname === host || domains.some((domain) => isBelow(hostname, domain))) return;
  fail("AccessDenied", {
    message: `This server has no access keys and is not for the host ${hostname}: --allow-host ${hostname}, or domains of mock.listen(), lets it in`,
  });
}

/** Domains that are no one's to register, and those of the services that are simulated. */
const unbound =
  /(?:^|\.)(?:localhost|localdomain|local|internal|test|lan|home\.arpa|amazonaws\.(?:com(?:\.cn)?|eu)|api\.aws|myqcloud\.com|tencentcos\.cn)$/;

function isBelow(hostname: string, domain: string): boolean {
  return hostname === domain || hostname.endsWith(`.${domain}`);
}

function isLoopback(host: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/.test(host);
}
