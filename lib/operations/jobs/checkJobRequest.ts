import type { CreateJobCommandInput } from "@aws-sdk/client-s3-control";
import { fail } from "../../base/errors.js";
import { parseBucketArn } from "../../replication/arns.js";
import type {
  JobManifest,
  JobReport,
  JobRequest,
  ManifestGenerator,
  ManifestOutputLocation,
} from "../../state/job.js";

const maximumPriority = 2_147_483_647;
const rolePattern = /^arn:[^:]+:iam::\d{12}:role\/.+$/s;
const manifestFormats = ["S3BatchOperations_CSV_20180820", "S3InventoryReport_CSV_20161130"];
const manifestFields = ["Bucket", "Key", "VersionId", "Ignore"];
const selectableStatuses = ["COMPLETED", "FAILED", "NONE", "REPLICA"];

/** Whether S3 takes this for a job's priority: the higher comes first. */
export function isPriority(priority: number): boolean {
  return Number.isInteger(priority) && priority >= 0 && priority <= maximumPriority;
}

/**
 * Checks what CreateJob is sent by itself, without a look at buckets. That it is refused follows from the
 * model of S3 Control; the code is one of two that were seen, and all texts are `assumed`.
 *
 * @throws S3Error InvalidRequest; NotImplemented for jobs that do anything else than replicate
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateJob.html
 */
export function checkedJobRequest(input: CreateJobCommandInput): JobRequest {
  checkOperation(input.Operation ?? {});
  const { Priority = -1, RoleArn = "", ClientRequestToken: token = "", Description } = input;
  require(isPriority(Priority), `Priority must be between 0 and ${maximumPriority}`);
  require(RoleArn.length <= 2048 && rolePattern.test(RoleArn), "RoleArn is not the ARN of a role");
  require(token !== "" && token.length <= 64, "ClientRequestToken must have 1 to 64 characters");
  require(isText(Description, 256), "Description must have 1 to 256 characters");
  const generator = input.ManifestGenerator?.S3JobManifestGenerator;
  const hasManifest = input.Manifest !== undefined;
  require(hasManifest !== (generator !== undefined), hasManifest
    ? "Request can only contain one of Manifest and ManifestGenerator"
    : "Request must contain either Manifest or ManifestGenerator");
  return {
    clientRequestToken: token,
    // Without a word about it a job waits to be confirmed.
    confirmationRequired: input.ConfirmationRequired ?? true,
    description: Description,
    roleArn: RoleArn,
    report: checkedReport((input.Report ?? {}) as Partial<JobReport>),
    // The schemas have read what these types demand.
    manifest: input.Manifest && checkedManifest(input.Manifest as JobManifest),
    generator: generator && checkedGenerator(generator as ManifestGenerator),
  };
}

function checkOperation(operation: object): void {
  const names = Object.keys(operation);
  require(names.length === 1, "Request must contain exactly one Operation");
  const [name] = names;
  if (name === "S3ReplicateObject") return;
  fail("NotImplemented", {
    message: `A job that does ${name} is not simulated by s3-replication-mock`,
  });
}

function checkedReport(report: Partial<JobReport>): JobReport {
  const { Enabled = false, Bucket, Format, Prefix, ReportScope } = report;
  if (!Enabled) return { ...report, Enabled };
  require(bucketOf(Bucket) !== undefined, "Report.Bucket is not the ARN of a bucket");
  require(Format === "Report_CSV_20180820", "Report.Format must be Report_CSV_20180820");
  require(isText(Prefix, 512), "Report.Prefix must have 1 to 512 characters");
  const hasScope = ReportScope === "AllTasks" || ReportScope === "FailedTasksOnly";
  require(hasScope, "Report.ReportScope must be AllTasks or FailedTasksOnly");
  return { ...report, Enabled };
}

function checkedManifest(manifest: JobManifest): JobManifest {
  const { Spec, Location } = manifest;
  require(manifestFormats.includes(Spec.Format), `Unknown manifest format ${Spec.Format}`);
  const { Fields } = Spec;
  if (Spec.Format === "S3InventoryReport_CSV_20161130") {
    require(Fields === undefined || Fields.length === 0, "An inventory report takes no Fields");
  } else {
    const hasFields = Fields?.includes("Bucket") && Fields.includes("Key");
    require(hasFields === true, "Manifest.Spec.Fields must have Bucket and Key");
    require(Fields?.every((field) => manifestFields.includes(field)) === true, "Unknown field");
  }
  const isObject = parseBucketArn(Location.ObjectArn)?.includes("/") === true;
  require(isObject, "Manifest.Location.ObjectArn is not the ARN of an object");
  return manifest;
}

function checkedGenerator(generator: ManifestGenerator): ManifestGenerator {
  const { SourceBucket, EnableManifestOutput, ManifestOutputLocation, Filter = {} } = generator;
  require(bucketOf(SourceBucket) !== undefined, "SourceBucket is not the ARN of a bucket");
  require(!EnableManifestOutput ||
    ManifestOutputLocation !== undefined, "EnableManifestOutput needs a ManifestOutputLocation");
  if (ManifestOutputLocation !== undefined) checkOutput(ManifestOutputLocation);
  const { ObjectReplicationStatuses = [], MatchAnyObjectEncryption = [] } = Filter;
  const unknown = ObjectReplicationStatuses.find((status) => !selectableStatuses.includes(status));
  require(unknown === undefined, `Replication status ${unknown} cannot be selected`);
  require(MatchAnyObjectEncryption.length <= 1, "MatchAnyObjectEncryption takes one filter");
  return generator;
}

function checkOutput({ Bucket, ManifestFormat, ManifestPrefix }: ManifestOutputLocation): void {
  require(bucketOf(Bucket) !== undefined, "ManifestOutputLocation.Bucket is not a bucket's ARN");
  const isKnown = ManifestFormat === "S3InventoryReport_CSV_20211130";
  require(isKnown, "ManifestFormat must be S3InventoryReport_CSV_20211130");
  require(isText(ManifestPrefix, 512), "ManifestPrefix must have 1 to 512 characters");
}

/** The name in a bucket's ARN; undefined where it is none. */
function bucketOf(arn: string | undefined): string | undefined {
  const name = parseBucketArn(arn ?? "");
  return name?.includes("/") ? undefined : name;
}

function isText(text: string | undefined, maximum: number): boolean {
  return text === undefined || (text !== "" && text.length <= maximum);
}

function require(isRight: boolean, message: string): void {
  if (!isRight) fail("InvalidRequest", { message });
}
