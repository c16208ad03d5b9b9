#!/usr/bin/env bash
# What rclone sees of replication, which the AWS CLI configures. Prints a line of TAP for each fact.
#
# ENDPOINT              the server
# AWS_ACCESS_KEY_ID     and its secret, where the server has access keys
# S3_REPLICATION_MOCK   the command of this package
set -u

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=0

# A remote that no file configures. Without keys rclone does not sign.
: >"$work/rclone.conf"
export RCLONE_CONFIG="$work/rclone.conf" RCLONE_CONFIG_S3_TYPE=s3 RCLONE_CONFIG_S3_PROVIDER=Other
export RCLONE_CONFIG_S3_ENDPOINT="$ENDPOINT" RCLONE_CONFIG_S3_REGION=us-east-1
export RCLONE_CONFIG_S3_FORCE_PATH_STYLE=true
export RCLONE_CONFIG_S3_ACCESS_KEY_ID="${AWS_ACCESS_KEY_ID:-}"
export RCLONE_CONFIG_S3_SECRET_ACCESS_KEY="${AWS_SECRET_ACCESS_KEY:-}"
rc() { rclone --retries 1 "$@" 2>&1; }
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
  is "it makes the bucket $bucket" "" "$(rc mkdir "s3:$bucket")"
  is "it enables versioning of $bucket" Enabled "$(rc backend versioning "s3:$bucket" Enabled)"
done

rule() {
  cat <<JSON
{ "ID": "$1", "Status": "Enabled", "Priority": $2, "Filter": { "Prefix": "TaxDocs" },
  "DeleteMarkerReplication": { "Status": "Enabled" }, "Destination": { "Bucket": "arn:aws:s3:::$1" } }
JSON
}
api put-bucket-replication --bucket source --replication-configuration \
  "{ \"Role\": \"arn:aws:iam::123456789012:role/replication\", \"Rules\": [$(rule near 1), $(rule far 2)] }"

mkdir -p "$work/TaxDocs/inner"
echo 42 >"$work/TaxDocs/2026.pdf"
echo 43 >"$work/TaxDocs/inner/Grüße +&.txt"
control faults add unavailable bucket=far >/dev/null
is "it copies a folder" "" "$(rc copy "$work/TaxDocs" s3:source/TaxDocs)"
is "an upload is PENDING" PENDING "$(status source TaxDocs/2026.pdf)"
control faults end all >/dev/null
control settle >/dev/null
is "it is COMPLETED after settle" COMPLETED "$(status source TaxDocs/2026.pdf)"
for bucket in near far; do
  is "it is a REPLICA in $bucket" REPLICA "$(status "$bucket" TaxDocs/2026.pdf)"
  has "check finds the same in $bucket" "0 differences found" "$(rc check "$work/TaxDocs" "s3:$bucket/TaxDocs")"
done
is "it copies nothing twice" "" "$(rc copy --verbose "$work/TaxDocs" s3:source/TaxDocs | grep Copied)"

control faults add deny action=s3:ReplicateObject destination=far >/dev/null
rc copyto "$work/TaxDocs/2026.pdf" s3:source/TaxDocs/denied.pdf
control settle >/dev/null
is "it is FAILED without a permission" FAILED "$(status source TaxDocs/denied.pdf)"
control faults end all >/dev/null

head -c 20971520 /dev/urandom >"$work/large"
rc copyto --s3-upload-cutoff 5M --s3-chunk-size 8M "$work/large" s3:source/TaxDocs/large
rc copyto s3:source/TaxDocs/large "$work/large.back"
is "20 MB come back as they went" "$(sha256sum <"$work/large")" "$(sha256sum <"$work/large.back")"
has "they went in parts" '-3"' "$(api head-object --bucket source --key TaxDocs/large --query ETag --output text)"
control settle >/dev/null
is "they are COMPLETED after settle" COMPLETED "$(status source TaxDocs/large)"
is "their replica is the same" "$(sha256sum <"$work/large")" "$(rc cat s3:far/TaxDocs/large | sha256sum)"

echo forty-four >"$work/TaxDocs/2026.pdf"
rc copy "$work/TaxDocs" s3:source/TaxDocs
rc deletefile s3:source/TaxDocs/2026.pdf
control settle >/dev/null
for bucket in source near; do
  is "what it deletes is not listed in $bucket" "" "$(rc lsf --files-only --include '2026*' "s3:$bucket/TaxDocs")"
  is "its two versions are in $bucket" 2 \
    "$(rc lsf --s3-versions --files-only --include '2026*' "s3:$bucket/TaxDocs" | wc -l | tr -d ' ')"
done

if [ -n "${AWS_ACCESS_KEY_ID:-}" ]; then
  has "a wrong secret is refused" 403 "$(RCLONE_CONFIG_S3_SECRET_ACCESS_KEY=wrong rc lsf s3:source)"
fi
echo "1..$number"
