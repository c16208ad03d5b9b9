import { type Iam, iamCalls } from "../access/iam/iamCalls.js";
import type { S3 } from "../state/s3.js";
import { applyDocuments, type Deployed } from "./deployment/applyDocuments.js";
import { readCloudFormation, type TemplateValues } from "./deployment/cloudFormation.js";
import { readTerraform } from "./deployment/terraformState.js";

/** IAM and KMS, with what a deployment says of them. */
export interface IamHandle extends Iam {
  /**
   * Takes roles, users, keys, bucket policies and replication configurations from a CloudFormation
   * template, as CDK writes it too. Buckets have to be there. What the template leaves open is listed,
   * and not guessed.
   *
   * @param template - an object, or its JSON
   * @param values - the names of resources that have none, and the values of parameters
   * @throws MockError when it is no template
   */
  fromCloudFormation(template: object | string, values?: TemplateValues): Deployed;
  /**
   * Takes the same from what `terraform show -json` prints of a state or a plan.
   *
   * @param state - an object, or its JSON
   * @throws MockError when it is neither
   */
  fromTerraform(state: object | string): Deployed;
}

/** The calls of one simulated S3. */
export function iamHandle(s3: S3): IamHandle {
  const iam = iamCalls(s3);
  return {
    ...iam,
    fromCloudFormation(template, values = {}) {
      const { accountId, region } = s3;
      return applyDocuments(
        s3,
        iam,
        readCloudFormation(template, { accountId, region, ...values }),
      );
    },
    fromTerraform: (state) => applyDocuments(s3, iam, readTerraform(state)),
  };
}
