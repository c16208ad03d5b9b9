import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

// Made once for each instance of the function, outside of the handler, as AWS advises.
const client = new S3Client({});

export async function handler(event) {
  for (const { s3 } of event.Records) {
    const source = { Bucket: s3.bucket.name, Key: s3.object.key };
    const { Body } = await client.send(new GetObjectCommand(source));
    const text = (await Body.transformToString()).toUpperCase();
    await client.send(
      new PutObjectCommand({ Bucket: "source", Key: `TaxDocs/${s3.object.key}`, Body: text }),
    );
  }
}
