import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteMarkerReplicationStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;
import software.amazon.awssdk.services.s3.model.ReplicationStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What the AWS SDK for Java sees of replication. Prints a line of TAP for each fact.
 *
 * <p>ENDPOINT: the server. AWS_ACCESS_KEY_ID and its secret: where the server has access keys.
 */
public final class Story {
  private static final String ENDPOINT = System.getenv("ENDPOINT");
  private static final String ACCESS_KEY = System.getenv("AWS_ACCESS_KEY_ID");
  private static final String SECRET_KEY = System.getenv("AWS_SECRET_ACCESS_KEY");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static int number = 0;

  public static void main(String[] arguments) throws Exception {
    S3Client s3 = client(credentials(SECRET_KEY));
    for (String bucket : List.of("source", "near", "far")) {
      s3.createBucket(request -> request.bucket(bucket));
      s3.putBucketVersioning(
          request ->
              request
                  .bucket(bucket)
                  .versioningConfiguration(it -> it.status(BucketVersioningStatus.ENABLED)));
    }
    configure(s3);
    replicate(s3);
    fail(s3);
    uploadInParts(s3);
    findElsewhere(s3);
    s3.deleteBucketReplication(request -> request.bucket("source"));
    same(
        "a configuration can be deleted",
        "ReplicationConfigurationNotFoundError",
        errorOf(() -> s3.getBucketReplication(request -> request.bucket("source"))));
    if (ACCESS_KEY != null) {
      S3Client stranger = client(credentials("wrong"));
      same(
          "a wrong secret is refused",
          "SignatureDoesNotMatch",
          errorOf(() -> stranger.listObjectsV2(request -> request.bucket("source"))));
    }
    System.out.println("1.." + number);
  }

  private static void configure(S3Client s3) {
    same(
        "a new bucket has no replication configuration",
        "ReplicationConfigurationNotFoundError",
        errorOf(() -> s3.getBucketReplication(request -> request.bucket("source"))));
    ReplicationConfiguration configuration =
        ReplicationConfiguration.builder()
            .role("arn:aws:iam::123456789012:role/replication")
            .rules(rule("near", 1), rule("far", 2))
            .build();
    s3.putBucketReplication(
        request -> request.bucket("source").replicationConfiguration(configuration));
    same(
        "a configuration comes back as it was put",
        configuration,
        s3.getBucketReplication(request -> request.bucket("source")).replicationConfiguration());
  }

  private static void replicate(S3Client s3) throws Exception {
    control("POST", "faults", "{\"kind\":\"unavailable\",\"bucket\":\"far\"}");
    put(s3, "TaxDocs/2026.pdf", "42".getBytes());
    put(s3, "Other/2026.pdf", "42".getBytes());
    same(
        "an upload is PENDING",
        ReplicationStatus.PENDING,
        head(s3, "source", "TaxDocs/2026.pdf").replicationStatus());
    same(
        "what no rule is for has no status",
        null,
        head(s3, "source", "Other/2026.pdf").replicationStatus());
    control("DELETE", "faults", "");
    control("POST", "settle", "");
    HeadObjectResponse source = head(s3, "source", "TaxDocs/2026.pdf");
    same("it is COMPLETED after settle", ReplicationStatus.COMPLETED, source.replicationStatus());
    for (String bucket : List.of("near", "far")) {
      HeadObjectResponse replica = head(s3, bucket, "TaxDocs/2026.pdf");
      same("it is a REPLICA in " + bucket, ReplicationStatus.REPLICA, replica.replicationStatus());
      same("it has the same version id in " + bucket, source.versionId(), replica.versionId());
      same(
          "it has the same content in " + bucket,
          "42",
          new String(content(s3, bucket, "TaxDocs/2026.pdf")));
    }
  }

  private static void fail(S3Client s3) throws Exception {
    control(
        "POST",
        "faults",
        "{\"kind\":\"deny\",\"action\":\"s3:ReplicateObject\",\"destination\":\"far\"}");
    put(s3, "TaxDocs/denied.pdf", "42".getBytes());
    control("POST", "settle", "");
    same(
        "it is FAILED without a permission",
        ReplicationStatus.FAILED,
        head(s3, "source", "TaxDocs/denied.pdf").replicationStatus());
    control("DELETE", "faults", "");
  }

