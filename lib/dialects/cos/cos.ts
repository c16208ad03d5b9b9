import { operations } from "../../operations/index.js";
import type { Dialect } from "../dialect.js";
import { writeCosAnswer } from "./answers.js";
import { putCosBucketReplication } from "./bucketReplication.js";
import { createCosBucket } from "./createBucket.js";
import { writeCosError } from "./errors.js";
import { cosRegionField, parseCosHost } from "./hosts.js";
import { readCosRequest } from "./requests.js";
import { s3StorageClass } from "./storageClasses.js";

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
