#!/usr/bin/env bash
# What the AWS CLI sees of Batch Replication, through S3 Control. Prints a line of TAP for each fact.
#
# ENDPOINT              the server
# AWS_ACCESS_KEY_ID     and its secret, where the server has access keys
# S3_REPLICATION_MOCK   the command of this package
set -u

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=0
account=123456789012

if [ -n "${AWS_ACCESS_KEY_ID:-}" ]; then
  signing=()
  keys=(--access-key "$AWS_ACCESS_KEY_ID" --secret-key "$AWS_SECRET_ACCESS_KEY")
else
  signing=(--no-sign-request)
  keys=()
fi
aws() { python3 -m awscli "${signing[@]}" "$@" 2>&1; }
api() { aws --endpoint-url "$ENDPOINT" s3api "$@"; }
# The CLI puts the account before the host, which not every machine resolves: the server is its proxy.
jobs() {
  HTTP_PROXY="$ENDPOINT" http_proxy="$ENDPOINT" NO_PROXY="" no_proxy="" \
    aws --endpoint-url http://s3-control.us-east-1.amazonaws.com s3control "$@" --account-id "$account"
}
control() { node "$S3_REPLICATION_MOCK" "$@" --endpoint "$ENDPOINT" "${keys[@]}"; }

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

for bucket in source copies reports; do
  api create-bucket --bucket "$bucket" >/dev/null
  api put-bucket-versioning --bucket "$bucket" --versioning-configuration Status=Enabled
done
echo old >"$work/old"
api put-object --bucket source --key old --body "$work/old" >/dev/null
cat >"$work/replication.json" <<JSON
{ "Role": "arn:aws:iam::$account:role/replication", "Rules": [
  { "ID": "all", "Status": "Enabled", "Priority": 1, "Filter": {},
    "DeleteMarkerReplication": { "Status": "Disabled" }, "Destination": { "Bucket": "arn:aws:s3:::copies" } } ] }
JSON
api put-bucket-replication --bucket source --replication-configuration "file://$work/replication.json"

create() {
  jobs create-job --operation '{"S3ReplicateObject":{}}' --priority 1 "$2" \
    --role-arn "arn:aws:iam::$account:role/batch" --client-request-token "$1" \
    --report '{"Enabled":true,"Bucket":"arn:aws:s3:::reports","Format":"Report_CSV_20180820","ReportScope":"AllTasks"}' \
    --manifest-generator '{"S3JobManifestGenerator":{"SourceBucket":"arn:aws:s3:::source","EnableManifestOutput":false,"Filter":{"EligibleForReplication":true}}}' \
    --query JobId --output text
}
job=$(create first --no-confirmation-required)
is "create-job gives the id of a job" 36 "${#job}"
is "the same token is the same job" "$job" "$(create first --no-confirmation-required)"
control settle >/dev/null
is "settle brings it to its end" "Complete	1" \
  "$(jobs describe-job --job-id "$job" --output text \
    --query 'Job.[Status,ProgressSummary.NumberOfTasksSucceeded]')"
is "what was there before is replicated" REPLICA \
  "$(api head-object --bucket copies --key old --query ReplicationStatus --output text)"
has "its report is in the report bucket" "job-$job/manifest.json" \
  "$(api list-objects-v2 --bucket reports --query 'Contents[].Key' --output text)"
is "list-jobs has it" "$job" \
  "$(jobs list-jobs --job-statuses Complete --query 'Jobs[].JobId' --output text)"
waiting=$(create second --confirmation-required)
control settle >/dev/null
is "a job that is to be confirmed waits for that" Suspended \
  "$(jobs describe-job --job-id "$waiting" --query Job.Status --output text)"
is "update-job-status confirms it" Ready \
  "$(jobs update-job-status --job-id "$waiting" --requested-job-status Ready --query Status --output text)"
has "a job that has ended cannot be cancelled" JobStatusException \
  "$(jobs update-job-status --job-id "$job" --requested-job-status Cancelled)"
has "a job that there is not is not found" NotFoundException \
  "$(jobs describe-job --job-id 00000000-0000-4000-8000-000000000000)"
is "put-job-tagging is answered with nothing" "" \
  "$(jobs put-job-tagging --job-id "$job" --tags Key=team,Value=storage)"
is "get-job-tagging has the tags" "team	storage" \
  "$(jobs get-job-tagging --job-id "$job" --query 'Tags[].[Key,Value]' --output text)"
has "what is not simulated is refused by name" "GetPublicAccessBlock is not simulated" \
  "$(jobs get-public-access-block)"

echo "1..$number"
