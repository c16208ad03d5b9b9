"""What obstore sees of replication, which boto3 configures. Prints a line of TAP for each fact.

ENDPOINT: the server. AWS_ACCESS_KEY_ID and its secret: where the server has access keys.
"""

import base64
import json
import os
import urllib.request

import boto3
import botocore
import botocore.config
import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

endpoint = os.environ["ENDPOINT"]
access_key = os.environ.get("AWS_ACCESS_KEY_ID")
config = None if access_key else botocore.config.Config(signature_version=botocore.UNSIGNED)
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
    request = urllib.request.Request(f"{endpoint}/_s3-replication-mock/{path}", method=method)
    if parameters:
        request.data = json.dumps(parameters).encode()
        request.add_header("Content-Type", "application/json")
    if access_key:
        pair = f"{access_key}:{os.environ['AWS_SECRET_ACCESS_KEY']}"
        request.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def store(bucket, **options):
    return S3Store(bucket, endpoint=endpoint, region="us-east-1", skip_signature=not access_key,
                   virtual_hosted_style_request=False, client_options={"allow_http": True},
                   **options)


def content(bucket, key):
    return obstore.get(store(bucket), key).bytes().to_bytes()


def status(bucket, key):
    return s3.Object(bucket, key).replication_status


def error_of(call):
    try:
        call()
        return ""
    except BaseError as error:
        return str(error)


for bucket in ["source", "near", "far"]:
    s3.create_bucket(Bucket=bucket)
    s3.BucketVersioning(bucket).enable()
s3.meta.client.put_bucket_replication(
    Bucket="source",
    ReplicationConfiguration={
        "Role": "arn:aws:iam::123456789012:role/replication",
        "Rules": [
            {
                "ID": bucket,
                "Status": "Enabled",
                "Priority": priority,
                "Filter": {"Prefix": "TaxDocs"},
                "DeleteMarkerReplication": {"Status": "Enabled"},
                "Destination": {"Bucket": f"arn:aws:s3:::{bucket}"},
            }
            for priority, bucket in enumerate(["near", "far"], start=1)
        ],
    },
)

source = store("source")
control("POST", "faults", kind="unavailable", bucket="far")
made = obstore.put(source, "TaxDocs/2026.pdf", b"42")
same("an upload is PENDING", "PENDING", status("source", "TaxDocs/2026.pdf"))
control("DELETE", "faults")
control("POST", "settle")
same("it is COMPLETED after settle", "COMPLETED", status("source", "TaxDocs/2026.pdf"))
for bucket in ["near", "far"]:
    same(f"it is a REPLICA in {bucket}", "REPLICA", status(bucket, "TaxDocs/2026.pdf"))
    same(f"it has the same version id in {bucket}", made["version"],
         obstore.head(store(bucket), "TaxDocs/2026.pdf")["version"])
    same(f"it has the same content in {bucket}", b"42", content(bucket, "TaxDocs/2026.pdf"))

control("POST", "faults", kind="deny", action="s3:ReplicateObject", destination="far")
obstore.put(source, "TaxDocs/denied.pdf", b"42")
control("POST", "settle")
same("it is FAILED without a permission", "FAILED", status("source", "TaxDocs/denied.pdf"))
control("DELETE", "faults")

large = os.urandom(20 * 1024 * 1024)
obstore.put(source, "TaxDocs/large", large, chunk_size=8 * 1024 * 1024)
same("20 MB come back as they went", True, content("source", "TaxDocs/large") == large)
same("they went in parts", True,
     obstore.head(source, "TaxDocs/large")["e_tag"].endswith('-3"'))
control("POST", "settle")
same("they are COMPLETED after settle", "COMPLETED", status("source", "TaxDocs/large"))
same("their replica is the same", True, content("far", "TaxDocs/large") == large)

obstore.copy(source, "TaxDocs/2026.pdf", "TaxDocs/copy.pdf")
obstore.delete(source, ["TaxDocs/2026.pdf", "TaxDocs/denied.pdf"])
control("POST", "settle")
same("copies and deletes are replicated", ["TaxDocs/copy.pdf", "TaxDocs/large"],
     [entry["path"] for page in obstore.list(store("near")) for entry in page])
same("what is there is not written over on that condition", True, "already exists" in error_of(
    lambda: obstore.put(source, "TaxDocs/large", b"42", mode="create", use_multipart=False)))

if access_key:
    stranger = store("source", access_key_id=access_key, secret_access_key="wrong")
    same("a wrong secret is refused", True,
         "SignatureDoesNotMatch" in error_of(lambda: obstore.get(stranger, "TaxDocs/large")))
print(f"1..{number}")
