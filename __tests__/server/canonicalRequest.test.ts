import { SignatureV4 } from "@smithy/signature-v4";
import fc from "fast-check";
import { canonicalRequest } from "../../lib/server/signatureV4.js";

type Signed = Parameters<SignatureV4["createCanonicalRequest"]>[0];

/** What the SDK's clients sign with, made to tell what it signs. */
class Canonical extends SignatureV4 {
  of(request: Signed): string {
    const headers = Object.entries(request.headers).map(([name, value]) => [
      name,
      value.trim().replace(/\s+/g, " "),
    ]);
    return this.createCanonicalRequest(request, Object.fromEntries(headers), "digest");
  }
}

const canonical = new Canonical({
  service: "s3",
  region: "us-east-1",
  credentials: { accessKeyId: "", secretAccessKey: "" },
  sha256: class {
    update(): void {}
    reset(): void {}
    async digest(): Promise<Uint8Array> {
      return new Uint8Array(0);
    }
  },
  uriEscapePath: false,
});

const text = fc.string({ unit: "grapheme", maxLength: 8 });
const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 });
const query = fc.dictionary(name, fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 4 })), {
  noNullPrototype: true,
});
const headers = fc.dictionary(
  fc.stringMatching(/^x-[a-z]{1,6}$/),
  fc.stringMatching(/^[ -~]{0,12}$/),
  // Host is signed always.
  { minKeys: 1, noNullPrototype: true },
);

test("what is verified is what the SDK's own implementation signs", () => {
  fc.assert(
    fc.property(query, headers, (query, headers) => {
      const request = { method: "GET", hostname: "h", path: "/a/b%20c", query, headers };
      const signedHeaders = Object.keys(headers);
      expect(canonicalRequest({ request, signedHeaders, payloadHash: "digest" })).toBe(
        canonical.of({ ...request, protocol: "http:" }),
      );
    }),
  );
});