  private static void findElsewhere(S3Client s3) throws Exception {
    String bucket = "elsewhere";
    s3.createBucket(
        request ->
            request
                .bucket(bucket)
                .createBucketConfiguration(it -> it.locationConstraint("eu-west-1")));
    S3Client anywhere = builder(credentials(SECRET_KEY)).crossRegionAccessEnabled(true).build();
    anywhere.putObject(request -> request.bucket(bucket).key("k"), RequestBody.fromString("42"));
    same(
        "it finds a bucket of another Region", "42", new String(content(anywhere, bucket, "k")));
    same(
        "it is told the Region",
        "eu-west-1",
        anywhere.headBucket(request -> request.bucket(bucket)).bucketRegion());
    same(
        "it is told the location",
        "eu-west-1",
        s3.getBucketLocation(request -> request.bucket(bucket)).locationConstraintAsString());
  }

  private static void uploadInParts(S3Client s3) throws Exception {
    byte[] large = new byte[20 * 1024 * 1024];
    new Random(1).nextBytes(large);
    String key = "TaxDocs/large";
    String uploadId =
        s3.createMultipartUpload(request -> request.bucket("source").key(key)).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    int partBytes = 8 * 1024 * 1024;
    for (int start = 0; start < large.length; start += partBytes) {
      int partNumber = parts.size() + 1;
      byte[] part = Arrays.copyOfRange(large, start, Math.min(start + partBytes, large.length));
      String etag =
          s3.uploadPart(
                  request ->
                      request.bucket("source").key(key).uploadId(uploadId).partNumber(partNumber),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(partNumber).eTag(etag).build());
    }
    s3.completeMultipartUpload(
        request ->
            request.bucket("source").key(key).uploadId(uploadId).multipartUpload(it -> it.parts(parts)));
    same("20 MB come back as they went", true, Arrays.equals(large, content(s3, "source", key)));
    same("they went in parts", true, head(s3, "source", key).eTag().endsWith("-3\""));
    control("POST", "settle", "");
    same(
        "they are COMPLETED after settle",
        ReplicationStatus.COMPLETED,
        head(s3, "source", key).replicationStatus());
    same("their replica is the same", true, Arrays.equals(large, content(s3, "far", key)));
  }

  private static S3Client client(AwsCredentialsProvider credentials) {
    return builder(credentials).build();
  }

  private static S3ClientBuilder builder(AwsCredentialsProvider credentials) {
    return S3Client.builder()
        .endpointOverride(URI.create(ENDPOINT))
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials)
        .httpClientBuilder(UrlConnectionHttpClient.builder());
  }

  private static AwsCredentialsProvider credentials(String secret) {
    if (ACCESS_KEY == null) return AnonymousCredentialsProvider.create();
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, secret));
  }

  private static ReplicationRule rule(String bucket, int priority) {
    return ReplicationRule.builder()
        .id(bucket)
        .status(ReplicationRuleStatus.ENABLED)
        .priority(priority)
        .filter(filter -> filter.prefix("TaxDocs"))
        .deleteMarkerReplication(it -> it.status(DeleteMarkerReplicationStatus.DISABLED))
        .destination(destination -> destination.bucket("arn:aws:s3:::" + bucket))
        .build();
  }

  private static void put(S3Client s3, String key, byte[] content) {
    s3.putObject(request -> request.bucket("source").key(key), RequestBody.fromBytes(content));
  }

  private static HeadObjectResponse head(S3Client s3, String bucket, String key) {
    return s3.headObject(request -> request.bucket(bucket).key(key));
  }

  private static byte[] content(S3Client s3, String bucket, String key) {
    return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
  }

  /** Calls the control interface of the server. */
  private static void control(String method, String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(ENDPOINT + "/_s3-replication-mock/" + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (ACCESS_KEY != null) {
      byte[] pair = (ACCESS_KEY + ":" + SECRET_KEY).getBytes();
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    var response = HTTP.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) throw new IllegalStateException(response.body());
  }

  private static String errorOf(Runnable call) {
    try {
      call.run();
      return null;
    } catch (S3Exception error) {
      return error.awsErrorDetails().errorCode();
    }
  }

  private static void same(String title, Object expected, Object actual) {
    number += 1;
    boolean isSame = Objects.equals(expected, actual);
    System.out.println((isSame ? "ok " : "not ok ") + number + " - " + title);
    if (!isSame) System.out.println("# expected: " + expected + "\n# actual:   " + actual);
  }
}
