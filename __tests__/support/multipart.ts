import type {
  ChecksumAlgorithm,
  CompletedPart,
  CompleteMultipartUploadCommandInput,
  CompleteMultipartUploadCommandOutput,
  CreateMultipartUploadCommandInput,
  S3,
} from "@aws-sdk/client-s3";

/** The least that a part but the last may have. */
export const partBytes = 5 * 1024 ** 2;

/** An upload with its parts, ready to be completed. */
export interface OpenUpload {
  readonly key: { Bucket: string; Key: string };
  readonly UploadId: string;
  readonly parts: readonly CompletedPart[];
}

/** Creates an upload and uploads the bodies as its parts 1, 2, … */
export async function uploadOf(
  s3: S3,
  bodies: readonly (string | Uint8Array)[],
  input: Partial<CreateMultipartUploadCommandInput> = {},
): Promise<OpenUpload> {
  const key = { Bucket: input.Bucket ?? "plain", Key: input.Key ?? "k" };
  const { UploadId = "" } = await s3.createMultipartUpload({ ...key, ...input });
  const parts: CompletedPart[] = [];
  // Without a name the SDK takes CRC32.
  const algorithm: ChecksumAlgorithm | undefined = input.ChecksumAlgorithm;
  for (const [index, Body] of bodies.entries()) {
    const PartNumber = index + 1;
    const part = { ...key, UploadId, PartNumber, Body, ChecksumAlgorithm: algorithm };
    const { $metadata: _, ServerSideEncryption: __, ...members } = await s3.uploadPart(part);
    const { ETag } = members;
    // An upload that was created for no checksum refuses those of parts.
    parts.push({ PartNumber, ...(algorithm === undefined ? { ETag } : members) });
  }
  return { key, UploadId, parts };
}

/** Completes an upload with all of its parts, or with those given. */
export function complete(
  s3: S3,
  { key, UploadId, parts }: OpenUpload,
  input: Partial<CompleteMultipartUploadCommandInput> & { Parts?: CompletedPart[] } = {},
): Promise<CompleteMultipartUploadCommandOutput> {
  const { Parts = [...parts], ...rest } = input;
  return s3.completeMultipartUpload({ ...key, UploadId, MultipartUpload: { Parts }, ...rest });
}
