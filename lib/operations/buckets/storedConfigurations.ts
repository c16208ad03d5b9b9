/**
 * Configurations that are checked, kept and given back, and that do nothing else here: their
 * sub-resources. What they would do is S3's work outside of its API, or its enforcement.
 */
export const storedConfigurations: ReadonlySet<string> = new Set([
  "accelerate",
  "analytics",
  "intelligent-tiering",
  "logging",
  "metrics",
  "policy",
  "requestPayment",
  "website",
]);
