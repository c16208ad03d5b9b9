import { didYouMean } from "../base/closestName.js";
import { MockError } from "../base/mockError.js";
import { operationNames } from "../base/operationNames.generated.js";
import type { CommandClass, RecordedRequest } from "../observe/requestHistory.js";
import { isAsExpected, shownValue } from "./inputMatching.js";
import type { MatcherContext, MatcherOutcome } from "./matcherOutcome.js";
import { checkedSubject, type MatcherSubject } from "./matcherSubject.js";
import { requestLines, requestText } from "./nearRequests.js";
import { hadBody } from "./sentBodies.js";

/** A command class of the SDK, or S3's name of its operation. */
export type CommandName = CommandClass<never> | string;

/** A part of a command's input: what is left open may be anything. */
export type ExpectedInput = Readonly<Record<string, unknown>>;

/** Whether any command was received at all. */
export function toHaveReceivedAnyCommand(
  this: MatcherContext | undefined,
  received: unknown,
): MatcherOutcome {
  const mock = checkedSubject("toHaveReceivedAnyCommand", received);
  const sends = sendsOf(mock);
  return outcome(this, "toHaveReceivedAnyCommand()", sends.length > 0, [
    `It has received ${sends.length} commands.`,
    ...requestLines(sends),
  ]);
}

/**
 * Whether a command was received. What the SDK sends again by itself counts once.
 *
 * @throws MockError when an argument is wrong
 */
export function toHaveReceivedCommand(
  this: MatcherContext | undefined,
  received: unknown,
  command: CommandName,
): MatcherOutcome {
  const asked = ask("toHaveReceivedCommand", received, command);
  return outcome(this, callText(asked), asked.sends.length > 0, countLines(asked));
}

/**
 * Whether a command was received so many times. What the SDK sends again by itself counts once.
 *
 * @throws MockError when an argument is wrong
 */
export function toHaveReceivedCommandTimes(
  this: MatcherContext | undefined,
  received: unknown,
  command: CommandName,
  times: number,
): MatcherOutcome {
  const asked = ask("toHaveReceivedCommandTimes", received, command);
  if (!Number.isInteger(times) || times < 0) {
    throw new MockError(
      `${asked.matcher}: times is ${times}; allowed is a whole number of at least 0`,
    );
  }
  const pass = asked.sends.length === times;
  return {
    ...outcome(this, callText(asked, String(times)), pass, countLines(asked)),
    actual: asked.sends.length,
    expected: times,
  };
}

/**
 * Whether a command was received with at least this in its input; asymmetric matchers have their say.
 *
 * @throws MockError when an argument is wrong
 */
export function toHaveReceivedCommandWith(
  this: MatcherContext | undefined,
  received: unknown,
  command: CommandName,
  input: ExpectedInput,
): MatcherOutcome {
  const asked = ask("toHaveReceivedCommandWith", received, command);
  const differences = asked.sends.map((send) => differencesOf(asked.matcher, send, input));
  const pass = differences.some((found) => found.length === 0);
  return outcome(this, callText(asked, shownValue(input)), pass, () => [
    ...countLines(asked),
    ...asked.sends.slice(-3).flatMap((send) => comparison(asked.matcher, send, input)),
  ]);
}

/**
 * Whether the nth of all commands was this one with at least this in its input.
 *
 * @param nth - from 1
 * @throws MockError when an argument is wrong
 */
export function toHaveReceivedNthCommandWith(
  this: MatcherContext | undefined,
  received: unknown,
  nth: number,
  command: CommandName,
  input: ExpectedInput,
): MatcherOutcome {
  const asked = ask("toHaveReceivedNthCommandWith", received, command);
  const send = asked.all[checkedNth(asked.matcher, nth) - 1];
  return oneSend(this, asked, { send, input, before: `${nth}, ` });
}

/**
 * Whether the nth command of this kind had at least this in its input.
 *
 * @param nth - from 1
 * @throws MockError when an argument is wrong
 */
export function toHaveReceivedNthSpecificCommandWith(
  this: MatcherContext | undefined,
  received: unknown,
  nth: number,
  command: CommandName,
  input: ExpectedInput,
): MatcherOutcome {
  const asked = ask("toHaveReceivedNthSpecificCommandWith", received, command);
  const send = asked.sends[checkedNth(asked.matcher, nth) - 1];
  return oneSend(this, asked, { send, input, before: `${nth}, ` });
}

