// Command story tells what the AWS SDK for Go sees of replication. It prints a line of TAP for each
// fact.
//
// ENDPOINT is the server; AWS_ACCESS_KEY_ID and its secret are there where the server has access keys.
package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"reflect"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"
)

var (
	background = context.Background()
	endpoint   = os.Getenv("ENDPOINT")
	accessKey  = os.Getenv("AWS_ACCESS_KEY_ID")
	secretKey  = os.Getenv("AWS_SECRET_ACCESS_KEY")
	source     = aws.String("source")
	number     = 0
)

func main() {
	client := clientWith(secretKey)
	for _, bucket := range []string{"source", "near", "far"} {
		must(client.CreateBucket(background, &s3.CreateBucketInput{Bucket: &bucket}))
		must(client.PutBucketVersioning(background, &s3.PutBucketVersioningInput{
			Bucket: &bucket,
			VersioningConfiguration: &types.VersioningConfiguration{
				Status: types.BucketVersioningStatusEnabled,
			},
		}))
	}
	configure(client)
	replicate(client)
	fail(client)
	uploadInParts(client)
	findElsewhere(client)

	must(client.DeleteBucketReplication(background, &s3.DeleteBucketReplicationInput{Bucket: source}))
	same("a configuration can be deleted", "ReplicationConfigurationNotFoundError",
		errorOf(client.GetBucketReplication(background, &s3.GetBucketReplicationInput{Bucket: source})))
	if accessKey != "" {
		stranger := clientWith("wrong")
		same("a wrong secret is refused", "SignatureDoesNotMatch",
			errorOf(stranger.ListObjectsV2(background, &s3.ListObjectsV2Input{Bucket: source})))
	}
	fmt.Printf("1..%d\n", number)
}

func configure(client *s3.Client) {
	get := &s3.GetBucketReplicationInput{Bucket: source}
	same("a new bucket has no replication configuration", "ReplicationConfigurationNotFoundError",
		errorOf(client.GetBucketReplication(background, get)))
	configuration := &types.ReplicationConfiguration{
		Role:  aws.String("arn:aws:iam::123456789012:role/replication"),
		Rules: []types.ReplicationRule{rule("near", 1), rule("far", 2)},
	}
	must(client.PutBucketReplication(background, &s3.PutBucketReplicationInput{
		Bucket: source, ReplicationConfiguration: configuration,
	}))
	stored := must(client.GetBucketReplication(background, get))
	same("a configuration comes back as it was put", true,
		reflect.DeepEqual(configuration, stored.ReplicationConfiguration))
}

func replicate(client *s3.Client) {
	control("POST", "faults", `{"kind":"unavailable","bucket":"far"}`)
	put(client, "TaxDocs/2026.pdf")
	put(client, "Other/2026.pdf")
	same("an upload is PENDING", types.ReplicationStatusPending,
		head(client, "source", "TaxDocs/2026.pdf").ReplicationStatus)
	same("what no rule is for has no status", types.ReplicationStatus(""),
		head(client, "source", "Other/2026.pdf").ReplicationStatus)
	control("DELETE", "faults", "")
	control("POST", "settle", "")
	original := head(client, "source", "TaxDocs/2026.pdf")
	same("it is COMPLETED after settle", types.ReplicationStatusCompleted, original.ReplicationStatus)
	for _, bucket := range []string{"near", "far"} {
		replica := head(client, bucket, "TaxDocs/2026.pdf")
		same("it is a REPLICA in "+bucket, types.ReplicationStatusReplica, replica.ReplicationStatus)
		same("it has the same version id in "+bucket, *original.VersionId, *replica.VersionId)
		same("it has the same content in "+bucket, "42",
			string(content(client, bucket, "TaxDocs/2026.pdf")))
	}
}

func fail(client *s3.Client) {
	control("POST", "faults", `{"kind":"deny","action":"s3:ReplicateObject","destination":"far"}`)
	put(client, "TaxDocs/denied.pdf")
	control("POST", "settle", "")
	same("it is FAILED without a permission", types.ReplicationStatusFailed,
		head(client, "source", "TaxDocs/denied.pdf").ReplicationStatus)
	control("DELETE", "faults", "")
}

