import { scene } from "../support/replicationScene.js";
import { lookupsStories } from "./lookupsStories.js";
import { rulesStories } from "./rulesStories.js";
import { named } from "./story.js";
import { workStories } from "./workStories.js";

const stories = { ...workStories, ...rulesStories, ...lookupsStories };

test.each(Object.entries(stories))("explain tells of %s", async (_name, tell) => {
  const [{ mock }, question = {}] = await tell();
  const explanation = mock.explain({ ...named, ...question });
  expect(String(explanation)).toBe(explanation.text);
  expect(`\n${explanation}\n`).toMatchSnapshot();
});

test("explain is a value", async () => {
  const { mock, put } = await scene();
  const versionId = await put("report.csv");
  expect({ ...mock.explain(named) }).toMatchObject({
    bucket: "source",
    key: "report.csv",
    versionId,
    kind: "Version",
    replicationStatus: "PENDING",
    summary: "It is on its way to the destination.",
    rules: [{ ruleId: "rule", destinationBucket: "destination", verdict: "Matches" }],
    work: [
      {
        ruleId: "rule",
        operation: "OBJECT_PUT",
        state: "PENDING",
        dueAt: new Date("2026-01-01T00:00:01.000Z"),
      },
    ],
  });
});

test("explain gives plain data beside its text", async () => {
  const { mock, replicate } = await scene();
  await replicate("report.csv");
  const explanation = mock.explain(named);
  expect(structuredClone(explanation)).toEqual({ ...explanation });
  expect(Object.isFrozen(explanation)).toBe(true);
});

test("explain changes nothing", async () => {
  const { mock, put, status } = await scene({ delay: { reads: 2 } });
  await put("report.csv");
  for (let times = 0; times < 5; times++) mock.explain(named);
  expect(await status("source", "report.csv")).toBe("PENDING");
});

test("explain wants to know which object", async () => {
  const { mock } = await scene();
  // What JavaScript lets through.
  expect(() => mock.explain({ Bucket: "source" } as never)).toThrow("say which object");
});
