import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { Injectable } from "@nestjs/common";

@Injectable()
export class ArchiveService {
  // A test of the module has no way to it.
  readonly #client = new S3Client({});

  async archive(name: string, text: string): Promise<void> {
    const Key = `TaxDocs/${name}`;
    await this.#client.send(new PutObjectCommand({ Bucket: "source", Key, Body: text }));
  }
}
