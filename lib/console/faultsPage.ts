import { faultsInForce } from "../faults/beginFault.js";
import { unusedFaults } from "../faults/faultOverview.js";
import type { S3 } from "../state/s3.js";
import { shownJson } from "./shownJson.js";

/** A fault in force. */
export interface FaultRow {
  readonly id: number;
  readonly kind: string;
  /** As it was asked for. */
  readonly options: string;
  /** How often it has struck. */
  readonly count: number;
  /** Why it has done nothing; empty where it has. */
  readonly reasons: readonly string[];
}

/** The faults in force, in the order in which they began. */
export function faultsPage(s3: S3): FaultRow[] {
  const unused = new Map(unusedFaults(s3).map(({ id, reasons }) => [id, reasons]));
  return faultsInForce(s3).map(({ id, kind, options, count }) => ({
    id,
    kind,
    options: shownJson(options),
    count,
    reasons: unused.get(id) ?? [],
  }));
}
