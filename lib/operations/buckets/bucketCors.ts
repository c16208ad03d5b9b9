import type { CORSRule, GetBucketCorsOutput, PutBucketCorsCommandInput } from "@aws-sdk/client-s3";
import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";
import { requireValid } from "../../base/schemaRequirements.js";
import { bucketDocument, sent } from "./bucketDocument.js";

/**
 * Kept, given back, and what the server lets browsers have answers by.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html
 */
export const cors = bucketDocument<PutBucketCorsCommandInput, GetBucketCorsOutput>({
  name: "cors",
  read({ CORSConfiguration }) {
    const { CORSRules: rules = [] } = sent(CORSConfiguration);
    // The documentation gives the limit; the code is `assumed`.
    requireValid(rules.length > 0 && rules.length <= limits.corsRules);
    for (const rule of rules) checkRule(rule);
    return { CORSRules: rules };
  },
  missing: (BucketName) => fail("NoSuchCORSConfiguration", { BucketName }),
});

/** What a page of another origin may be allowed to do at all. */
export const corsMethods: ReadonlySet<string> = new Set(["GET", "PUT", "HEAD", "POST", "DELETE"]);

/**
 * The texts but those about methods and characters are `assumed`; what they refuse is documented. S3
 * speaks of an AllowedHeader where an ExposeHeader has a wrong character, people report.
 */
function checkRule(rule: CORSRule): void {
  const {
    AllowedMethods = [],
    AllowedOrigins = [],
    AllowedHeaders = [],
    ExposeHeaders = [],
  } = rule;
  if (rule.ID !== undefined && rule.ID.length > limits.corsRuleIdCharacters) {
    invalid(`The ID of a rule cannot be longer than ${limits.corsRuleIdCharacters} characters.`);
  }
  for (const method of AllowedMethods) {
    if (!corsMethods.has(method)) {
      invalid(`Found unsupported HTTP method in CORS config. Unsupported method is ${method}`);
    }
  }
  for (const origin of AllowedOrigins) checkWildcards("AllowedOrigin", origin);
  for (const header of AllowedHeaders) {
    checkWildcards("AllowedHeader", header);
    checkName(header);
  }
  for (const header of ExposeHeaders) {
    checkName(header);
    if (header.includes("*")) {
      invalid(
        `ExposeHeader "${header}" contains wildcard. We currently do not support wildcard for ExposeHeader.`,
      );
    }
  }
}

/** A wildcard is a character of names too. @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
function checkName(value: string): void {
  if (/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value)) return;
  invalid(`AllowedHeader "${value}" contains invalid character.`);
}

function checkWildcards(element: string, value: string): void {
  if (value.split("*").length > 2) {
    invalid(`${element} "${value}" can not have more than one wildcard.`);
  }
}

function invalid(message: string): never {
  return fail("InvalidRequest", { message });
}