func uploadInParts(client *s3.Client) {
	large := make([]byte, 20*1024*1024)
	must(rand.Read(large))
	key := aws.String("TaxDocs/large")
	upload := must(client.CreateMultipartUpload(background,
		&s3.CreateMultipartUploadInput{Bucket: source, Key: key}))
	var parts []types.CompletedPart
	const partBytes = 8 * 1024 * 1024
	for start := 0; start < len(large); start += partBytes {
		partNumber := aws.Int32(int32(len(parts) + 1))
		part := must(client.UploadPart(background, &s3.UploadPartInput{
			Bucket: source, Key: key, UploadId: upload.UploadId, PartNumber: partNumber,
			Body: bytes.NewReader(large[start:min(start+partBytes, len(large))]),
		}))
		parts = append(parts, types.CompletedPart{
			ETag: part.ETag, PartNumber: partNumber, ChecksumCRC32: part.ChecksumCRC32,
		})
	}
	must(client.CompleteMultipartUpload(background, &s3.CompleteMultipartUploadInput{
		Bucket: source, Key: key, UploadId: upload.UploadId,
		MultipartUpload: &types.CompletedMultipartUpload{Parts: parts},
	}))
	same("20 MB come back as they went", true, bytes.Equal(large, content(client, "source", *key)))
	same("they went in parts", true,
		strings.HasSuffix(*head(client, "source", *key).ETag, `-3"`))
	control("POST", "settle", "")
	same("they are COMPLETED after settle", types.ReplicationStatusCompleted,
		head(client, "source", *key).ReplicationStatus)
	same("their replica is the same", true, bytes.Equal(large, content(client, "far", *key)))
}

func findElsewhere(client *s3.Client) {
	bucket, key := aws.String("elsewhere"), aws.String("k")
	must(client.CreateBucket(background, &s3.CreateBucketInput{
		Bucket: bucket,
		CreateBucketConfiguration: &types.CreateBucketConfiguration{
			LocationConstraint: types.BucketLocationConstraintEuWest1,
		},
	}))
	region := must(manager.GetBucketRegion(background, client, *bucket))
	same("it is told the Region of a bucket", "eu-west-1", region)
	location := must(client.GetBucketLocation(background, &s3.GetBucketLocationInput{Bucket: bucket}))
	same("it is told the location", types.BucketLocationConstraintEuWest1, location.LocationConstraint)
	there := s3.New(client.Options(), func(options *s3.Options) { options.Region = region })
	must(there.PutObject(background, &s3.PutObjectInput{
		Bucket: bucket, Key: key, Body: strings.NewReader("42"),
	}))
	same("a client of that Region is answered", "42", string(content(there, *bucket, *key)))
}

func clientWith(secret string) *s3.Client {
	config := aws.Config{Region: "us-east-1", BaseEndpoint: &endpoint}
	if accessKey == "" {
		config.Credentials = aws.AnonymousCredentials{}
	} else {
		config.Credentials = credentials.NewStaticCredentialsProvider(accessKey, secret, "")
	}
	return s3.NewFromConfig(config, func(options *s3.Options) { options.UsePathStyle = true })
}

func rule(bucket string, priority int32) types.ReplicationRule {
	return types.ReplicationRule{
		ID:       &bucket,
		Status:   types.ReplicationRuleStatusEnabled,
		Priority: &priority,
		Filter:   &types.ReplicationRuleFilter{Prefix: aws.String("TaxDocs")},
		DeleteMarkerReplication: &types.DeleteMarkerReplication{
			Status: types.DeleteMarkerReplicationStatusDisabled,
		},
		Destination: &types.Destination{Bucket: aws.String("arn:aws:s3:::" + bucket)},
	}
}

func put(client *s3.Client, key string) {
	must(client.PutObject(background, &s3.PutObjectInput{
		Bucket: source, Key: &key, Body: strings.NewReader("42"),
	}))
}

func head(client *s3.Client, bucket, key string) *s3.HeadObjectOutput {
	return must(client.HeadObject(background, &s3.HeadObjectInput{Bucket: &bucket, Key: &key}))
}

func content(client *s3.Client, bucket, key string) []byte {
	object := must(client.GetObject(background, &s3.GetObjectInput{Bucket: &bucket, Key: &key}))
	defer object.Body.Close()
	return must(io.ReadAll(object.Body))
}

// control calls the control interface of the server.
func control(method, path, body string) {
	url := endpoint + "/_s3-replication-mock/" + path
	request := must(http.NewRequest(method, url, strings.NewReader(body)))
	request.Header.Set("Content-Type", "application/json")
	if accessKey != "" {
		request.SetBasicAuth(accessKey, secretKey)
	}
	response := must(http.DefaultClient.Do(request))
	defer response.Body.Close()
	if answer := must(io.ReadAll(response.Body)); response.StatusCode != http.StatusOK {
		panic(string(answer))
	}
}

func errorOf[Output any](_ Output, err error) string {
	var api smithy.APIError
	if errors.As(err, &api) {
		return api.ErrorCode()
	}
	return ""
}

func must[Value any](value Value, err error) Value {
	if err != nil {
		panic(err)
	}
	return value
}

func same(title string, expected, actual any) {
	number++
	if expected == actual {
		fmt.Printf("ok %d - %s\n", number, title)
		return
	}
	fmt.Printf("not ok %d - %s\n# expected: %v\n# actual:   %v\n", number, title, expected, actual)
}
