import { readArguments } from "../../lib/cli/arguments.js";
import { commands } from "../../lib/cli/commands.js";
import { CommandProcess, typed } from "../support/commandLine.js";

afterEach(() => CommandProcess.killAll());

describe("a wrong command line ends with exit code 2 and says what was wrong:", () => {
  test.each<[string, string, RegExp]>([
    ["no command", "", /say which command/],
    ["an unknown command", "serv", /no command serv; the commands are serve, settle/],
    ["an unknown option before the command", "--port 1 serve", /no option --port/],
    ["an unknown option", "serve --prot 1", /Unknown option '--prot'. Options are --port, --host/],
    ["an option without its value", "serve --port", /--port <value>' argument missing/],
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
    ["a data file of something else", "serve --data README.md", /README.md cannot be loaded/],
    ["a key without a secret", "serve --access-key a", /1 of --access-key and 0 of --secret-key/],
    ["an account of a key that is none", "serve --access-key a@1 --secret-key b", /ID@ACCOUNT/],
    [
      "a key twice",
      "serve --access-key a --secret-key b --access-key a --secret-key c",
      /once more/,
    ],
    ["an operand too many", "settle now", /"now" is too much; it takes options only/],
    ["an operand too few", "advance", /TIME is missing/],
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
    [
      "an option of a fault that is none",
      "faults add deny action",
      /"action"; allowed is NAME=VALUE/,
    ],
    ["an end of nothing", "faults end", /list, add KIND, end NUMBER or end all/],
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
  )("has an example that can be typed: %s", (example, name) => {
    const [first = "", ...rest] = example.split(" ");
    const command = commands[first];
    expect(first).toBe(name);
    expect(command && readArguments(name, command, rest)).toBeDefined();
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
