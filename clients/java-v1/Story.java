import com.amazonaws.AmazonServiceException;
import com.amazonaws.auth.AWSCredentials;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.AnonymousAWSCredentials;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;
import com.amazonaws.services.s3.Headers;
import com.amazonaws.services.s3.model.BucketReplicationConfiguration;
import com.amazonaws.services.s3.model.BucketVersioningConfiguration;
import com.amazonaws.services.s3.model.CompleteMultipartUploadRequest;
import com.amazonaws.services.s3.model.DeleteMarkerReplication;
import com.amazonaws.services.s3.model.DeleteMarkerReplicationStatus;
import com.amazonaws.services.s3.model.InitiateMultipartUploadRequest;
import com.amazonaws.services.s3.model.ObjectMetadata;
import com.amazonaws.services.s3.model.PartETag;
import com.amazonaws.services.s3.model.ReplicationDestinationConfig;
import com.amazonaws.services.s3.model.ReplicationRule;
import com.amazonaws.services.s3.model.ReplicationRuleStatus;
import com.amazonaws.services.s3.model.SetBucketVersioningConfigurationRequest;
import com.amazonaws.services.s3.model.UploadPartRequest;
import com.amazonaws.services.s3.model.replication.ReplicationFilter;
import com.amazonaws.services.s3.model.replication.ReplicationPrefixPredicate;
import com.amazonaws.util.IOUtils;
import java.io.ByteArrayInputStream;
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

