import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The values of a member, where the SDK's types name them: its schemas, which the generated model is made of, know
 * such a member for text. By `Structure.Member`.
 */
export const enumerations: ReadonlyMap<string, ReadonlySet<string>> = readEnumerations();

function readEnumerations(): Map<string, ReadonlySet<string>> {
  const folder = join(dirname(require.resolve("@aws-sdk/client-s3")), "../dist-types/models");
  const text = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n")
    .replaceAll(/\/\*[\s\S]*?\*\//g, "");
  const values = new Map<string, ReadonlySet<string>>();
  for (const [, name = "", body = ""] of text.matchAll(/const (\w+): \{\n([^}]*)\}/g)) {
    values.set(name, new Set([...body.matchAll(/: "(.*)";/g)].map(([, value = ""]) => value)));
  }
  const members = new Map<string, ReadonlySet<string>>();
  for (const [, name = "", body = ""] of text.matchAll(/interface (\w+)[^{]*\{\n([\s\S]*?)\n\}/g)) {
    for (const [, member, type = ""] of body.matchAll(/^ {4}(\w+)\??: (\w+)(?:\[\])? \|/gm)) {
      const known = values.get(type);
      if (known !== undefined) members.set(`${name}.${member}`, known);
    }
  }
  return members;
}
