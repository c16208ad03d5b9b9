import { fail } from "../base/errors.js";
import { limits } from "../base/limits.js";

/** A form with which a browser uploads an object. */
export interface PostForm {
  /** Names in lower case. Fields after the file count for nothing. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file: PostedFile;
}

export interface PostedFile {
  /** A part of the form's own memory. */
  readonly bytes: Buffer;
  /** Without its folders; empty if the form tells none. */
  readonly name: string;
}

interface Part {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly content: Buffer;
}

const lineEnd = "\r\n";

/**
 * Reads a POST form up to its file.
 *
 * @throws S3Error MalformedPOSTRequest, MaxPostPreDataLengthExceeded, InvalidArgument without a file
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTForms.html
 */
export function readPostForm(contentType: string, body: Buffer): PostForm {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const delimiter = `--${quoted ?? plain ?? fail("MalformedPOSTRequest")}`;
  const fields = new Map<string, string>();
  let fieldsBytes = 0;
  let position = startOfParts(body, delimiter);
  while (!isAt(body, position, "--")) {
    if (!isAt(body, position, lineEnd)) fail("MalformedPOSTRequest");
    const start = position + lineEnd.length;
    const end = body.indexOf(`${lineEnd}${delimiter}`, start, "latin1");
    if (end === -1) fail("MalformedPOSTRequest");
    const { name, fileName, content } = readPart(body.subarray(start, end));
    if (name === "file")
      return { fields, file: { bytes: content, name: baseName(fileName ?? "") } };
    fieldsBytes += end - start;
    if (fieldsBytes > limits.postFieldsBytes) fail("MaxPostPreDataLengthExceeded");
    fields.set(name, content.toString());
    position = end + lineEnd.length + delimiter.length;
  }
  return fail("InvalidArgument", {
    message: "POST requires exactly one file upload per request.",
    ArgumentName: "file",
    ArgumentValue: "0",
  });
}

function startOfParts(body: Buffer, delimiter: string): number {
  if (isAt(body, 0, delimiter)) return delimiter.length;
  const found = body.indexOf(`${lineEnd}${delimiter}`, 0, "latin1");
  if (found === -1) fail("MalformedPOSTRequest");
  return found + lineEnd.length + delimiter.length;
}

function isAt(body: Buffer, position: number, text: string): boolean {
  return body.toString("latin1", position, position + text.length) === text;
}

function readPart(part: Buffer): Part {
  const headEnd = part.indexOf(`${lineEnd}${lineEnd}`, 0, "latin1");
  if (headEnd === -1) fail("MalformedPOSTRequest");
  const head = part.toString("utf8", 0, headEnd);
  const [, disposition = ""] = /^content-disposition:\s*form-data\s*(;.*)$/im.exec(head) ?? [];
  const name = parameter(disposition, "name") ?? fail("MalformedPOSTRequest");
  return {
    name: name.toLowerCase(),
    fileName: parameter(disposition, "filename"),
    content: part.subarray(headEnd + 2 * lineEnd.length),
  };
}

function parameter(disposition: string, name: string): string | undefined {
  const pattern = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, "i");
  const [, quoted, plain] = pattern.exec(disposition) ?? [];
  return quoted?.replace(/\\(["\\])/g, "$1").replaceAll("%22", '"') ?? plain;
}

/** Some browsers send the path; S3 takes what follows the last slash or backslash. */
function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
