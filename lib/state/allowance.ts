/** What an account may do in a bucket that another account owns, as a bucket policy would say it. */
export interface Allowance {
  /** 12 digits. */
  readonly account: string;
  readonly bucket: string;
  /** IAM actions such as `s3:GetObject`; `*` and `?` stand for any characters and any one. */
  readonly actions: readonly string[];
}
