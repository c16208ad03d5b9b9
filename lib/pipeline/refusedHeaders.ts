import type { ControlOperationName } from "../base/controlOperationNames.generated.js";
import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import type { OperationName } from "../base/operationNames.generated.js";

const encryption = ["x-amz-server-side-encryption"];

/**
 * Headers that S3 does not overlook where they mean nothing: how an object is encrypted was said when it,
 * or its upload, was made.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
const refusedHeaders: Readonly<
  Partial<Record<OperationName | ControlOperationName, readonly string[]>>
> = {
  GetObject: encryption,
  HeadObject: encryption,
  UploadPart: encryption,
};

/**
 * Checks that an operation is sent none of the headers that it refuses. That it is 400 is documented; code
 * and text are from reports.
 *
 * @throws S3Error InvalidArgument
 */
export function checkHeadersOf(
  operation: OperationName | ControlOperationName,
  headers: HttpRequest["headers"],
): void {
  for (const name of refusedHeaders[operation] ?? []) {
    const value = headers[name];
    if (value === undefined) continue;
    fail("InvalidArgument", {
      message: `${name} header is not supported for this operation.`,
      ArgumentName: name,
      ArgumentValue: value,
    });
  }
}
