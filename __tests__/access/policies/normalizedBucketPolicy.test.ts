import { normalizedBucketPolicy } from "../../../lib/access/policies/documents/normalizedBucketPolicy.js";
import { accountA, accountB } from "./question.js";

test("a policy comes back in order, without white space, with single values and root ARNs", () => {
  const Condition = { StringEquals: { "aws:SourceVpc": ["vpc-1"] } };
  const written = {
    Statement: {
      Condition,
      Resource: ["arn:aws:s3:::b/*"],
      Action: ["s3:GetObject"],
      Principal: { AWS: [accountA] },
      Effect: "Allow",
      Sid: "One",
    },
    Id: "x",
    Version: "2012-10-17",
  };
  expect(normalizedBucketPolicy(JSON.stringify(written, undefined, 2))).toBe(
    JSON.stringify({
      Version: "2012-10-17",
      Id: "x",
      Statement: [
        {
          Sid: "One",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${accountA}:root` },
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::b/*",
          Condition,
        },
      ],
    }),
  );
});

test("lists of several values, services and everyone stay as they are", () => {
  const statement = {
    Effect: "Deny",
    NotPrincipal: { AWS: [accountA, accountB], Service: ["s3.amazonaws.com"] },
    NotAction: ["s3:GetObject", "s3:PutObject"],
    NotResource: "arn:aws:s3:::b",
  };
  const everyone = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::b" };
  const back = JSON.parse(
    normalizedBucketPolicy(JSON.stringify({ Statement: [statement, everyone] })),
  );
  const [first, second] = back.Statement;
  expect(first.NotPrincipal).toEqual({
    AWS: [`arn:aws:iam::${accountA}:root`, `arn:aws:iam::${accountB}:root`],
    Service: "s3.amazonaws.com",
  });
  expect(first.NotAction).toEqual(statement.NotAction);
  expect(second).toEqual(everyone);
  expect(back).not.toHaveProperty("Version");
});

test("what comes back is the same when it is put again", () => {
  const once = normalizedBucketPolicy(
    JSON.stringify({
      Statement: {
        Effect: "Deny",
        Principal: { AWS: accountA },
        Action: ["s3:*"],
        Resource: ["arn:aws-cn:s3:::b"],
      },
    }),
    "aws-cn",
  );
  expect(once).toContain(`arn:aws-cn:iam::${accountA}:root`);
  expect(normalizedBucketPolicy(once, "aws-cn")).toBe(once);
});
