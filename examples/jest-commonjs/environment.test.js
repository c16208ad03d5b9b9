const { replicationMock } = require("s3-replication-mock");
const { buckets } = require("./buckets.js");

const mock = replicationMock({ buckets });
let server;
beforeAll(async () => {
  server = await mock.listen({ env: true });
});
afterAll(() => server.close());

test("modules that are loaded anew find the mock in the environment", async () => {
  for (const name of ["2026.txt", "2027.txt"]) {
    jest.resetModules();
    // Another class of clients each time: none that `install` could be given.
    const { archive } = require("./archive.js");
    await archive(name, "42");
  }
  mock.settle();
  expect(mock.bucket("backup").versions.map(({ key }) => key)).toEqual([
    "TaxDocs/2026.txt",
    "TaxDocs/2027.txt",
  ]);
});
