import type { S3Client } from "@aws-sdk/client-s3";
import type { HttpRequest } from "../../lib/base/http.js";

/** A request as the client would send it, which a test may change in place. */
export type SentRequest = {
  -readonly [Member in keyof HttpRequest]: HttpRequest[Member] extends object
    ? Record<string, string>
    : HttpRequest[Member];
} & { body?: unknown };

/** Lets a test change what a client sends, behind all that the SDK does by itself. */
export function changeRequests(
  { middlewareStack }: Pick<S3Client, "middlewareStack">,
  change: (request: SentRequest) => void,
): void {
  middlewareStack.add(
    (next) => (args) => {
      // At this step the request is the SDK's HttpRequest.
      change(args.request as SentRequest);
      return next(args);
    },
    { step: "finalizeRequest", priority: "low", name: "changeRequests" },
  );
}

/** Lets a client send no checksum of a body in any form, as clients that are older than them. */
export function withoutChecksums(client: Pick<S3Client, "middlewareStack">): void {
  changeRequests(client, ({ headers }) => {
    for (const name of Object.keys(headers)) {
      const isChecksum = /^(content-md5|x-amz-(sdk-)?checksum-.*|x-amz-trailer)$/i.test(name);
      if (isChecksum) delete headers[name];
    }
  });
}
