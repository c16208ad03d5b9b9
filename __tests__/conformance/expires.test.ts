import { changeRequests } from "../support/bareRequests.js";
import { objectStore } from "../support/objectStore.js";

const key = { Bucket: "plain", Key: "k" };

// aws-sdk-js-v3 issue 5520, aws-sdk-ruby pull request 1216: S3 takes any text and gives it back.
test.each(["never", "2023-01-01", "0", "Thu, 01 Dec 2024 16:00:00 GMT"])(
  "HeadObject gives back Expires as it was sent: %s",
  async (Expires) => {
    const { s3 } = objectStore();
    changeRequests(s3, (request) => {
      if (request.method === "PUT") request.headers.Expires = Expires;
    });
    await s3.putObject(key);
    await s3.copyObject({ ...key, Key: "copied", CopySource: "plain/k" });
    for (const Key of ["k", "copied"]) {
      const { ExpiresString } = await s3.headObject({ ...key, Key });
      expect(ExpiresString).toBe(Expires);
    }
  },
);

// `assumed`, as Expires itself is any text.
test("GetObject and HeadObject give back response-expires as it was asked for", async () => {
  const { s3 } = objectStore();
  await s3.putObject(key);
  changeRequests(s3, ({ query }) => {
    query["response-expires"] = "never";
  });
  for (const output of [await s3.getObject(key), await s3.headObject(key)]) {
    expect(output.ExpiresString).toBe("never");
  }
});
