// What the AWS SDK for .NET sees of replication. Prints a line of TAP for each fact.
//
// ENDPOINT: the server. AWS_ACCESS_KEY_ID and its secret: where the server has access keys.

using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

var endpoint = Environment.GetEnvironmentVariable("ENDPOINT") ?? "";
var accessKey = Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID");
var secretKey = Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY");
using var http = new HttpClient();
var number = 0;
var s3 = Client(secretKey);

foreach (var bucket in new[] { "source", "near", "far" })
{
    await s3.PutBucketAsync(bucket);
    await s3.PutBucketVersioningAsync(new PutBucketVersioningRequest
    {
        BucketName = bucket,
        VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled },
    });
}

// This client keeps the 404 of a call that reads a configuration to itself.
Same("a new bucket has no replication configuration", HttpStatusCode.NotFound,
    (await GetReplication()).HttpStatusCode);
await PutReplication(Rule("near", 1), Rule("far", 2));
var stored = (await GetReplication()).Configuration;
Same("a configuration comes back as it was put", "near TaxDocs, far TaxDocs", string.Join(", ",
    stored.Rules.Select(rule => $"{rule.Id} {PrefixOf(rule)}")));
Same("a destination that is not there is refused", "InvalidRequest",
    await ErrorOf(() => PutReplication(Rule("nowhere", 1))));

await Control("POST", "faults", """{"kind":"unavailable","bucket":"far"}""");
await Put("TaxDocs/2026.pdf");
await Put("Other/2026.pdf");
Same("an upload is PENDING", "PENDING", await Status("source", "TaxDocs/2026.pdf"));
Same("what no rule is for has no status", null, await Status("source", "Other/2026.pdf"));
await Control("DELETE", "faults");
await Control("POST", "settle");
Same("it is COMPLETED after settle", "COMPLETED", await Status("source", "TaxDocs/2026.pdf"));
var original = await s3.GetObjectMetadataAsync("source", "TaxDocs/2026.pdf");
foreach (var bucket in new[] { "near", "far" })
{
    var replica = await s3.GetObjectMetadataAsync(bucket, "TaxDocs/2026.pdf");
    Same($"it is a REPLICA in {bucket}", "REPLICA", replica.ReplicationStatus?.Value);
    Same($"it has the same version id in {bucket}", original.VersionId, replica.VersionId);
    Same($"it has the same content in {bucket}", "42",
        Encoding.UTF8.GetString(await Content(bucket, "TaxDocs/2026.pdf")));
}

await Control("POST", "faults",
    """{"kind":"deny","action":"s3:ReplicateObject","destination":"far"}""");
await Put("TaxDocs/denied.pdf");
await Control("POST", "settle");
Same("it is FAILED without a permission", "FAILED", await Status("source", "TaxDocs/denied.pdf"));
await Control("DELETE", "faults");

var large = RandomNumberGenerator.GetBytes(20 * 1024 * 1024);
await UploadInParts("TaxDocs/large", large);
Same("20 MB come back as they went", true,
    large.SequenceEqual(await Content("source", "TaxDocs/large")));
var uploaded = await s3.GetObjectMetadataAsync("source", "TaxDocs/large");
Same("they went in parts", true, uploaded.ETag.EndsWith("-3\""));
await Control("POST", "settle");
Same("they are COMPLETED after settle", "COMPLETED", await Status("source", "TaxDocs/large"));
Same("their replica is the same", true, large.SequenceEqual(await Content("far", "TaxDocs/large")));

await s3.DeleteBucketReplicationAsync(
    new DeleteBucketReplicationRequest { BucketName = "source" });
Same("a configuration can be deleted", HttpStatusCode.NotFound,
    (await GetReplication()).HttpStatusCode);

if (accessKey is not null)
{
    Same("a wrong secret is refused", "SignatureDoesNotMatch", await ErrorOf(() =>
        Client("wrong").ListObjectsV2Async(new ListObjectsV2Request { BucketName = "source" })));
}
Console.WriteLine($"1..{number}");