/**
 * Whether the last of all commands was this one with at least this in its input.
 *
 * @throws MockError when an argument is wrong
 */
export function toHaveReceivedLastCommandWith(
  this: MatcherContext | undefined,
  received: unknown,
  command: CommandName,
  input: ExpectedInput,
): MatcherOutcome {
  const asked = ask("toHaveReceivedLastCommandWith", received, command);
  return oneSend(this, asked, { send: asked.all.at(-1), input, before: "" });
}

/** A command that is asked about, and what was received. */
interface Asked {
  readonly matcher: string;
  readonly operation: string;
  /** Every command, in order. */
  readonly all: readonly RecordedRequest[];
  /** Those of this kind. */
  readonly sends: readonly RecordedRequest[];
}

function ask(matcher: string, received: unknown, command: CommandName): Asked {
  const operation = operationOf(matcher, command);
  const all = sendsOf(checkedSubject(matcher, received));
  return { matcher, operation, all, sends: all.filter((send) => send.operation === operation) };
}

function operationOf(matcher: string, command: CommandName): string {
  const given = typeof command === "string" ? command : command?.name;
  const name = String(given).replace(/Command$/, "");
  if (operationNames.some((known) => known === name)) return name;
  throw new MockError(
    `${matcher}: ${JSON.stringify(given)} is neither a command of the SDK nor an operation of S3${didYouMean(name, operationNames)}`,
  );
}

/** Attempts after the first are the SDK's own. */
function sendsOf({ requests }: MatcherSubject): readonly RecordedRequest[] {
  return requests.all().filter(({ attempt }) => attempt === 1);
}

function checkedNth(matcher: string, nth: number): number {
  if (Number.isInteger(nth) && nth >= 1) return nth;
  throw new MockError(`${matcher}: nth is ${nth}; allowed is a whole number of at least 1`);
}

function oneSend(
  context: MatcherContext | undefined,
  asked: Asked,
  {
    send,
    input,
    before,
  }: {
    readonly send: RecordedRequest | undefined;
    readonly input: ExpectedInput;
    readonly before: string;
  },
): MatcherOutcome {
  const { matcher, operation } = asked;
  const pass =
    send !== undefined &&
    send.operation === operation &&
    differencesOf(matcher, send, input).length === 0;
  const call = `${matcher}(${before}${operation}Command, ${shownValue(input)})`;
  return outcome(context, call, pass, () => [
    ...(send === undefined ? ["There was no such command."] : comparison(matcher, send, input)),
    ...countLines(asked),
  ]);
}

function comparison(matcher: string, send: RecordedRequest, input: ExpectedInput): string[] {
  return [
    `  ${requestText(send)}`,
    ...differencesOf(matcher, send, input).map((line) => `    ${line}`),
  ];
}

/** The members in which a request differs, as lines. */
function differencesOf(matcher: string, send: RecordedRequest, input: ExpectedInput): string[] {
  return Object.entries(input).flatMap(([name, expected]) => {
    if (name === "Body") {
      return hadBody(matcher, send, expected) ? [] : [`Body: not ${shownValue(expected)}`];
    }
    const actual = send.input?.[name];
    if (isAsExpected(actual, expected)) return [];
    return [`${name}: expected ${shownValue(expected)}, received ${shownValue(actual)}`];
  });
}

function countLines({ operation, all, sends }: Asked): string[] {
  const count = `It has received ${operation}Command ${sends.length} times`;
  return sends.length > 0
    ? [`${count}:`, ...requestLines(sends)]
    : [`${count}, and these commands:`, ...requestLines(all)];
}

function callText({ matcher, operation }: Asked, ...more: readonly string[]): string {
  return `${matcher}(${[`${operation}Command`, ...more].join(", ")})`;
}

function outcome(
  context: MatcherContext | undefined,
  call: string,
  pass: boolean,
  lines: readonly string[] | (() => readonly string[]),
): MatcherOutcome {
  return {
    pass,
    message: () =>
      [
        `expect(mock)${context?.isNot === true ? ".not" : ""}.${call}`,
        "",
        ...(typeof lines === "function" ? lines() : lines),
      ].join("\n"),
  };
}
