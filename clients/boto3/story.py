"""What boto3 sees of replication. Prints a line of TAP for each fact.

ENDPOINT: the server. AWS_ACCESS_KEY_ID and its secret: where the server has access keys.
"""

import io
import os

import boto3
import boto3.s3.transfer
import botocore
import botocore.config
import botocore.exceptions
import httpx

endpoint = os.environ["ENDPOINT"]
access_key = os.environ.get("AWS_ACCESS_KEY_ID")
config = None if access_key else botocore.config.Config(signature_version=botocore.UNSIGNED)
client = boto3.client("s3", endpoint_url=endpoint, config=config)
s3 = boto3.resource("s3", endpoint_url=endpoint, config=config)
number = 0


def same(title, expected, actual):
    global number
    number += 1
    print(f"{'ok' if expected == actual else 'not ok'} {number} - {title}")
    if expected != actual:
        print(f"# expected: {expected!r}\n# actual:   {actual!r}")


def control(method, path, **parameters):
    """Calls the control interface of the server."""
    auth = (access_key, os.environ["AWS_SECRET_ACCESS_KEY"]) if access_key else None
    url = f"{endpoint}/_s3-replication-mock/{path}"
    httpx.request(method, url, json=parameters or None, auth=auth).raise_for_status()


def error_of(call, **parameters):
    try:
        call(**parameters)
        return None
    except botocore.exceptions.ClientError as error:
        return error.response["Error"]["Code"]


def rule(bucket, priority):
    return {
        "ID": bucket,
        "Status": "Enabled",
        "Priority": priority,
        "Filter": {"Prefix": "TaxDocs"},
        "DeleteMarkerReplication": {"Status": "Disabled"},
        "Destination": {"Bucket": f"arn:aws:s3:::{bucket}"},
    }


for bucket in ["source", "near", "far"]:
    s3.create_bucket(Bucket=bucket)
    s3.BucketVersioning(bucket).enable()

same(
    "a new bucket has no replication configuration",
    "ReplicationConfigurationNotFoundError",
    error_of(client.get_bucket_replication, Bucket="source"),
)

configuration = {
    "Role": "arn:aws:iam::123456789012:role/replication",
    "Rules": [rule("near", 1), rule("far", 2)],
}
client.put_bucket_replication(Bucket="source", ReplicationConfiguration=configuration)
same(
    "a configuration comes back as it was put",
    configuration,
    client.get_bucket_replication(Bucket="source")["ReplicationConfiguration"],
)

control("POST", "faults", kind="unavailable", bucket="far")
s3.Object("source", "TaxDocs/2026.pdf").put(Body=b"42")
s3.Object("source", "Other/2026.pdf").put(Body=b"42")
same("Object.replication_status of an upload is PENDING", "PENDING",
     s3.Object("source", "TaxDocs/2026.pdf").replication_status)
same("what no rule is for has no status", None,
     s3.Object("source", "Other/2026.pdf").replication_status)
control("DELETE", "faults")
control("POST", "settle")
source = s3.Object("source", "TaxDocs/2026.pdf")
same("it is COMPLETED after settle", "COMPLETED", source.replication_status)
same("the client says so too", "COMPLETED",
     client.head_object(Bucket="source", Key="TaxDocs/2026.pdf")["ReplicationStatus"])
for bucket in ["near", "far"]:
    replica = s3.Object(bucket, "TaxDocs/2026.pdf")
    same(f"it is a REPLICA in {bucket}", "REPLICA", replica.replication_status)
    same(f"it has the same version id in {bucket}", source.version_id, replica.version_id)
    same(f"it has the same content in {bucket}", b"42", replica.get()["Body"].read())

control("POST", "faults", kind="deny", action="s3:ReplicateObject", destination="far")
denied = s3.Bucket("source").put_object(Key="TaxDocs/denied.pdf", Body=b"42")
control("POST", "settle")
same("it is FAILED without a permission", "FAILED", denied.replication_status)
control("DELETE", "faults")

large = os.urandom(20 * 1024 * 1024)
transfer = boto3.s3.transfer.TransferConfig(multipart_chunksize=8 * 1024 * 1024)
client.upload_fileobj(io.BytesIO(large), "source", "TaxDocs/large", Config=transfer)
back = io.BytesIO()
client.download_fileobj("source", "TaxDocs/large", back, Config=transfer)
same("20 MB come back as they went", True, back.getvalue() == large)
same("they went in parts", True, s3.Object("source", "TaxDocs/large").e_tag.endswith('-3"'))
control("POST", "settle")
same("they are COMPLETED after settle", "COMPLETED",
     s3.Object("source", "TaxDocs/large").replication_status)
same("their replica is the same", True,
     s3.Object("far", "TaxDocs/large").get()["Body"].read() == large)

versions = s3.Bucket("near").object_versions.filter(Prefix="TaxDocs")
same("a destination lists its versions", ["TaxDocs/2026.pdf", "TaxDocs/denied.pdf", "TaxDocs/large"],
     [version.object_key for version in versions])

ireland = {"LocationConstraint": "eu-west-1"}
s3.create_bucket(Bucket="elsewhere", CreateBucketConfiguration=ireland)
client.put_object(Bucket="elsewhere", Key="k", Body=b"42")
same("it finds a bucket of another Region", b"42",
     client.get_object(Bucket="elsewhere", Key="k")["Body"].read())
same("it is told the Region", "eu-west-1", client.head_bucket(Bucket="elsewhere")["BucketRegion"])
same("it is told the location", "eu-west-1",
     client.get_bucket_location(Bucket="elsewhere")["LocationConstraint"])
# AWS's own hosts, each of a Region, which the server stands for as a proxy.
proxy = botocore.config.Config(proxies={"http": endpoint}).merge(config or botocore.config.Config())
oregon = boto3.client("s3", region_name="us-west-2", use_ssl=False, config=proxy)
same("it follows the redirect of another Region's endpoint", b"42",
     oregon.get_object(Bucket="elsewhere", Key="k")["Body"].read())
same("it follows that of a HEAD", 2,
     oregon.head_object(Bucket="elsewhere", Key="k")["ContentLength"])

client.delete_bucket_replication(Bucket="source")
same("a configuration can be deleted", "ReplicationConfigurationNotFoundError",
     error_of(client.get_bucket_replication, Bucket="source"))

if access_key:
    stranger = boto3.client("s3", endpoint_url=endpoint, aws_secret_access_key="wrong",
                            aws_access_key_id=access_key)
    same("a wrong secret is refused", "SignatureDoesNotMatch",
         error_of(stranger.list_objects_v2, Bucket="source"))
print(f"1..{number}")