/**
 * What the AWS SDK for Java 1.x sees of replication. Prints a line of TAP for each fact.
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
    AmazonS3 s3 = client(SECRET_KEY);
    for (String bucket : List.of("source", "near", "far")) {
      s3.createBucket(bucket);
      s3.setBucketVersioningConfiguration(
          new SetBucketVersioningConfigurationRequest(
              bucket, new BucketVersioningConfiguration(BucketVersioningConfiguration.ENABLED)));
    }
    configure(s3);
    replicate(s3);
    fail(s3);
    uploadInParts(s3);
    s3.deleteBucketReplicationConfiguration("source");
    same(
        "a configuration can be deleted",
        "ReplicationConfigurationNotFoundError",
        errorOf(() -> s3.getBucketReplicationConfiguration("source")));
    if (ACCESS_KEY != null) {
      AmazonS3 stranger = client("wrong");
      same(
          "a wrong secret is refused",
          "SignatureDoesNotMatch",
          errorOf(() -> stranger.listObjectsV2("source")));
    }
    System.out.println("1.." + number);
  }

  private static void configure(AmazonS3 s3) {
    same(
        "a new bucket has no replication configuration",
        "ReplicationConfigurationNotFoundError",
        errorOf(() -> s3.getBucketReplicationConfiguration("source")));
    s3.setBucketReplicationConfiguration(
        "source",
        new BucketReplicationConfiguration()
            .withRoleARN("arn:aws:iam::123456789012:role/replication")
            .addRule("near", rule("near", 1))
            .addRule("far", rule("far", 2)));
    BucketReplicationConfiguration stored = s3.getBucketReplicationConfiguration("source");
    same(
        "a configuration comes back as it was put",
        "arn:aws:s3:::far",
        stored.getRule("far").getDestinationConfig().getBucketARN());
  }

  private static void replicate(AmazonS3 s3) throws Exception {
    control("POST", "faults", "{\"kind\":\"unavailable\",\"bucket\":\"far\"}");
    s3.putObject("source", "TaxDocs/2026.pdf", "42");
    s3.putObject("source", "Other/2026.pdf", "42");
    same("an upload is PENDING", "PENDING", status(s3, "source", "TaxDocs/2026.pdf"));
    same("what no rule is for has no status", null, status(s3, "source", "Other/2026.pdf"));
    control("DELETE", "faults", "");
    control("POST", "settle", "");
    same("it is COMPLETED after settle", "COMPLETED", status(s3, "source", "TaxDocs/2026.pdf"));
    String versionId = s3.getObjectMetadata("source", "TaxDocs/2026.pdf").getVersionId();
    for (String bucket : List.of("near", "far")) {
      ObjectMetadata replica = s3.getObjectMetadata(bucket, "TaxDocs/2026.pdf");
      same("it is a REPLICA in " + bucket, "REPLICA", replica.getReplicationStatus());
      same("it has the same version id in " + bucket, versionId, replica.getVersionId());
      same(
          "it has the same content in " + bucket,
          "42",
          s3.getObjectAsString(bucket, "TaxDocs/2026.pdf"));
    }
  }

  private static void fail(AmazonS3 s3) throws Exception {
    control(
        "POST",
        "faults",
        "{\"kind\":\"deny\",\"action\":\"s3:ReplicateObject\",\"destination\":\"far\"}");
    s3.putObject("source", "TaxDocs/denied.pdf", "42");
    control("POST", "settle", "");
    same(
        "it is FAILED without a permission", "FAILED", status(s3, "source", "TaxDocs/denied.pdf"));
    control("DELETE", "faults", "");
  }

  private static void uploadInParts(AmazonS3 s3) throws Exception {
    byte[] large = new byte[20 * 1024 * 1024];
    new Random(1).nextBytes(large);
    String key = "TaxDocs/large";
    String uploadId =
        s3.initiateMultipartUpload(new InitiateMultipartUploadRequest("source", key)).getUploadId();
    List<PartETag> parts = new ArrayList<>();
    int partBytes = 8 * 1024 * 1024;
    for (int start = 0; start < large.length; start += partBytes) {
      byte[] part = Arrays.copyOfRange(large, start, Math.min(start + partBytes, large.length));
      UploadPartRequest request =
          new UploadPartRequest()
              .withBucketName("source")
              .withKey(key)
              .withUploadId(uploadId)
              .withPartNumber(parts.size() + 1)
              .withInputStream(new ByteArrayInputStream(part))
              .withPartSize(part.length);
      parts.add(s3.uploadPart(request).getPartETag());
    }
    s3.completeMultipartUpload(
        new CompleteMultipartUploadRequest("source", key, uploadId, parts));
    same("20 MB come back as they went", true, Arrays.equals(large, content(s3, "source", key)));
    String etag = s3.getObjectMetadata("source", key).getETag();
    same("they went in parts", true, etag.endsWith("-3"));
    control("POST", "settle", "");
    same("they are COMPLETED after settle", "COMPLETED", status(s3, "source", key));
    same("their replica is the same", true, Arrays.equals(large, content(s3, "far", key)));
  }

  private static AmazonS3 client(String secret) {
    AWSCredentials credentials =
        ACCESS_KEY == null
            ? new AnonymousAWSCredentials()
            : new BasicAWSCredentials(ACCESS_KEY, secret);
    return AmazonS3ClientBuilder.standard()
        .withEndpointConfiguration(new EndpointConfiguration(ENDPOINT, "us-east-1"))
        .withPathStyleAccessEnabled(true)
        .withCredentials(new AWSStaticCredentialsProvider(credentials))
        .build();
  }

  private static ReplicationRule rule(String bucket, int priority) {
    return new ReplicationRule()
        .withStatus(ReplicationRuleStatus.Enabled)
        .withPriority(priority)
        .withFilter(new ReplicationFilter(new ReplicationPrefixPredicate("TaxDocs")))
        .withDeleteMarkerReplication(
            new DeleteMarkerReplication().withStatus(DeleteMarkerReplicationStatus.DISABLED))
        .withDestinationConfig(
            new ReplicationDestinationConfig().withBucketARN("arn:aws:s3:::" + bucket));
  }

  private static Object status(AmazonS3 s3, String bucket, String key) {
    return s3.getObjectMetadata(bucket, key).getRawMetadataValue(Headers.OBJECT_REPLICATION_STATUS);
  }

  private static byte[] content(AmazonS3 s3, String bucket, String key) throws Exception {
    return IOUtils.toByteArray(s3.getObject(bucket, key).getObjectContent());
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
    } catch (AmazonServiceException error) {
      return error.getErrorCode();
    }
  }

  private static void same(String title, Object expected, Object actual) {
    number += 1;
    boolean isSame = Objects.equals(expected, actual);
    System.out.println((isSame ? "ok " : "not ok ") + number + " - " + title);
    if (!isSame) System.out.println("# expected: " + expected + "\n# actual:   " + actual);
  }
}
