import { served } from "../support/server.js";

describe("a form with a policy of its own", () => {
  test.each<[string, string, string, number]>([
    ["begin as the policy says", "image/", "image/png,image/gif", 204],
    ["begin so with blanks before them", "image/", " image/png, image/gif ", 204],
    ["do not all begin so", "image/", "image/png,text/plain", 403],
    ["are none", "image/", "", 403],
    ["may be any", "", "text/plain,image/png", 204],
  ])("is judged by each of its content types: they %s", async (_name, start, types, status) => {
    await served(async ({ server }) => {
      const conditions = [
        ["starts-with", "$content-type", start],
        ["eq", "$key", "k"],
      ];
      const policy = JSON.stringify({ expiration: "2999-01-01T00:00:00Z", conditions });
      const form = new FormData();
      form.append("key", "k");
      form.append("Content-Type", types);
      form.append("policy", Buffer.from(policy).toString("base64"));
      form.append("file", "1");
      const answer = await fetch(`${server.url}/source`, { method: "POST", body: form });
      expect(answer.status).toBe(status);
    });
  });

  test.each([
    ["no JSON", "x", "Invalid JSON"],
    ["no expiration", '{"conditions":[]}', "Policy missing expiration"],
    ["no conditions", '{"expiration":"2999-01-01T00:00:00Z"}', "Policy missing conditions"],
    [
      "a condition of its own",
      '{"expiration":"2999-01-01T00:00:00Z","conditions":[["is","$key","k"]]}',
      "Invalid Condition",
    ],
    ...['"x"', "null", "[1]", '" 1"', "-1"].map((size) => [
      `a range that ends with ${size}, which is no size`,
      `{"expiration":"2999-01-01T00:00:00Z","conditions":[["content-length-range",0,${size}]]}`,
      "<Code>InvalidPolicyDocument</Code>",
    ]),
  ])("is refused for a policy with %s", async (_name, policy, text) => {
    await served(async ({ server }) => {
      const form = new FormData();
      form.append("key", "k");
      form.append("policy", Buffer.from(policy).toString("base64"));
      form.append("file", "1");
      const answer = await fetch(`${server.url}/source`, { method: "POST", body: form });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toMatch(text);
    });
  });
});
