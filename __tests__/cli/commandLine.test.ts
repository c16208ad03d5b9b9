import { commands } from "../../lib/cli/commands.js";
import { program } from "../../lib/cli/program.js";
import { readArguments } from "../../lib/cli/readArguments.js";
import { CommandProcess, typed, typedIn } from "../support/commandLine.js";

afterEach(() => CommandProcess.killAll());

describe("a wrong command line ends with exit code 2 and says what was wrong:", () => {
  test.each<[string, string, RegExp]>([
    ["no command", "", /say which command/],
    ["an unknown command", "serv", /unknown command 'serv'\n\(Did you mean serve\?\)/],
    ["an unknown option before the command", "--port 1 serve", /unknown option '--port'/],
    ["an unknown option", "serve --prot 1", /unknown option '--prot'\n\(Did you mean --port\?\)/],
    ["an option without its value", "serve --port", /option '--port <PORT>' argument missing/],
    ["an option twice", "serve --port 1 --port 2", /--port is there 2 times; once is allowed/],
    ["a port that is none", "serve --port 65536", /--port is "65536"; allowed is a whole number/],
    ["a region that is none", "serve --region here", /region is "here"; allowed is the name/],
    ["an account that is none", "serve --account 1", /accountId is "1"; allowed is 12 digits/],
    ["a delay that is none", "serve --delay soon", /--delay is "soon"; allowed is milliseconds/],
    ["a dialect that is none", "serve --dialect gcs", /--dialect is "gcs"; allowed is aws or cos/],
    ["a file that is not there", "serve --buckets nowhere.json", /nowhere.json".*ENOENT/],
    ["a file that is not JSON", "serve --buckets README.md", /README.md".*JSON/],
    ["a file of something else", "serve --buckets biome.json", /buckets\["\$schema"\]/],
    ["a file of IAM that is not there", "serve --iam nowhere.json", /nowhere.json".*ENOENT/],
    ["a file of other things", "serve --iam biome.json", /iam\.\$schema does not exist/],
    ["a key without a secret", "serve --access-key a", /1 of --access-key and 0 of --secret-key/],
    ["an account of a key that is none", "serve --access-key a@1 --secret-key b", /ID@ACCOUNT/],
    [
      "a key twice",
      "serve --access-key a --secret-key b --access-key a --secret-key c",
      /once more/,
    ],
    [
      "an operand too many",
      "settle now",
      /too many arguments for 'settle'. Expected 0 arguments but got 1/,
    ],
    ["an operand too few", "advance", /missing required argument 'TIME'/],
    ["a time that is none", "advance 1w", /TIME is "1w"; allowed is milliseconds/],
    ["an object that is none", "explain source/key", /allowed is one such as s3:/],
    [
      "an endpoint that is none",
      "settle --endpoint here",
      /--endpoint is "here"; allowed is a URL/,
    ],
    ["an endpoint twice", "settle --endpoint http://localhost --port 1", /say the same twice/],
    ["half of a key", "settle --access-key a", /belong together/],
    ["a fault that is none", "faults add fire", /KIND is "fire"; allowed is one of breakRole/],
    ["a slip in a fault", "faults add disconect", /did you mean disconnect\?/],
    [
      "an option of a fault that is none",
      "faults add deny action",
      /"action"; allowed is NAME=VALUE/,
    ],
    ["an end of nothing", "faults end", /list, add KIND, end NUMBER, end all or unused/],
    ["a status that is none", "explain s3://a/b --fail-unless DONE", /--fail-unless is "DONE"/],
    ["a shell that is none", "completion csh", /SHELL is "csh"; allowed is bash, zsh, fish/],
    ["a date that is none", "batch-replicate source --created-after x", /allowed is a date/],
    ["a snapshot that is not there", "restore nowhere.bin", /FILE is "nowhere.bin"/],
  ])("%s", async (_name, line, message) => {
    const { code, stdout, stderr } = await typed(...line.split(" ").filter((part) => part !== ""));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/See s3-replication-mock.* --help\.$/);
  });
});

test("a server that is not there ends a command with exit code 1 and says what to do", async () => {
  const { code, stderr } = await typed("settle", "--port", "9");
  expect(code).toBe(1);
  expect(stderr).toMatch(/nobody answers at http:\/\/127.0.0.1:9 .*start it with/);
});

describe("help", () => {
  test.each([["--help"], ["-h"], ["help"]])("%s lists every command", async (option) => {
    const { code, stdout } = await typed(option);
    expect(code).toBe(0);
    for (const name of Object.keys(commands)) expect(stdout).toContain(`\n  ${name} `);
  });

  test.each(Object.entries(commands))("of %s tells of its options", async (name, command) => {
    const { code, stdout } = await typed(name, "--help");
    expect(code).toBe(0);
    expect(stdout).toBe((await typed("help", name)).stdout);
    for (const flag of Object.keys(command.flags)) expect(stdout).toContain(`--${flag}`);
    expect(stdout).toContain(command.summary.slice(0, 40));
  });

  test.each(
    Object.entries(commands).flatMap(([name, { examples }]) =>
      examples.map((example): [string, string] => [example, name]),
    ),
  )("has an example that can be typed: %s", async (example, name) => {
    const ran: string[] = [];
    const terminal = { print: () => {}, complain: () => {} };
    const idle = Object.entries(commands).map(([each, command]) => [
      each,
      { ...command, run: async () => void ran.push(each) },
    ]);
    const surroundings = { terminal, version: "1.2.3", environment: {} };
    await program(Object.fromEntries(idle), surroundings).parseAsync(example.split(" "), {
      from: "user",
    });
    expect(ran).toEqual([name]);
  });
});

describe("the environment", () => {
  test("names the server that commands call, unless an option does", async () => {
    const environment = { AWS_ENDPOINT_URL_S3: "http://127.0.0.1:9" };
    const nobody = /nobody answers at http:\/\/127.0.0.1:9 /;
    expect((await typedIn(environment, "now")).stderr).toMatch(nobody);
    const other = await typedIn({ AWS_ENDPOINT_URL_S3: "here" }, "now", "--port", "9");
    expect(other.stderr).toMatch(nobody);
    expect(await typedIn({ AWS_ENDPOINT_URL_S3: "here" }, "now")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/AWS_ENDPOINT_URL_S3 is "here"; allowed is a URL/),
    });
  });

  test.each<[string, Record<string, string>, string[], RegExp]>([
    ["a value", { S3_REPLICATION_MOCK_REGION: "here" }, [], /region is "here"/],
    ["an option before it", { S3_REPLICATION_MOCK_PORT: "x" }, ["--port", "y"], /--port is "y"/],
    ["a name of two words", { S3_REPLICATION_MOCK_ACCESS_KEY: "a,b" }, [], /there are 2 of/],
  ])("stands for the options of serve: %s", async (_name, environment, args, message) => {
    expect(await typedIn(environment, "serve", ...args)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(message),
    });
  });

  test.each([
    ["1", true],
    ["true", true],
    ["0", false],
    ["false", false],
    ["", false],
  ])("stands for a switch: %p is %p", (text, isOn) => {
    const { serve } = commands;
    if (serve === undefined) throw new Error("There is no command serve.");
    const environment = { S3_REPLICATION_MOCK_QUIET: text };
    const place = { environment, version: "", note: () => {} };
    expect(readArguments(serve, { operands: [], values: {} }, place).has("quiet")).toBe(isOn);
  });
});

describe("completion", () => {
  test.each(["bash", "zsh", "fish"])("knows every command and option in %s", async (shell) => {
    const { code, stdout } = await typed("completion", shell);
    expect(code).toBe(0);
    for (const [name, { flags }] of Object.entries(commands)) {
      expect(stdout).toContain(name);
      for (const flag of Object.keys(flags)) expect(stdout).toContain(flag);
    }
  });
});

describe("the process", () => {
  test("prints its version and ends with 0", async () => {
    const { version } = jest.requireActual<{ version: string }>("../../package.json");
    expect(await new CommandProcess("--version").ended()).toEqual({
      code: 0,
      stdout: version,
      stderr: "",
    });
  });

  test("ends with 2 when it was called wrong", async () => {
    expect((await new CommandProcess("sreve").ended()).code).toBe(2);
  });
});
