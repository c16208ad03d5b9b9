import { createHash, createHmac } from "node:crypto";
import { accessKey } from "./server.js";

const emptyHash = createHash("sha256").digest("hex");

/** What a chunk-signed upload is made from. */
export interface ChunkedUpload {
  readonly path: string;
  readonly chunks: readonly Uint8Array[];
  /** Sent after the chunks, and signed. */
  readonly trailer?: readonly [name: string, value: string];
  readonly at?: Date;
}

/**
 * A PUT with signed chunks as the SDKs for Java and .NET send it, computed by the book and with
 * nothing of ours.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export function signedChunks({ path, chunks, trailer, at = new Date() }: ChunkedUpload): Buffer {
  const time = at.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const scope = `${time.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const payload = `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${trailer ? "-TRAILER" : ""}`;
  const headers: Record<string, string> = {
    "content-encoding": "aws-chunked",
    host: "s3.localhost",
    "x-amz-content-sha256": payload,
    "x-amz-date": time,
    "x-amz-decoded-content-length": String(chunks.reduce((sum, { length }) => sum + length, 0)),
    ...(trailer && { "x-amz-trailer": trailer[0] }),
  };
  const names = Object.keys(headers).join(";");
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ["PUT", path, "", lines.join(""), names, payload].join("\n");
  const key = ["s3", "aws4_request"].reduce(
    hmac,
    hmac(hmac(`AWS4${accessKey.secretAccessKey}`, time.slice(0, 8)), "us-east-1"),
  );
  const sign = (algorithm: string, ...rest: string[]) =>
    hmac(key, [algorithm, time, scope, ...rest].join("\n")).toString("hex");
  let signature = sign("AWS4-HMAC-SHA256", sha256(canonical));
  const credential = `${accessKey.accessKeyId}/${scope}`;
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`;
  const pieces: Uint8Array[] = [];
  for (const chunk of [...chunks, new Uint8Array(0)]) {
    signature = sign("AWS4-HMAC-SHA256-PAYLOAD", signature, emptyHash, sha256(chunk));
    pieces.push(
      Buffer.from(`${chunk.length.toString(16)};chunk-signature=${signature}\r\n`),
      chunk,
    );
    if (chunk.length > 0) pieces.push(Buffer.from("\r\n"));
  }
  if (trailer) {
    const line = `${trailer[0]}:${trailer[1]}`;
    const signed = sign("AWS4-HMAC-SHA256-TRAILER", signature, sha256(`${line}\n`));
    pieces.push(Buffer.from(`${line}\r\nx-amz-trailer-signature:${signed}\r\n`));
  }
  const body = Buffer.concat([...pieces, Buffer.from("\r\n")]);
  headers["content-length"] = String(body.length);
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`PUT ${path} HTTP/1.1\r\n${head.join("")}\r\n`), body]);
}

function hmac(key: string | Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
