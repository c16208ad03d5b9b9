import { decodeAwsChunked } from "../../lib/wire/awsChunked.js";
import { collectBody } from "../../lib/wire/body.js";

const signature = `;chunk-signature=${"ab01".repeat(16)}`;

// field-reports A12 (C): as minio-go sends them.
describe("trailers that end in a line feed", () => {
  const crc32 = "x-amz-checksum-crc32:AAAAAA==";

  test.each([
    ["alone", `0\r\n${crc32}\n\r\n`, 1],
    ["before two empty lines", `0\r\n${crc32}\n\r\n\r\n`, 1],
    [
      "before an empty line and their signature",
      `0${signature}\r\n${crc32}\n\r\nx-amz-trailer-signature:${"ab".repeat(32)}\r\n\r\n`,
      2,
    ],
  ])("%s are read", (_name, encoded, count) => {
    const { trailers } = decodeAwsChunked(Buffer.from(encoded));
    expect(trailers.get("x-amz-checksum-crc32")).toBe("AAAAAA==");
    expect(trailers.size).toBe(count);
  });
});

// field-reports A14 (C)
describe("Content-Encoding: aws-chunked on a body that is not streamed", () => {
  const put = (payload: string) =>
    collectBody(
      {
        method: "PUT",
        headers: {
          "content-encoding": "aws-chunked,gzip",
          "x-amz-content-sha256": payload,
        },
      },
      "x",
    );

  test("is taken with a digest of the body, and is no encoding of the object", async () => {
    const sha256 = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
    const { bytes, headers } = await put(sha256);
    expect(Buffer.from(bytes ?? []).toString()).toBe("x");
    expect(headers["content-encoding"]).toBe("gzip");
  });

  test("is refused with an unsigned payload", () => {
    expect(() => put("UNSIGNED-PAYLOAD")).toThrow(
      expect.objectContaining({ code: "InvalidArgument" }),
    );
  });
});
