import { operations } from "../../operations/operations.js";
import type { Dialect } from "../dialect.js";
import { writeCosAnswer } from "./cosAnswers.js";
import { cosBucketPolicy } from "./cosBucketPolicy.js";
import { putCosBucketReplication } from "./cosBucketReplication.js";
import { writeCosError } from "./cosErrors.js";
import { cosRegionOption, parseCosHost } from "./cosHosts.js";
import { withCosAcl } from "./cosObjectAcl.js";
import { readCosRequest } from "./cosRequests.js";
import { s3StorageClass } from "./cosStorageClasses.js";
import { createCosBucket } from "./createCosBucket.js";
import { verifyCosSignature } from "./verifyCosSignature.js";

/**
 * Tencent COS. Requests are signed with a scheme of its own (`q-sign-algorithm=sha1`), which a server
 * with keys verifies.
 *
 * Not simulated: buckets in several zones (MAZ), filters and priorities of replication rules, forms,
 * COS's own inventory, grants to users that COS names (`qcs::cam::uin`), which are refused, and the
 * texts of its messages, which are published nowhere: they are S3's. Bucket policies are kept and not
 * judged by. An ACL is: who does not sign may do what a public one grants.
 *
 * @see https://cloud.tencent.com/document/product/436/7751
 */
export const cos: Dialect = {
  region: "ap-guangzhou",
  regionOption: cosRegionOption,
  parseHost: parseCosHost,
  operations: {
    ...operations,
    CreateBucket: createCosBucket,
    PutBucketPolicy: cosBucketPolicy.put,
    GetBucketPolicy: cosBucketPolicy.get,
    DeleteBucketPolicy: cosBucketPolicy.remove,
    PutBucketReplication: putCosBucketReplication,
    CopyObject: withCosAcl(operations.CopyObject),
    CreateMultipartUpload: withCosAcl(operations.CreateMultipartUpload),
    PutObject: withCosAcl(operations.PutObject),
    PutObjectAcl: withCosAcl(operations.PutObjectAcl, "private"),
  },
  // A Content-MD5 is expected; what becomes of a request without one is not documented.
  requiresChecksum: false,
  // Tencent's client for Java sends its documents so.
  takesUnknownLength: true,
  idHeaders: { requestId: "x-cos-request-id", hostId: "x-cos-trace-id" },
  verifySignature: verifyCosSignature,
  readRequest: readCosRequest,
  readStorageClass: s3StorageClass,
  writeAnswer: writeCosAnswer,
  writeError: writeCosError,
};
