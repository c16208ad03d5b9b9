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

export interface FaultsPage {
  /** The last ones, in the order in which they began. */
  readonly faults: readonly FaultRow[];
  readonly faultCount: number;
}

const shownFaults = 100;

/** The faults in force. */
export function faultsPage(s3: S3): FaultsPage {
  const unused = new Map(unusedFaults(s3).map(({ id, reasons }) => [id, reasons]));
  const all = faultsInForce(s3);
  const faults = all.slice(-shownFaults).map(({ id, kind, options, count }) => ({
    id,
    kind,
    options: shownJson(options),
    count,
    reasons: unused.get(id) ?? [],
  }));
  return { faults, faultCount: all.length };
}
