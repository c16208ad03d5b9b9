import fc from "fast-check";
import { seededIds } from "../../lib/base/ids.js";
import { createBucket } from "../../lib/state/bucket.js";
import type { Upload } from "../../lib/state/upload.js";
import {
  completeUpload,
  findCompletedUpload,
  mostCompletedUploads,
} from "../../lib/state/uploads.js";

/** Completes so many uploads, which were initiated in an order of their own. */
function completed(count: number, order: (uploadIds: string[]) => string[]) {
  const ids = seededIds(1);
  const bucket = createBucket({ name: "b", region: "us-east-1", ownerId: "1", createdAt: 0 });
  const initiated = Array.from({ length: count }, () => {
    ids.sequence();
    return ids.uploadId();
  });
  const inOrder = order(initiated);
  let largest = 0;
  for (const uploadId of inOrder) {
    const version = { versionId: ids.versionId(), sequence: ids.sequence() };
    // Of an upload nothing else counts here.
    completeUpload(bucket, { key: "k", uploadId } as Upload, version);
    largest = Math.max(largest, bucket.completedUploads.size);
  }
  return { bucket, inOrder, largest };
}

const half = mostCompletedUploads / 2;

describe("A bucket remembers the uploads that were completed last:", () => {
  test("never more than 2,000, however many there were", () => {
    expect(mostCompletedUploads).toBe(2_000);
    expect(completed(10_001, (ids) => ids).largest).toBe(2_000);
  });

  test("always the last 1,000, whenever they were initiated", () => {
    fc.assert(
      fc.property(fc.nat(3 * mostCompletedUploads), fc.boolean(), (count, isReversed) => {
        const order = (ids: string[]) => (isReversed ? ids.reverse() : ids);
        const { bucket, inOrder } = completed(count, order);
        const lost = inOrder.slice(-half).filter((id) => !findCompletedUpload(bucket, "k", id));
        expect(lost).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  test("all of them while there are 2,000, and one more lets the older half go", () => {
    const all = completed(2_000, (ids) => ids);
    expect(all.inOrder.every((id) => findCompletedUpload(all.bucket, "k", id))).toBe(true);
    const { bucket, inOrder } = completed(2_001, (ids) => ids);
    const known = inOrder.filter((id) => findCompletedUpload(bucket, "k", id) !== undefined);
    expect(known).toEqual(inOrder.slice(1_000));
  });
});
