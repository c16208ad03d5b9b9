import { getBucketAcl, putBucketAcl } from "./bucketAcl.js";
import {
  accelerate,
  ownershipControls,
  publicAccessBlock,
  requestPayment,
} from "./bucketConfigurations.js";
import { cors } from "./bucketCors.js";
import {
  deleteBucketEncryption,
  getBucketEncryption,
  putBucketEncryption,
} from "./bucketEncryption.js";
import { inventory } from "./bucketInventory.js";
import { lifecycle, putBucketLifecycleConfiguration } from "./bucketLifecycle.js";
import { logging } from "./bucketLogging.js";
import { analytics, intelligentTiering, metrics } from "./bucketMonitoring.js";
import { notification } from "./bucketNotification.js";
import { bucketPolicy, getBucketPolicyStatus } from "./bucketPolicy.js";
import {
  deleteBucketReplication,
  getBucketReplication,
  putBucketReplication,
} from "./bucketReplication.js";
import { deleteBucket, getBucketLocation, headBucket, listBuckets } from "./buckets.js";
import { bucketTagging } from "./bucketTagging.js";
import { getBucketVersioning, putBucketVersioning } from "./bucketVersioning.js";
import { website } from "./bucketWebsite.js";
import { completeMultipartUpload } from "./completeMultipartUpload.js";
import { copyObject } from "./copyObject.js";
import { createBucket } from "./createBucket.js";
import { deleteObject } from "./deleteObject.js";
import { deleteObjects } from "./deleteObjects.js";
import { getObject, headObject } from "./getObject.js";
import { listMultipartUploads } from "./listMultipartUploads.js";
import { listObjects, listObjectsV2 } from "./listObjects.js";
import { listParts } from "./listParts.js";
import { listObjectVersions } from "./listVersions.js";
import { abortMultipartUpload, createMultipartUpload } from "./multipartUpload.js";
import { getObjectAcl, putObjectAcl } from "./objectAcl.js";
import { getObjectAttributes } from "./objectAttributes.js";
import { getObjectLegalHold, putObjectLegalHold } from "./objectLegalHold.js";
import {
  getObjectLockConfiguration,
  putObjectLockConfiguration,
} from "./objectLockConfiguration.js";
import { getObjectRetention, putObjectRetention } from "./objectRetention.js";
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from "./objectTagging.js";
import { putObject } from "./putObject.js";
import { restoreObject } from "./restoreObject.js";
import { uploadPart, uploadPartCopy } from "./uploadPart.js";

/** Every operation that is simulated, by S3's name for it. All others answer 501 NotImplemented. */
export const operations = {
  AbortMultipartUpload: abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  CopyObject: copyObject,
  CreateBucket: createBucket,
  CreateMultipartUpload: createMultipartUpload,
  DeleteBucket: deleteBucket,
  DeleteBucketAnalyticsConfiguration: analytics.remove,
  DeleteBucketCors: cors.remove,
  DeleteBucketEncryption: deleteBucketEncryption,
  DeleteBucketIntelligentTieringConfiguration: intelligentTiering.remove,
  DeleteBucketInventoryConfiguration: inventory.remove,
  DeleteBucketLifecycle: lifecycle.remove,
  DeleteBucketMetricsConfiguration: metrics.remove,
  DeleteBucketOwnershipControls: ownershipControls.remove,
  DeleteBucketPolicy: bucketPolicy.remove,
  DeleteBucketReplication: deleteBucketReplication,
  DeleteBucketTagging: bucketTagging.remove,
  DeleteBucketWebsite: website.remove,
  DeleteObject: deleteObject,
  DeleteObjectTagging: deleteObjectTagging,
  DeleteObjects: deleteObjects,
  DeletePublicAccessBlock: publicAccessBlock.remove,
  GetBucketAccelerateConfiguration: accelerate.get,
  GetBucketAcl: getBucketAcl,
  GetBucketAnalyticsConfiguration: analytics.get,
  GetBucketCors: cors.get,
  GetBucketEncryption: getBucketEncryption,
  GetBucketIntelligentTieringConfiguration: intelligentTiering.get,
  GetBucketInventoryConfiguration: inventory.get,
  GetBucketLifecycleConfiguration: lifecycle.get,
  GetBucketLocation: getBucketLocation,
  GetBucketLogging: logging.get,
  GetBucketMetricsConfiguration: metrics.get,
  GetBucketNotificationConfiguration: notification.get,
  GetBucketOwnershipControls: ownershipControls.get,
  GetBucketPolicy: bucketPolicy.get,
  GetBucketPolicyStatus: getBucketPolicyStatus,
  GetBucketReplication: getBucketReplication,
  GetBucketRequestPayment: requestPayment.get,
  GetBucketTagging: bucketTagging.get,
  GetBucketVersioning: getBucketVersioning,
  GetBucketWebsite: website.get,
  GetObject: getObject,
  GetObjectAcl: getObjectAcl,
  GetObjectAttributes: getObjectAttributes,
  GetObjectLegalHold: getObjectLegalHold,
  GetObjectLockConfiguration: getObjectLockConfiguration,
  GetObjectRetention: getObjectRetention,
  GetObjectTagging: getObjectTagging,
  GetPublicAccessBlock: publicAccessBlock.get,
  HeadBucket: headBucket,
  HeadObject: headObject,
  ListBucketAnalyticsConfigurations: analytics.list,
  ListBucketIntelligentTieringConfigurations: intelligentTiering.list,
  ListBucketInventoryConfigurations: inventory.list,
  ListBucketMetricsConfigurations: metrics.list,
  ListBuckets: listBuckets,
  ListMultipartUploads: listMultipartUploads,
  ListObjectVersions: listObjectVersions,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListParts: listParts,
  PutBucketAccelerateConfiguration: accelerate.put,
  PutBucketAcl: putBucketAcl,
  PutBucketAnalyticsConfiguration: analytics.put,
  PutBucketCors: cors.put,
  PutBucketEncryption: putBucketEncryption,
  PutBucketIntelligentTieringConfiguration: intelligentTiering.put,
  PutBucketInventoryConfiguration: inventory.put,
  PutBucketLifecycleConfiguration: putBucketLifecycleConfiguration,
  PutBucketLogging: logging.put,
  PutBucketMetricsConfiguration: metrics.put,
  PutBucketNotificationConfiguration: notification.put,
  PutBucketOwnershipControls: ownershipControls.put,
  PutBucketPolicy: bucketPolicy.put,
  PutBucketReplication: putBucketReplication,
  PutBucketRequestPayment: requestPayment.put,
  PutBucketTagging: bucketTagging.put,
  PutBucketVersioning: putBucketVersioning,
  PutBucketWebsite: website.put,
  PutObject: putObject,
  PutObjectAcl: putObjectAcl,
  PutObjectLegalHold: putObjectLegalHold,
  PutObjectLockConfiguration: putObjectLockConfiguration,
  PutObjectRetention: putObjectRetention,
  PutObjectTagging: putObjectTagging,
  PutPublicAccessBlock: publicAccessBlock.put,
  RestoreObject: restoreObject,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
};
