import { isRecord } from "../../access/policies/language/statementElements.js";
import { UnresolvedError } from "./deployedDocuments.js";

/** What the functions of a template refer to. */
export interface References {
  /** The value of `Ref`; undefined where it is not known. */
  ref(name: string): string | undefined;
  /** The value of `Fn::GetAtt`; undefined where it is not known. */
  attribute(name: string, attribute: string): string | undefined;
}

/**
 * A value of a template with `Ref`, `Fn::GetAtt`, `Fn::Sub` and `Fn::Join` worked out.
 *
 * @throws UnresolvedError where one of them, or another function, cannot be
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export function resolved(value: unknown, references: References): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => resolved(each, references)).filter((each) => each !== noValue);
  }
  if (!isRecord(value)) return value;
  const [name, ...others] = Object.keys(value);
  if (name !== undefined && others.length === 0 && /^(Ref|Fn::\w+)$/.test(name)) {
    return resolvedFunction(name, value[name], references);
  }
  const members = Object.entries(value).map(
    ([key, each]) => [key, resolved(each, references)] as const,
  );
  return Object.fromEntries(members.filter(([, each]) => each !== noValue));
}

/** `AWS::NoValue`: as good as absent. */
const noValue = Symbol("AWS::NoValue");

function resolvedFunction(name: string, argument: unknown, references: References): unknown {
  switch (name) {
    case "Ref":
      return argument === "AWS::NoValue"
        ? noValue
        : known(references.ref(String(argument)), argument);
    case "Fn::GetAtt": {
      const [of = "", attribute = ""] = Array.isArray(argument)
        ? argument.map(String)
        : String(argument).split(/\.(.*)/s);
      return known(references.attribute(of, attribute), `${of}.${attribute}`);
    }
    case "Fn::Join":
      return joined(resolved(argument, references));
    case "Fn::Sub":
      return substituted(argument, references);
    default:
      throw new UnresolvedError(`${name} is not worked out here`);
  }
}

function known(value: string | undefined, name: unknown): string {
  if (value !== undefined) return value;
  throw new UnresolvedError(
    `${String(name)} has no name in the template; say it by names or parameters`,
  );
}

function joined(argument: unknown): string {
  const [separator, parts] = Array.isArray(argument) ? argument : [];
  if (typeof separator === "string" && Array.isArray(parts)) return parts.join(separator);
  throw new UnresolvedError("Fn::Join has other arguments than a text and a list");
}

function substituted(argument: unknown, references: References): string {
  const [template, values] = Array.isArray(argument) ? argument : [argument, {}];
  return String(template).replace(/\$\{([^}]+)\}/g, (whole, name: string) => {
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    if (isRecord(values) && name in values) return String(resolved(values[name], references));
    const dot = name.indexOf(".");
    const value =
      dot === -1
        ? references.ref(name)
        : references.attribute(name.slice(0, dot), name.slice(dot + 1));
    return known(value, whole);
  });
}
