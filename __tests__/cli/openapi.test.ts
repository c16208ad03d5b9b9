import { readFileSync } from "node:fs";
import { join } from "node:path";
import { routes } from "../../lib/server/controlRoutes.js";
import { controlled } from "../support/controlled.js";

interface Operation {
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Schema>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, Schema>> }>
  >;
}

interface Schema {
  readonly schema: { readonly $ref?: string; readonly type?: string; readonly items?: object };
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly required: readonly string[] }>>;
  };
}

const file = join(__dirname, "../../docs/openapi.json");
const { paths, components } = JSON.parse(readFileSync(file, "utf8")) as Document;
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]): [string, Operation] => [
    `${method.toUpperCase()} ${path.slice(1).replace("{id}", "id")}`,
    operation,
  ]),
);

describe("the OpenAPI document of the control interface", () => {
  test("has each of its routes, in the same words, and no others", () => {
    const told = operations.map(([name, { summary }]) => [name, summary]);
    const there = Object.entries(routes).map(([name, { about }]) => [name, about]);
    expect(told.sort()).toEqual(there.sort());
  });

  test.each(operations)("tells the parameters of %s", (_name, { summary, parameters = [] }) => {
    const [, query = ""] = /\?([\w=&]+)/.exec(summary) ?? [];
    const inQuery = parameters.filter((parameter) => parameter.in === "query");
    expect(inQuery.map(({ name }) => `${name}=`).join("&")).toBe(query);
  });

  test.each<[string, string, RequestInit]>([
    ["GET health", "health", {}],
    ["POST settle", "settle", { method: "POST" }],
    ["GET now", "now", {}],
    ["GET explain", "explain?bucket=source&key=old", {}],
    ["GET timeline", "timeline?bucket=source&key=old", {}],
    ["GET bucket", "bucket?bucket=source", {}],
    ["GET requests", "requests", {}],
    ["GET faults", "faults", {}],
    ["GET faults/unused", "faults/unused", {}],
  ])("tells what %s answers", async (name, path, init) => {
    const [, operation] = operations.find(([each]) => each === name) ?? [];
    const schema = operation?.responses["200"]?.content?.["application/json"]?.schema;
    const reference = schema?.$ref ?? Reflect.get(schema?.items ?? {}, "$ref");
    const { required = [] } = components.schemas[String(reference).split("/").at(-1) ?? ""] ?? {};
    expect(required).not.toEqual([]);
    await controlled(async ({ call, mock, client }) => {
      mock.faults.unavailable({ bucket: "backup" });
      await client.config.region();
      const answer: unknown = await (await call(path, init)).json();
      const items = schema?.type === "array" ? Object.values(Object(answer)) : [answer];
      for (const item of items)
        expect(Object.keys(Object(item))).toEqual(expect.arrayContaining([...required]));
    });
  });
});
