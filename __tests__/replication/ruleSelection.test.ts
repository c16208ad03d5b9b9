import { arn, v1, v2, v2To } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";

test("matching rules with different destinations all replicate", async () => {
  const { replicate, status } = await scene({
    rules: [v2({ ID: "1" }), v2To({ Bucket: arn("elsewhere") }, { ID: "2", Priority: 2 })],
  });
  await replicate("a");
  expect(await status("destination", "a")).toBe("REPLICA");
  expect(await status("elsewhere", "a")).toBe("REPLICA");
});

test("of matching rules with one destination the highest priority wins, with its options", async () => {
  const { replicate, head } = await scene({
    rules: [
      v2To({ StorageClass: "STANDARD" }, { ID: "1", Priority: 1 }),
      v2To({ StorageClass: "STANDARD_IA" }, { ID: "2", Priority: 2 }),
    ],
  });
  await replicate("a");
  expect((await head("destination", "a"))?.StorageClass).toBe("STANDARD_IA");
});

test("a Disabled rule of higher priority is ignored", async () => {
  const { replicate, head } = await scene({
    rules: [
      v2To({ StorageClass: "ONEZONE_IA" }, { ID: "1", Priority: 1 }),
      v2To({ StorageClass: "STANDARD_IA" }, { ID: "2", Priority: 2, Status: "Disabled" }),
    ],
  });
  await replicate("a");
  expect((await head("destination", "a"))?.StorageClass).toBe("ONEZONE_IA");
});

test("a tag filter needs all of its tags; others do not matter", async () => {
  const Tags = [
    { Key: "x", Value: "1" },
    { Key: "y", Value: "2" },
  ];
  const { replicate, status } = await scene({ rules: [v2({ Filter: { And: { Tags } } })] });
  await replicate("both", { Tagging: "x=1&y=2&z=3" });
  await replicate("one", { Tagging: "x=1" });
  await replicate("other", { Tagging: "x=1&y=3" });
  expect(await status("destination", "both")).toBe("REPLICA");
  expect(await status("source", "one")).toBe("none");
  expect(await status("source", "other")).toBe("none");
});

test("a prefix is a plain beginning of the key", async () => {
  const { replicate, status } = await scene({ rules: [v1({ Prefix: "Tax" })] });
  await replicate("TaxDocs/a");
  await replicate("docs/Tax");
  expect(await status("destination", "TaxDocs/a")).toBe("REPLICA");
  expect(await status("source", "docs/Tax")).toBe("none");
});

test("for a delete marker a rule with a tag filter never matches, whatever its priority", async () => {
  const enabled = { DeleteMarkerReplication: { Status: "Enabled" as const } };
  const { mark, mock, replicate, status } = await scene({
    rules: [
      v2({ ID: "1", ...enabled }),
      v2({ ID: "2", Priority: 2, Filter: { Tag: { Key: "k", Value: "v" } } }),
    ],
  });
  await replicate("a");
  await mark("a");
  mock.settle();
  expect(await status("destination", "a")).toBe("missing");
});

test("for a delete marker the highest priority decides, also against it", async () => {
  const { mark, mock, replicate, status } = await scene({
    rules: [
      v2({ ID: "1", DeleteMarkerReplication: { Status: "Enabled" } }),
      v2({ ID: "2", Priority: 2 }),
    ],
  });
  await replicate("a");
  await mark("a");
  mock.settle();
  expect(await status("destination", "a")).toBe("REPLICA");
});
