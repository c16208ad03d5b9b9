import { npm } from "../npm.js";
import { repositoryRoot } from "../repositoryRoot.js";
import type { Component } from "./licences.js";

interface BomComponent {
  readonly "bom-ref": string;
  readonly name: string;
  readonly version: string;
  readonly purl?: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string; readonly name?: string };
    readonly expression?: string;
  }[];
}

/** What is read of a bill of materials in CycloneDX's JSON. */
export interface BillOfMaterials {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly "bom-ref": string } };
  readonly components: readonly BomComponent[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** The bill of what the lock file names, for every platform. */
export function billOfMaterials(): BillOfMaterials {
  // With --omit=dev, npm leaves out what users get and we develop with as well.
  return JSON.parse(
    npm(["sbom", "--sbom-format=cyclonedx", "--package-lock-only"], repositoryRoot),
  );
}

/**
 * What a bill of materials leaves open: packages that cannot be verified, and dependencies that are not in it.
 *
 * @param names - what the package depends on
 */
export function billProblems(bill: BillOfMaterials, names: readonly string[]): string[] {
  const shipped = shippedWith(bill, names);
  const unverified = bill.components.filter(
    ({ purl, hashes = [] }) => purl === undefined || !hashes.some(({ alg }) => alg === "SHA-512"),
  );
  return [
    ...(bill.bomFormat === "CycloneDX" ? [] : [`It is of the format ${bill.bomFormat}.`]),
    ...names
      .filter((name) => ![...shipped].some((ref) => ref.startsWith(`${name}@`)))
      .map((name) => `${name}, a dependency, is not in it.`),
    ...unverified.map((one) => `${one["bom-ref"]} has no address or no SHA-512.`),
    ...bill.components
      .filter((one) => isDevelopment(one) && shipped.has(one["bom-ref"]))
      .map((one) => `${one["bom-ref"]} is said to be for development, and is installed by users.`),
  ];
}

/** The packages of a bill with what the licence list wants to know of them. */
export function componentsOf({ components }: BillOfMaterials): Component[] {
  return components.map((one) => {
    const [first] = one.licenses ?? [];
    return {
      name: one.name,
      version: one.version,
      licence: first?.expression ?? first?.license?.id ?? first?.license?.name,
      isDevelopment: isDevelopment(one),
    };
  });
}

function isDevelopment({ properties = [] }: BomComponent): boolean {
  return properties.some(({ name }) => name === "cdx:npm:package:development");
}

/** What is installed with some packages: they, and what they depend on. */
function shippedWith(bill: BillOfMaterials, names: readonly string[]): Set<string> {
  const dependsOn = new Map(bill.dependencies.map((one) => [one.ref, one.dependsOn]));
  const ours = dependsOn.get(bill.metadata.component["bom-ref"]) ?? [];
  const reached = new Set(ours.filter((ref) => names.includes(ref.replace(/@[^@]*$/, ""))));
  for (const ref of reached) for (const next of dependsOn.get(ref) ?? []) reached.add(next);
  return reached;
}
