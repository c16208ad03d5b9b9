import { bucketPolicyProblem } from "../../../lib/access/policies/documents/bucketPolicyProblem.js";
import { accountA, policyOf } from "./question.js";

export const bucket = "arn:aws:s3:::a-bucket";
export const statement = {
  Effect: "Allow",
  Principal: { AWS: accountA },
  Action: "s3:GetObject",
  Resource: `${bucket}/*`,
};
export const options = { bucketName: "a-bucket" };
export const problemOf = (text: string) => bucketPolicyProblem(text, options);
export const problemIn = (change: object) =>
  problemOf(JSON.stringify(policyOf({ ...statement, ...change })));
export const text = (policy: object) => JSON.stringify(policy);
