import { runCore } from "./sdks/core.js";
import { installedClient, installedNode } from "./sdks/installed.js";
import { leftOut } from "./sdks/leftOut.js";
import { typeCheck } from "./sdks/typeCheck.js";
import { clientVersions, nodeVersions } from "./sdks/versions.js";
import { Tally } from "./tally.js";

const tally = new Tally();

for (const [age, version] of clientVersions.entries()) {
  const clientFolder = installedClient(version);
  const names = leftOut
    .filter(({ holdsSince }) => holdsSince === "later" || clientVersions.indexOf(holdsSince) > age)
    .flatMap(({ tests }) => tests);
  tally.add(`client-s3 ${version}`, [
    typeCheck(clientFolder),
    runCore({ clientFolder, leftOut: names }),
  ]);
}

for (const version of nodeVersions) {
  tally.add(`Node ${version}, latest client`, [runCore({ node: installedNode(version) })]);
}

tally.finish();
