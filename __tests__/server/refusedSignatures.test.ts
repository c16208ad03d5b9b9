import { manualClock } from "s3-replication-mock";
import { accessKey, served } from "../support/server.js";

const listen = { credentials: [accessKey] };

describe("a server with credentials", () => {
  const scope = "20260101/us-east-1/s3/aws4_request";
  const signed = (Credential: string) =>
    `AWS4-HMAC-SHA256 Credential=${Credential}, SignedHeaders=host;x-amz-date, Signature=00`;
  const date = { "x-amz-date": "20260101T000000Z" };

  test.each<[string, Record<string, string>, number, string]>([
    ["has another kind of authorization", { authorization: "Basic eDp5" }, 400, "InvalidArgument"],
    [
      "is signed with version 4A",
      { authorization: "AWS4-ECDSA-P256-SHA256 Credential=A/20260101/s3/aws4_request" },
      501,
      "NotImplemented",
    ],
    ["is signed with version 2", { authorization: "AWS AKIDEXAMPLE:c2ln" }, 400, "InvalidRequest"],
    [
      "lacks the scope",
      { ...date, authorization: signed("AKIDEXAMPLE") },
      400,
      "AuthorizationHeaderMalformed",
    ],
    [
      "is signed for EC2",
      { ...date, authorization: signed("A/20260101/us-east-1/ec2/aws4_request") },
      400,
      "AuthorizationHeaderMalformed",
    ],
    [
      "has another terminal",
      { ...date, authorization: signed("A/20260101/us-east-1/s3/aws5_request") },
      400,
      "AuthorizationHeaderMalformed",
    ],
    [
      "does not say what is signed",
      { ...date, authorization: `AWS4-HMAC-SHA256 Credential=A/${scope}, Signature=00` },
      400,
      "AuthorizationHeaderMalformed",
    ],
    [
      "has no signature",
      { ...date, authorization: `AWS4-HMAC-SHA256 Credential=A/${scope}, SignedHeaders=host` },
      400,
      "AuthorizationHeaderMalformed",
    ],
    [
      "has a key of another day",
      { "x-amz-date": "20260102T000000Z", authorization: signed(`A/${scope}`) },
      400,
      "AuthorizationHeaderMalformed",
    ],
    [
      "has no time",
      { "x-amz-date": "now", authorization: signed(`A/${scope}`) },
      403,
      "AccessDenied",
    ],
    [
      "is signed long ago",
      { ...date, authorization: signed(`AKIDEXAMPLE/${scope}`) },
      403,
      "RequestTimeTooSkewed",
    ],
  ])("refuses a request that %s", async (_name, headers, status, code) => {
    await served(
      async ({ mock, server }) => {
        const answer = await fetch(`${server.url}/source/k`, { headers });
        expect(answer.status).toBe(status);
        expect(await answer.text()).toMatch(`<Code>${code}</Code>`);
        expect(mock.requests.all()).toMatchObject([
          {
            operation: undefined,
            accountId: "",
            method: "GET",
            statusCode: status,
            error: { code },
          },
        ]);
      },
      { listen },
    );
  });

  test("refuses headers of S3's that are not signed, and a body of an unnamed digest", async () => {
    await served(
      async ({ server }) => {
        const clock = {
          "x-amz-date": "20260101T000000Z",
          authorization: signed(`AKIDEXAMPLE/${scope}`),
        };
        const text = async (headers: Record<string, string>) =>
          (await fetch(`${server.url}/source/k`, { headers: { ...clock, ...headers } })).text();
        expect(
          await text({
            authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=x-amz-date, Signature=00`,
          }),
        ).toMatch("<HeadersNotSigned>host</HeadersNotSigned>");
        expect(await text({ "x-amz-acl": "private" })).toMatch(
          "<HeadersNotSigned>x-amz-acl</HeadersNotSigned>",
        );
        expect(await text({})).toMatch(
          "Missing required header for this request: x-amz-content-sha256",
        );
      },
      { listen, clock: manualClock() },
    );
  });
});
