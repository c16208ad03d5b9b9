import type {
  GetBucketWebsiteOutput,
  PutBucketWebsiteCommandInput,
  RoutingRule,
  WebsiteConfiguration,
} from "@aws-sdk/client-s3";
import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";
import { requireValid } from "../../base/schemaRequirements.js";
import { bucketDocument, sent } from "./bucketDocument.js";

/**
 * Kept and given back; the mock has no website endpoint.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketWebsite.html
 */
export const website = bucketDocument<PutBucketWebsiteCommandInput, GetBucketWebsiteOutput>({
  name: "website",
  read({ WebsiteConfiguration }) {
    const configuration = sent(WebsiteConfiguration);
    checkConfiguration(configuration);
    return configuration;
  },
  missing: (BucketName) => fail("NoSuchWebsiteConfiguration", { BucketName }),
});

function checkConfiguration(configuration: WebsiteConfiguration): void {
  const { RedirectAllRequestsTo: redirectAll, IndexDocument, ErrorDocument } = configuration;
  if (redirectAll !== undefined) {
    if (Object.keys(configuration).length > 1) {
      fail("InvalidArgument", {
        message:
          "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.",
        ArgumentName: "RedirectAllRequestsTo",
        ArgumentValue: "not null",
      });
    }
    checkProtocol(redirectAll.Protocol);
    return;
  }
  checkIndexDocument(IndexDocument?.Suffix);
  if (ErrorDocument?.Key === "") {
    // That a key has a character is documented; code and text are what others found.
    fail("InvalidArgument", {
      message: "The ErrorDocument Key is not well formed",
      ArgumentName: "ErrorDocument",
      ArgumentValue: "",
    });
  }
  checkRoutingRules(configuration.RoutingRules);
}

function checkIndexDocument(suffix: string | undefined): void {
  if (suffix === undefined) {
    fail("InvalidArgument", {
      message:
        "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty",
      ArgumentName: "IndexDocument",
      ArgumentValue: "null",
    });
  }
  if (suffix === "" || suffix.includes("/")) {
    fail("InvalidArgument", {
      message: "The IndexDocument Suffix is not well formed",
      ArgumentName: "IndexDocument",
      ArgumentValue: suffix,
    });
  }
}

function checkRoutingRules(rules: readonly RoutingRule[] | undefined): void {
  if (rules === undefined) return;
  requireValid(rules.length > 0);
  if (rules.length > limits.websiteRoutingRules) {
    // The limit is documented, code and text are `assumed`.
    invalid(
      `${rules.length} routing rules provided, the number of routing rules in a website configuration is limited to ${limits.websiteRoutingRules}.`,
    );
  }
  for (const rule of rules) checkRoutingRule(rule);
}

function checkRoutingRule({ Redirect, Condition }: RoutingRule): void {
  // That a redirect says something is documented, the code is `assumed`.
  requireValid(Redirect !== undefined && Object.keys(Redirect).length > 0);
  checkProtocol(Redirect.Protocol);
  const { HttpRedirectCode: redirectCode } = Redirect;
  checkCode(redirectCode, redirectCodes, "redirect code", "3XX except 300");
  checkCode(Condition?.HttpErrorCodeReturnedEquals, errorCodes, "error code", "4XX or 5XX");
  if (Redirect?.ReplaceKeyPrefixWith !== undefined && Redirect.ReplaceKeyWith !== undefined) {
    invalid("You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
  }
  if (Condition !== undefined && Object.keys(Condition).length === 0) {
    invalid(
      "Condition cannot be empty. To redirect all requests without a condition, the condition element shouldn't be present.",
    );
  }
}

const redirectCodes = /^30[1-578]$/;
const errorCodes = /^4(?:0\d|1[0-7])$|^50[0-5]$/;

/** Which codes are valid, and what becomes of texts that are no numbers, is what others found. */
function checkCode(code: string | undefined, valid: RegExp, name: string, codes: string): void {
  if (code === undefined || valid.test(code)) return;
  requireValid(/^\d+$/.test(code));
  invalid(`The provided HTTP ${name} (${code}) is not valid. Valid codes are ${codes}.`);
}

function checkProtocol(protocol: string | undefined): void {
  if (protocol === undefined || protocol === "http" || protocol === "https") return;
  invalid(
    "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically.",
  );
}

function invalid(message: string): never {
  return fail("InvalidRequest", { message });
}
