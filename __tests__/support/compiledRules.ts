import type { ReplicationRule } from "@aws-sdk/client-s3";
import { compileConfiguration } from "../../lib/replication/compileConfiguration.js";
import type { Change } from "../../lib/replication/compiledRules.js";
import { validateConfiguration, withRuleIds } from "../../lib/replication/configuration.js";
import type { CompiledConfiguration } from "../../lib/state/replicationRules.js";
import { configuration, v2 } from "./replicationConfigurations.js";

/** Compiles a valid configuration with these rules. */
export function compile(...rules: ReplicationRule[]): CompiledConfiguration {
  const document = validateConfiguration(configuration(...rules), {
    bucket: "source",
    accountId: "123456789012",
    isVersioningEnabled: true,
    destination: () => ({ isVersioningEnabled: true, ownerId: "123456789012" }),
  });
  return compileConfiguration(withRuleIds(document, () => "generated"));
}

/** V2 rules with these members, each with an ID and a priority of its own: its place, from 1. */
export function compileRules(...rules: Partial<ReplicationRule>[]): CompiledConfiguration {
  return compile(
    ...rules.map((rule, at) => v2({ ID: `rule ${at + 1}`, Priority: at + 1, ...rule })),
  );
}

/** An object `logs/a`, or what `members` say. */
export function change(members: Partial<Change> = {}): Change {
  return { operation: "object", key: "logs/a", tags: [], isKmsEncrypted: false, ...members };
}
