#!/usr/bin/env bash
# What s3cmd sees of replication, which the AWS CLI configures. Prints a line of TAP for each fact.
#
# ENDPOINT              the server
# AWS_ACCESS_KEY_ID     and its secret, where the server has access keys
# S3_REPLICATION_MOCK   the command of this package
set -u

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=0

# s3cmd signs whatever it sends.
host=${ENDPOINT#http://}
s3cmd() {
  python3 "$S3CMD" --config /dev/null --no-ssl --host "$host" --host-bucket "$host" \
    --access_key "${AWS_ACCESS_KEY_ID:-none}" --secret_key "${AWS_SECRET_ACCESS_KEY:-none}" \
    --region us-east-1 --no-progress --quiet "$@" 2>&1
}
if [ -n "${AWS_ACCESS_KEY_ID:-}" ]; then
  api() { python3 -m awscli --endpoint-url "$ENDPOINT" s3api "$@" 2>&1; }
  keys=(--access-key "$AWS_ACCESS_KEY_ID" --secret-key "$AWS_SECRET_ACCESS_KEY")
else
  api() { python3 -m awscli --endpoint-url "$ENDPOINT" --no-sign-request s3api "$@" 2>&1; }
  keys=()
fi
control() { node "$S3_REPLICATION_MOCK" "$@" --endpoint "$ENDPOINT" "${keys[@]}"; }
status() { api head-object --bucket "$1" --key "$2" --query ReplicationStatus --output text; }

# is TITLE EXPECTED ACTUAL
is() {
  number=$((number + 1))
  if [ "$2" = "$3" ]; then
    echo "ok $number - $1"
  else
    echo "not ok $number - $1"
    printf '# expected: %s\n# actual:   %s\n' "$2" "$3"
  fi
}

# has TITLE PART TEXT
has() { case "$3" in *"$2"*) is "$1" "$2" "$2" ;; *) is "$1" "$2" "$3" ;; esac }

for bucket in source near far; do
  is "it makes the bucket $bucket" "" "$(s3cmd mb "s3://$bucket")"
  is "it enables versioning of $bucket" "" "$(s3cmd setversioning "s3://$bucket" enable)"
done

rule() {
  cat <<JSON
{ "ID": "$1", "Status": "Enabled", "Priority": $2, "Filter": { "Prefix": "TaxDocs" },
  "DeleteMarkerReplication": { "Status": "Enabled" }, "Destination": { "Bucket": "arn:aws:s3:::$1" } }
JSON
}
api put-bucket-replication --bucket source --replication-configuration \
  "{ \"Role\": \"arn:aws:iam::123456789012:role/replication\", \"Rules\": [$(rule near 1), $(rule far 2)] }"

echo 42 >"$work/document"
control faults add unavailable bucket=far >/dev/null
s3cmd put "$work/document" s3://source/TaxDocs/2026.pdf
is "an upload is PENDING" PENDING "$(status source TaxDocs/2026.pdf)"
control faults end all >/dev/null
control settle >/dev/null
is "it is COMPLETED after settle" COMPLETED "$(status source TaxDocs/2026.pdf)"
for bucket in near far; do
  is "it is a REPLICA in $bucket" REPLICA "$(status "$bucket" TaxDocs/2026.pdf)"
  is "it has the same content in $bucket" 42 "$(s3cmd get "s3://$bucket/TaxDocs/2026.pdf" -)"
done

control faults add deny action=s3:ReplicateObject destination=far >/dev/null
s3cmd put "$work/document" s3://source/TaxDocs/denied.pdf
control settle >/dev/null
is "it is FAILED without a permission" FAILED "$(status source TaxDocs/denied.pdf)"
control faults end all >/dev/null

head -c 20971520 /dev/urandom >"$work/large"
s3cmd put --multipart-chunk-size-mb=8 "$work/large" s3://source/TaxDocs/large
s3cmd get s3://source/TaxDocs/large "$work/large.back"
is "20 MB come back as they went" "$(sha256sum <"$work/large")" "$(sha256sum <"$work/large.back")"
has "they went in parts" '-3"' "$(api head-object --bucket source --key TaxDocs/large --query ETag --output text)"
control settle >/dev/null
is "they are COMPLETED after settle" COMPLETED "$(status source TaxDocs/large)"
s3cmd get s3://far/TaxDocs/large "$work/large.replica"
is "their replica is the same" "$(sha256sum <"$work/large")" "$(sha256sum <"$work/large.replica")"

s3cmd del s3://source/TaxDocs/2026.pdf
control settle >/dev/null
has "what it deletes is gone in a destination" "404" "$(s3cmd info s3://near/TaxDocs/2026.pdf)"

if [ -n "${AWS_ACCESS_KEY_ID:-}" ]; then
  has "a wrong secret is refused" SignatureDoesNotMatch "$(s3cmd --secret_key=wrong ls s3://source)"
fi
echo "1..$number"
