import { explainWrite } from "../observe/explain/explainWrite.js";
import type { ExplainedRule, Explanation } from "../observe/explain/explanation.js";
import type { S3 } from "../state/s3.js";

/** What the rules of a bucket say about an object that nobody has written. */
export interface WhyPage extends Pick<Explanation, "notes" | "summary"> {
  /** The first ones: those that match before those that do not. */
  readonly rules: readonly ExplainedRule[];
  readonly ruleCount: number;
}

/** What the page asks, as it is typed. */
export interface WhyQuery {
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  readonly tags?: string | undefined;
  readonly encryption?: string | undefined;
}

const shownRules = 50;

/** Asks the rules; nothing is written. */
export function whyPage(s3: S3, { bucket, key, tags = "", encryption }: WhyQuery): WhyPage {
  const { summary, notes, rules } = explainWrite(s3, {
    Bucket: bucket ?? "",
    Key: key ?? "",
    Tagging: new URLSearchParams(tagsIn(tags)).toString() || undefined,
    ServerSideEncryption: encryption,
  });
  const isMatch = ({ verdict }: ExplainedRule) => verdict === "Matches";
  const ordered =
    rules.length > shownRules
      ? [...rules.filter(isMatch), ...rules.filter((rule) => !isMatch(rule))]
      : rules;
  return { summary, notes, rules: ordered.slice(0, shownRules), ruleCount: rules.length };
}

/** As they are typed: `team=red`, each in a line or after a comma. */
function tagsIn(text: string): [string, string][] {
  return text
    .split(/[\n,]/)
    .map((each) => each.trim())
    .filter((each) => each !== "")
    .map((each) => {
      const [key = "", ...value] = each.split("=");
      return [key.trim(), value.join("=").trim()];
    });
}