AmazonS3Client Client(string? secret)
{
    AWSCredentials credentials = accessKey is null
        ? new AnonymousAWSCredentials()
        : new BasicAWSCredentials(accessKey, secret);
    return new AmazonS3Client(credentials, new AmazonS3Config
    {
        ServiceURL = endpoint,
        ForcePathStyle = true,
        // Without it, the client guesses a Region from the host.
        AuthenticationRegion = "us-east-1",
    });
}

ReplicationRule Rule(string bucket, int priority) => new()
{
    Id = bucket,
    Status = ReplicationRuleStatus.Enabled,
    Priority = priority,
    Filter = new ReplicationRuleFilter { Prefix = "TaxDocs" },
    DeleteMarkerReplication = new DeleteMarkerReplication
    {
        Status = DeleteMarkerReplicationStatus.Disabled,
    },
    Destination = new ReplicationDestination { BucketArn = $"arn:aws:s3:::{bucket}" },
};

string? PrefixOf(ReplicationRule rule) => rule.Filter?.Prefix;

Task<GetBucketReplicationResponse> GetReplication() =>
    s3.GetBucketReplicationAsync(new GetBucketReplicationRequest { BucketName = "source" });

Task<PutBucketReplicationResponse> PutReplication(params ReplicationRule[] rules) =>
    s3.PutBucketReplicationAsync(new PutBucketReplicationRequest
    {
        BucketName = "source",
        Configuration = new ReplicationConfiguration
        {
            Role = "arn:aws:iam::123456789012:role/replication",
            Rules = [.. rules],
        },
    });

Task<PutObjectResponse> Put(string key) => s3.PutObjectAsync(
    new PutObjectRequest { BucketName = "source", Key = key, ContentBody = "42" });

async Task<string?> Status(string bucket, string key) =>
    (await s3.GetObjectMetadataAsync(bucket, key)).ReplicationStatus?.Value;

async Task<byte[]> Content(string bucket, string key)
{
    using var response = await s3.GetObjectAsync(bucket, key);
    using var bytes = new MemoryStream();
    await response.ResponseStream.CopyToAsync(bytes);
    return bytes.ToArray();
}

async Task UploadInParts(string key, byte[] bytes)
{
    var upload = await s3.InitiateMultipartUploadAsync("source", key);
    var parts = new List<UploadPartResponse>();
    const int partBytes = 8 * 1024 * 1024;
    for (var start = 0; start < bytes.Length; start += partBytes)
    {
        parts.Add(await s3.UploadPartAsync(new UploadPartRequest
        {
            BucketName = "source",
            Key = key,
            UploadId = upload.UploadId,
            PartNumber = parts.Count + 1,
            InputStream = new MemoryStream(bytes, start, Math.Min(partBytes, bytes.Length - start)),
        }));
    }
    var complete = new CompleteMultipartUploadRequest
    {
        BucketName = "source",
        Key = key,
        UploadId = upload.UploadId,
    };
    // ETags alone, without checksums, which is right as long as the upload has no algorithm.
    complete.AddPartETags(parts);
    await s3.CompleteMultipartUploadAsync(complete);
}

// Calls the control interface of the server.
async Task Control(string method, string path, string? body = null)
{
    using var request = new HttpRequestMessage(
        new HttpMethod(method), $"{endpoint}/_s3-replication-mock/{path}");
    if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
    if (accessKey is not null)
    {
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{accessKey}:{secretKey}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", pair);
    }
    using var response = await http.SendAsync(request);
    response.EnsureSuccessStatusCode();
}

async Task<string?> ErrorOf(Func<Task> call)
{
    try
    {
        await call();
        return null;
    }
    catch (AmazonS3Exception error)
    {
        return error.ErrorCode;
    }
}

void Same(string title, object? expected, object? actual)
{
    number += 1;
    var isSame = Equals(expected, actual);
    Console.WriteLine($"{(isSame ? "ok" : "not ok")} {number} - {title}");
    if (!isSame) Console.WriteLine($"# expected: {expected}\n# actual:   {actual}");
}
