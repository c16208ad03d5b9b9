import { objectStore } from "./objectStore.js";

/** The ETag of the object that is copied. */
export const etag = '"5d41402abc4b2a76b9719d911017c592"';
/** Where copies go. */
export const target = { Bucket: "plain", Key: "copy" };

/** A store with an object to copy, which has everything that a copy may take along. */
export async function storeToCopyFrom(bucket = "plain", Key = "source") {
  const made = objectStore();
  const put = await made.s3.putObject({
    Bucket: bucket,
    Key,
    Body: "hello",
    ContentType: "text/plain",
    CacheControl: "no-cache",
    WebsiteRedirectLocation: "/elsewhere",
    Metadata: { colour: "blue" },
    Tagging: "a=1",
    StorageClass: "STANDARD_IA",
  });
  return { ...made, put };
}
