import { operations } from "../../operations/operations.js";
import type { Dialect } from "../dialect.js";
import { writeCosAnswer } from "./cosAnswers.js";
import { putCosBucketReplication } from "./cosBucketReplication.js";
import { writeCosError } from "./cosErrors.js";
import { cosRegionField, parseCosHost } from "./cosHosts.js";
import { readCosRequest } from "./cosRequests.js";
import { s3StorageClass } from "./cosStorageClasses.js";
import { createCosBucket } from "./createCosBucket.js";

/**
 * Tencent COS. Requests are signed with a scheme of its own (`q-sign-algorithm=sha1`), and no
 * signature is verified: whoever calls is the mock's account.
 *
 * Not simulated: buckets in several zones (MAZ), filters and priorities of replication rules, forms,
 * COS's own inventory, and the texts of its messages, which are published nowhere: they are S3's.
 *
 * @see https://cloud.tencent.com/document/product/436/7751
 */
export const cos: Dialect = {
  region: "ap-guangzhou",
  regionField: cosRegionField,
  parseHost: parseCosHost,
  operations: {
    ...operations,
    CreateBucket: createCosBucket,
    PutBucketReplication: putCosBucketReplication,
  },
  // A Content-MD5 is expected; what becomes of a request without one is not documented.
  demandsChecksum: false,
  isVerifiable: false,
  idHeaders: { requestId: "x-cos-request-id", hostId: "x-cos-trace-id" },
  readRequest: readCosRequest,
  readStorageClass: s3StorageClass,
  writeAnswer: writeCosAnswer,
  writeError: writeCosError,
};
