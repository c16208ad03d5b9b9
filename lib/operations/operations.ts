import { getBucketAcl, putBucketAcl } from "./buckets/bucketAcl.js";
import {
  accelerate,
  ownershipControls,
  publicAccessBlock,
  requestPayment,
} from "./buckets/bucketConfigurations.js";
import { cors } from "./buckets/bucketCors.js";
import {
  deleteBucketEncryption,
  getBucketEncryption,
  putBucketEncryption,
} from "./buckets/bucketEncryption.js";
import { inventory } from "./buckets/bucketInventory.js";
import {
  deleteBucketLifecycle,
  lifecycle,
  putBucketLifecycleConfiguration,
} from "./buckets/bucketLifecycle.js";
import { logging } from "./buckets/bucketLogging.js";
import { analytics, intelligentTiering, metrics } from "./buckets/bucketMonitoring.js";
import { notification } from "./buckets/bucketNotification.js";
import { bucketPolicy, getBucketPolicyStatus } from "./buckets/bucketPolicy.js";
import {
  deleteBucketReplication,
  getBucketReplication,
  putBucketReplication,
} from "./buckets/bucketReplication.js";
import { deleteBucket, getBucketLocation, headBucket, listBuckets } from "./buckets/buckets.js";
import { bucketTagging } from "./buckets/bucketTagging.js";
import { getBucketVersioning, putBucketVersioning } from "./buckets/bucketVersioning.js";
import { website } from "./buckets/bucketWebsite.js";
import { createBucket } from "./buckets/createBucket.js";
import {
  getObjectLockConfiguration,
  putObjectLockConfiguration,
} from "./buckets/objectLockConfiguration.js";
import { listObjects, listObjectsV2 } from "./listing/listObjects.js";
import { listObjectVersions } from "./listing/listVersions.js";
import { completeMultipartUpload } from "./multipart/completeMultipartUpload.js";
import { listMultipartUploads } from "./multipart/listMultipartUploads.js";
import { listParts } from "./multipart/listParts.js";
import { abortMultipartUpload, createMultipartUpload } from "./multipart/multipartUpload.js";
import { uploadPart, uploadPartCopy } from "./multipart/uploadPart.js";
import { copyObject } from "./objects/copyObject.js";
import { deleteObject } from "./objects/deleteObject.js";
import { deleteObjects } from "./objects/deleteObjects.js";
import { getObject, headObject } from "./objects/getObject.js";
import { getObjectAcl, putObjectAcl } from "./objects/objectAcl.js";
import { getObjectAttributes } from "./objects/objectAttributes.js";
import { getObjectLegalHold, putObjectLegalHold } from "./objects/objectLegalHold.js";
import { getObjectRetention, putObjectRetention } from "./objects/objectRetention.js";
import {
  deleteObjectTagging,
  getObjectTagging,
  putObjectTagging,
} from "./objects/objectTagging.js";
import { putObject } from "./objects/putObject.js";
import { restoreObject } from "./objects/restoreObject.js";

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
  DeleteBucketLifecycle: deleteBucketLifecycle,
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
