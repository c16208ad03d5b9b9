"""What Tencent's client for Python sees of replication. Prints a line of TAP for each fact.

ENDPOINT: the server, which the client takes for its proxy. AWS_ACCESS_KEY_ID and its secret: where
the server has access keys.
"""

import base64
import json
import logging
import os
import urllib.request

from qcloud_cos import CosConfig, CosS3Client, CosServiceError

endpoint = os.environ["ENDPOINT"]
access_key = os.environ.get("AWS_ACCESS_KEY_ID")
secret_key = os.environ.get("AWS_SECRET_ACCESS_KEY", "none")
source, backup = "source-1250000000", "backup-1250000000"
number = 0
logging.disable(logging.CRITICAL)


def same(title, expected, actual):
    global number
    number += 1
    print(f"{'ok' if expected == actual else 'not ok'} {number} - {title}")
    if expected != actual:
        print(f"# expected: {expected!r}\n# actual:   {actual!r}")


def control(method, path, **parameters):
    """Calls the control interface of the server."""
    request = urllib.request.Request(f"{endpoint}/_s3-replication-mock/{path}", method=method)
    if parameters:
        request.data = json.dumps(parameters).encode()
        request.add_header("Content-Type", "application/json")
    if access_key:
        pair = f"{access_key}:{secret_key}"
        request.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def client(region, secret=secret_key):
    config = CosConfig(Region=region, SecretId=access_key or "none", SecretKey=secret,
                       Scheme="http", Proxies={"http": endpoint})
    return CosS3Client(config, retry=0)


def error_of(call, **parameters):
    try:
        call(**parameters)
        return None
    except CosServiceError as error:
        return error.get_error_code()


def status(cos, bucket, key):
    return cos.head_object(Bucket=bucket, Key=key).get("x-cos-replication-status")


def content(cos, bucket, key):
    return cos.get_object(Bucket=bucket, Key=key)["Body"].get_raw_stream().read()


here, there = client("ap-guangzhou"), client("ap-beijing")
for cos, bucket in [(here, source), (there, backup)]:
    cos.create_bucket(Bucket=bucket)
    cos.put_bucket_versioning(Bucket=bucket, Status="Enabled")
same("versioning is what it was put", "Enabled",
     here.get_bucket_versioning(Bucket=source)["Status"])

same("a new bucket has no replication configuration", "ReplicationConfigurationNotFoundError",
     error_of(here.get_bucket_replication, Bucket=source))
configuration = {
    "Role": "qcs::cam::uin/123456789012:uin/123456789012",
    "Rule": [
        {
            "ID": "tax",
            "Status": "Enabled",
            "Prefix": "TaxDocs",
            "Destination": {"Bucket": f"qcs::cos:ap-beijing::{backup}"},
        }
    ],
}
here.put_bucket_replication(Bucket=source, ReplicationConfiguration=configuration)
same("a configuration comes back as it was put", configuration,
     here.get_bucket_replication(Bucket=source))

control("POST", "faults", kind="unavailable", bucket=backup)
here.put_object(Bucket=source, Key="TaxDocs/2026.pdf", Body=b"42")
here.put_object(Bucket=source, Key="Other/2026.pdf", Body=b"42")
same("an upload is Pending", "Pending", status(here, source, "TaxDocs/2026.pdf"))
same("what no rule is for has no status", None, status(here, source, "Other/2026.pdf"))
control("DELETE", "faults")
control("POST", "settle")
same("it is Completed after settle", "Completed", status(here, source, "TaxDocs/2026.pdf"))
same("it is a Replica there", "Replica", status(there, backup, "TaxDocs/2026.pdf"))
same("it has the same version id there",
     here.head_object(Bucket=source, Key="TaxDocs/2026.pdf")["x-cos-version-id"],
     there.head_object(Bucket=backup, Key="TaxDocs/2026.pdf")["x-cos-version-id"])
same("it has the same content there", b"42", content(there, backup, "TaxDocs/2026.pdf"))

large = os.urandom(20 * 1024 * 1024)
upload = here.create_multipart_upload(Bucket=source, Key="TaxDocs/large")["UploadId"]
parts = []
part_bytes = 8 * 1024 * 1024
for start in range(0, len(large), part_bytes):
    part = here.upload_part(Bucket=source, Key="TaxDocs/large", UploadId=upload,
                            PartNumber=len(parts) + 1, Body=large[start:start + part_bytes])
    parts.append({"PartNumber": len(parts) + 1, "ETag": part["ETag"]})
here.complete_multipart_upload(Bucket=source, Key="TaxDocs/large", UploadId=upload,
                               MultipartUpload={"Part": parts})
same("20 MB come back as they went", True, content(here, source, "TaxDocs/large") == large)
control("POST", "settle")
same("they are Completed after settle", "Completed", status(here, source, "TaxDocs/large"))
same("their replica is the same", True, content(there, backup, "TaxDocs/large") == large)

here.delete_bucket_replication(Bucket=source)
same("a configuration can be deleted", "ReplicationConfigurationNotFoundError",
     error_of(here.get_bucket_replication, Bucket=source))

if access_key:
    same("a wrong secret is refused", "SignatureDoesNotMatch",
         error_of(client("ap-guangzhou", "wrong").list_objects, Bucket=source))
print(f"1..{number}")
