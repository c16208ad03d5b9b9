#!/usr/bin/env bash
# What the AWS CLI sees of replication. Prints a line of TAP for each fact.
#
# ENDPOINT              the server
# AWS_ACCESS_KEY_ID     and its secret, where the server has access keys
# S3_REPLICATION_MOCK   the command of this package
set -u

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=0

if [ -n "${AWS_ACCESS_KEY_ID:-}" ]; then
  aws() { python3 -m awscli --endpoint-url "$ENDPOINT" "$@"; }
  keys=(--access-key "$AWS_ACCESS_KEY_ID" --secret-key "$AWS_SECRET_ACCESS_KEY")
else
  aws() { python3 -m awscli --endpoint-url "$ENDPOINT" --no-sign-request "$@"; }
  keys=()
fi
api() { aws s3api "$@" 2>&1; }
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
  api create-bucket --bucket "$bucket" >/dev/null
  api put-bucket-versioning --bucket "$bucket" --versioning-configuration Status=Enabled
done

has "a new bucket has no replication configuration" ReplicationConfigurationNotFoundError \
  "$(api get-bucket-replication --bucket source)"

rule() {
  cat <<JSON
{ "ID": "$1", "Status": "Enabled", "Priority": $2, "Filter": { "Prefix": "TaxDocs" },
  "DeleteMarkerReplication": { "Status": "Disabled" }, "Destination": { "Bucket": "arn:aws:s3:::$1" } }
JSON
}
cat >"$work/replication.json" <<JSON
{ "Role": "arn:aws:iam::123456789012:role/replication", "Rules": [$(rule near 1), $(rule far 2)] }
JSON
is "put-bucket-replication takes a file" "" \
  "$(api put-bucket-replication --bucket source --replication-configuration "file://$work/replication.json")"
is "get-bucket-replication gives the rules back" "near	TaxDocs far	TaxDocs" \
  "$(api get-bucket-replication --bucket source --output text \
    --query 'ReplicationConfiguration.Rules[].[ID,Filter.Prefix]' | tr '\n' ' ' | sed 's/ $//')"

echo 42 >"$work/document"
aws s3 cp --quiet "$work/document" s3://source/TaxDocs/2026.pdf
aws s3 cp --quiet "$work/document" s3://source/Other/2026.pdf
is "what no rule is for has no status" None "$(status source Other/2026.pdf)"
control faults add unavailable bucket=far >/dev/null
aws s3 cp --quiet "$work/document" s3://source/TaxDocs/pending.pdf
control settle >/dev/null
is "head-object of an upload shows PENDING" PENDING "$(status source TaxDocs/pending.pdf)"
control faults end all >/dev/null
control settle >/dev/null
is "it is COMPLETED after settle" COMPLETED "$(status source TaxDocs/pending.pdf)"
is "so is an upload to several destinations" COMPLETED "$(status source TaxDocs/2026.pdf)"
version=$(api head-object --bucket source --key TaxDocs/2026.pdf --query VersionId --output text)
for bucket in near far; do
  is "it is a REPLICA in $bucket" REPLICA "$(status "$bucket" TaxDocs/2026.pdf)"
  is "it has the same version id in $bucket" "$version" \
    "$(api head-object --bucket "$bucket" --key TaxDocs/2026.pdf --query VersionId --output text)"
  is "it has the same content in $bucket" 42 "$(aws s3 cp "s3://$bucket/TaxDocs/2026.pdf" -)"
done

control faults add deny action=s3:ReplicateObject destination=far >/dev/null
aws s3 cp --quiet "$work/document" s3://source/TaxDocs/denied.pdf
control settle >/dev/null
is "it is FAILED without a permission" FAILED "$(status source TaxDocs/denied.pdf)"
has "explain says why" s3:ReplicateObject "$(control explain s3://source/TaxDocs/denied.pdf)"
control faults end all >/dev/null

head -c 20971520 /dev/urandom >"$work/large"
aws s3 cp --quiet "$work/large" s3://source/TaxDocs/large
aws s3 cp --quiet s3://source/TaxDocs/large "$work/large.back"
is "20 MB come back as they went" "$(sha256sum <"$work/large")" "$(sha256sum <"$work/large.back")"
has "they went in parts" '-3"' "$(api head-object --bucket source --key TaxDocs/large --query ETag --output text)"
control settle >/dev/null
is "they are COMPLETED after settle" COMPLETED "$(status source TaxDocs/large)"
aws s3 cp --quiet s3://far/TaxDocs/large "$work/large.replica"
is "their replica is the same" "$(sha256sum <"$work/large")" "$(sha256sum <"$work/large.replica")"

mkdir -p "$work/folder/inner"
echo one >"$work/folder/one"
echo two >"$work/folder/inner/two"
aws s3 sync --quiet "$work/folder" s3://source/folder
aws s3 sync --quiet s3://source/folder "$work/back"
is "s3 sync goes both ways" "" "$(diff -r "$work/folder" "$work/back" 2>&1)"
is "s3 sync sends nothing twice" "" "$(aws s3 sync "$work/folder" s3://source/folder)"

echo uno >"$work/folder/one"
aws s3 cp --quiet "$work/folder/one" s3://source/folder/one
aws s3 rm --quiet s3://source/folder/one
is "list-object-versions lists versions and delete markers" "2	1" \
  "$(api list-object-versions --bucket source --prefix folder/one --output text \
    --query '[length(Versions), length(DeleteMarkers)]')"

is "delete-bucket-replication takes the configuration away" "" \
  "$(api delete-bucket-replication --bucket source)"
has "then there is none" ReplicationConfigurationNotFoundError \
  "$(api get-bucket-replication --bucket source)"

if [ -n "${AWS_ACCESS_KEY_ID:-}" ]; then
  has "a wrong secret is refused" SignatureDoesNotMatch \
    "$(AWS_SECRET_ACCESS_KEY=wrong api list-objects-v2 --bucket source)"
  has "nobody comes in without a signature" AccessDenied \
    "$(api list-objects-v2 --bucket source --no-sign-request)"
fi
echo "1..$number"
