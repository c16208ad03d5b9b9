import com.qcloud.cos.COSClient;
import com.qcloud.cos.ClientConfig;
import com.qcloud.cos.auth.BasicCOSCredentials;
import com.qcloud.cos.exception.CosServiceException;
import com.qcloud.cos.http.HttpProtocol;
import com.qcloud.cos.model.BucketReplicationConfiguration;
import com.qcloud.cos.model.BucketVersioningConfiguration;
import com.qcloud.cos.model.CompleteMultipartUploadRequest;
import com.qcloud.cos.model.InitiateMultipartUploadRequest;
import com.qcloud.cos.model.PartETag;
import com.qcloud.cos.model.ReplicationDestinationConfig;
import com.qcloud.cos.model.ReplicationRule;
import com.qcloud.cos.model.ReplicationRuleStatus;
import com.qcloud.cos.model.SetBucketVersioningConfigurationRequest;
import com.qcloud.cos.model.UploadPartRequest;
import com.qcloud.cos.region.Region;
import com.qcloud.cos.utils.IOUtils;
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
 * What Tencent's client for Java sees of replication. Prints a line of TAP for each fact.
 *
 * <p>ENDPOINT: the server, which the client takes for its proxy. AWS_ACCESS_KEY_ID and its secret:
 * where the server has access keys.
 */
public final class Story {
  private static final URI ENDPOINT = URI.create(System.getenv("ENDPOINT"));
  private static final String ACCESS_KEY = System.getenv("AWS_ACCESS_KEY_ID");
  private static final String SECRET_KEY = System.getenv("AWS_SECRET_ACCESS_KEY");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String SOURCE = "source-1250000000";
  private static final String BACKUP = "backup-1250000000";
  private static int number = 0;

  public static void main(String[] arguments) throws Exception {
    COSClient here = client("ap-guangzhou", SECRET_KEY);
    COSClient there = client("ap-beijing", SECRET_KEY);
    makeBucket(here, SOURCE);
    makeBucket(there, BACKUP);
    same(
        "versioning is what it was put",
        "Enabled",
        here.getBucketVersioningConfiguration(SOURCE).getStatus());
    configure(here);
    replicate(here, there);
    uploadInParts(here, there);
    here.deleteBucketReplicationConfiguration(SOURCE);
    same(
        "a configuration can be deleted",
        "ReplicationConfigurationNotFoundError",
        errorOf(() -> here.getBucketReplicationConfiguration(SOURCE)));
    if (ACCESS_KEY != null) {
      COSClient stranger = client("ap-guangzhou", "wrong");
      same(
          "a wrong secret is refused",
          "SignatureDoesNotMatch",
          errorOf(() -> stranger.listObjects(SOURCE)));
    }
    System.out.println("1.." + number);
    System.exit(0);
  }

  private static void makeBucket(COSClient cos, String bucket) {
    cos.createBucket(bucket);
    cos.setBucketVersioningConfiguration(
        new SetBucketVersioningConfigurationRequest(
            bucket, new BucketVersioningConfiguration(BucketVersioningConfiguration.ENABLED)));
  }

  private static void configure(COSClient cos) {
    same(
        "a new bucket has no replication configuration",
        "ReplicationConfigurationNotFoundError",
        errorOf(() -> cos.getBucketReplicationConfiguration(SOURCE)));
    String destination = "qcs::cos:ap-beijing::" + BACKUP;
    cos.setBucketReplicationConfiguration(
        SOURCE,
        new BucketReplicationConfiguration()
            .withRoleName("qcs::cam::uin/123456789012:uin/123456789012")
            .addRule(
                new ReplicationRule()
                    .withID("tax")
                    .withStatus(ReplicationRuleStatus.Enabled)
                    .withPrefix("TaxDocs")
                    .withDestinationConfig(
                        new ReplicationDestinationConfig().withBucketQCS(destination))));
    ReplicationRule rule = cos.getBucketReplicationConfiguration(SOURCE).getRules().get(0);
    same(
        "a configuration comes back as it was put",
        List.of("tax", "Enabled", "TaxDocs", destination),
        List.of(
            rule.getID(),
            rule.getStatus(),
            rule.getPrefix(),
            rule.getDestinationConfig().getBucketQCS()));
  }

  private static void replicate(COSClient here, COSClient there) throws Exception {
    String key = "TaxDocs/2026.pdf";
    control("POST", "faults", "{\"kind\":\"unavailable\",\"bucket\":\"" + BACKUP + "\"}");
    here.putObject(SOURCE, key, "42");
    here.putObject(SOURCE, "Other/2026.pdf", "42");
    same("an upload is Pending", "Pending", status(here, SOURCE, key));
    same("what no rule is for has no status", null, status(here, SOURCE, "Other/2026.pdf"));
    control("DELETE", "faults", "");
    control("POST", "settle", "");
    same("it is Completed after settle", "Completed", status(here, SOURCE, key));
    same("it is a Replica there", "Replica", status(there, BACKUP, key));
    same(
        "it has the same version id there",
        here.getObjectMetadata(SOURCE, key).getVersionId(),
        there.getObjectMetadata(BACKUP, key).getVersionId());
    same("it has the same content there", "42", new String(content(there, BACKUP, key)));
  }

  private static void uploadInParts(COSClient here, COSClient there) throws Exception {
    byte[] large = new byte[20 * 1024 * 1024];
    new Random(1).nextBytes(large);
    String key = "TaxDocs/large";
    String uploadId =
        here.initiateMultipartUpload(new InitiateMultipartUploadRequest(SOURCE, key)).getUploadId();
    List<PartETag> parts = new ArrayList<>();
    int partBytes = 8 * 1024 * 1024;
    for (int start = 0; start < large.length; start += partBytes) {
      byte[] part = Arrays.copyOfRange(large, start, Math.min(start + partBytes, large.length));
      UploadPartRequest request =
          new UploadPartRequest()
              .withBucketName(SOURCE)
              .withKey(key)
              .withUploadId(uploadId)
              .withPartNumber(parts.size() + 1)
              .withInputStream(new ByteArrayInputStream(part))
              .withPartSize(part.length);
      parts.add(here.uploadPart(request).getPartETag());
    }
    here.completeMultipartUpload(
        new CompleteMultipartUploadRequest(SOURCE, key, uploadId, parts));
    same("20 MB come back as they went", true, Arrays.equals(large, content(here, SOURCE, key)));
    control("POST", "settle", "");
    same("they are Completed after settle", "Completed", status(here, SOURCE, key));
    same("their replica is the same", true, Arrays.equals(large, content(there, BACKUP, key)));
  }

  private static COSClient client(String region, String secret) {
    ClientConfig config = new ClientConfig(new Region(region));
    config.setHttpProtocol(HttpProtocol.http);
    config.setHttpProxyIp(ENDPOINT.getHost());
    config.setHttpProxyPort(ENDPOINT.getPort());
    config.setMaxErrorRetry(0);
    String id = ACCESS_KEY == null ? "none" : ACCESS_KEY;
    return new COSClient(new BasicCOSCredentials(id, secret == null ? "none" : secret), config);
  }

  private static Object status(COSClient cos, String bucket, String key) {
    return cos.getObjectMetadata(bucket, key).getRawMetadataValue("x-cos-replication-status");
  }

  private static byte[] content(COSClient cos, String bucket, String key) throws Exception {
    return IOUtils.toByteArray(cos.getObject(bucket, key).getObjectContent());
  }

  /** Calls the control interface of the server. */
  private static void control(String method, String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(ENDPOINT.resolve("/_s3-replication-mock/" + path))
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
    } catch (CosServiceException error) {
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
