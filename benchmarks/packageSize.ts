import { npm } from "../scripts/npm.js";
import { type Packed, packageBars } from "../scripts/package/packedFiles.js";
import { repositoryRoot } from "../scripts/repositoryRoot.js";
import { spreadOf } from "./measure.js";
import type { Row } from "./report.js";

/** The package as it is built: the tarball, and what it is when installed. */
export function measurePackageSize(): Row[] {
  const [packed]: [Packed] = JSON.parse(
    npm(["pack", "--json", "--dry-run", "--ignore-scripts"], repositoryRoot),
  );
  if (!packed.files.some(({ path }) => path === "dist/esm/index.js")) {
    throw new Error("There is nothing to pack: npm run build comes first.");
  }
  const row = (what: string, bytes: number, bar: number): Row => ({
    ...{ what, value: spreadOf([bytes]), unit: "B", bar },
    detail: `${packed.files.length} files`,
  });
  return [
    row("The package, packed", packed.size, packageBars.size),
    row("The package, unpacked", packed.unpackedSize, packageBars.unpackedSize),
  ];
}
