// What the stories of the clients for JavaScript have in common.
//
// ENDPOINT: the server. AWS_ACCESS_KEY_ID and its secret: where the server has access keys.

import { isDeepStrictEqual } from "node:util";

const { ENDPOINT, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;

export const endpoint = ENDPOINT ?? "";
export const accessKey = AWS_ACCESS_KEY_ID;
export const secretKey = AWS_SECRET_ACCESS_KEY;

let number = 0;

/** Prints a line of TAP. */
export function same(title, expected, actual) {
  number += 1;
  if (isDeepStrictEqual(expected, actual)) return console.log(`ok ${number} - ${title}`);
  console.log(`not ok ${number} - ${title}`);
  console.log(`# expected: ${JSON.stringify(expected)}\n# actual:   ${JSON.stringify(actual)}`);
}

/** Prints how many lines there were. Clients would keep their connections open for a while. */
export function end() {
  process.stdout.write(`1..${number}\n`, () => process.exit());
}

/** Calls the control interface of the server. */
export async function control(method, path, parameters) {
  const pair = Buffer.from(`${accessKey}:${secretKey}`).toString("base64");
  const answer = await fetch(`${endpoint}/_s3-replication-mock/${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      ...(accessKey !== undefined && { Authorization: `Basic ${pair}` }),
    },
    body: parameters && JSON.stringify(parameters),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** The code of the error that a call ends with. */
export async function errorOf(promise) {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return error.code;
  }
}
