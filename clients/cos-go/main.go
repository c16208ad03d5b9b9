// Command story tells what Tencent's client for Go sees of replication. It prints a line of TAP for
// each fact.
//
// ENDPOINT is the server, which the client takes for its proxy; AWS_ACCESS_KEY_ID and its secret are
// there where the server has access keys.
package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"reflect"
	"strings"

	"github.com/tencentyun/cos-go-sdk-v5"
)

const (
	sourceBucket = "source-1250000000"
	backupBucket = "backup-1250000000"
)

var (
	background = context.Background()
	endpoint   = os.Getenv("ENDPOINT")
	accessKey  = os.Getenv("AWS_ACCESS_KEY_ID")
	secretKey  = os.Getenv("AWS_SECRET_ACCESS_KEY")
	number     = 0
)

func main() {
	source := clientOf(sourceBucket, "ap-guangzhou", secretKey)
	backup := clientOf(backupBucket, "ap-beijing", secretKey)
	for _, bucket := range []*cos.Client{source, backup} {
		must(bucket.Bucket.Put(background, nil))
		must(bucket.Bucket.PutVersioning(background, &cos.BucketPutVersionOptions{Status: "Enabled"}))
	}
	versioning, _, err := source.Bucket.GetVersioning(background)
	same("versioning is what it was put", "Enabled", must(versioning, err).Status)
	configure(source)
	replicate(source, backup)
	uploadInParts(source, backup)

	must(source.Bucket.DeleteBucketReplication(background))
	_, _, err = source.Bucket.GetBucketReplication(background)
	same("a configuration can be deleted", "ReplicationConfigurationNotFoundError", codeOf(err))
	if accessKey != "" {
		_, _, err := clientOf(sourceBucket, "ap-guangzhou", "wrong").Bucket.Get(background, nil)
		same("a wrong secret is refused", "SignatureDoesNotMatch", codeOf(err))
	}
	fmt.Printf("1..%d\n", number)
}

func configure(source *cos.Client) {
	_, _, err := source.Bucket.GetBucketReplication(background)
	same("a new bucket has no replication configuration", "ReplicationConfigurationNotFoundError",
		codeOf(err))
	rules := []cos.BucketReplicationRule{{
		ID:          "tax",
		Status:      "Enabled",
		Prefix:      "TaxDocs",
		Destination: &cos.ReplicationDestination{Bucket: "qcs::cos:ap-beijing::" + backupBucket},
	}}
	must(source.Bucket.PutBucketReplication(background, &cos.PutBucketReplicationOptions{
		Role: "qcs::cam::uin/123456789012:uin/123456789012", Rule: rules,
	}))
	stored, _, err := source.Bucket.GetBucketReplication(background)
	same("a configuration comes back as it was put", true,
		reflect.DeepEqual(rules, must(stored, err).Rule))
}

func replicate(source, backup *cos.Client) {
	const key = "TaxDocs/2026.pdf"
	control("POST", "faults", `{"kind":"unavailable","bucket":"`+backupBucket+`"}`)
	must(source.Object.Put(background, key, strings.NewReader("42"), nil))
	must(source.Object.Put(background, "Other/2026.pdf", strings.NewReader("42"), nil))
	const status = "x-cos-replication-status"
	same("an upload is Pending", "Pending", head(source, key).Get(status))
	same("what no rule is for has no status", "", head(source, "Other/2026.pdf").Get(status))
	control("DELETE", "faults", "")
	control("POST", "settle", "")
	original, replica := head(source, key), head(backup, key)
	same("it is Completed after settle", "Completed", original.Get(status))
	same("it is a Replica there", "Replica", replica.Get(status))
	same("it has the same version id there", original.Get("x-cos-version-id"),
		replica.Get("x-cos-version-id"))
	same("it has the same content there", "42", string(content(backup, key)))
}

func uploadInParts(source, backup *cos.Client) {
	const key = "TaxDocs/large"
	large := make([]byte, 20*1024*1024)
	must(rand.Read(large))
	upload, _, err := source.Object.InitiateMultipartUpload(background, key, nil)
	id := must(upload, err).UploadID
	parts := &cos.CompleteMultipartUploadOptions{}
	const partBytes = 8 * 1024 * 1024
	for start := 0; start < len(large); start += partBytes {
		partNumber := len(parts.Parts) + 1
		body := bytes.NewReader(large[start:min(start+partBytes, len(large))])
		part := must(source.Object.UploadPart(background, key, id, partNumber, body, nil))
		parts.Parts = append(parts.Parts, cos.Object{
			PartNumber: partNumber, ETag: part.Header.Get("ETag"),
		})
	}
	_, _, err = source.Object.CompleteMultipartUpload(background, key, id, parts)
	must(id, err)
	same("20 MB come back as they went", true, bytes.Equal(large, content(source, key)))
	control("POST", "settle", "")
	same("they are Completed after settle", "Completed",
		head(source, key).Get("x-cos-replication-status"))
	same("their replica is the same", true, bytes.Equal(large, content(backup, key)))
}

func clientOf(bucket, region, secret string) *cos.Client {
	address := must(url.Parse("http://" + bucket + ".cos." + region + ".myqcloud.com"))
	proxy := http.ProxyURL(must(url.Parse(endpoint)))
	client := cos.NewClient(&cos.BaseURL{BucketURL: address}, &http.Client{
		Transport: &cos.AuthorizationTransport{
			SecretID: accessKey, SecretKey: secret, Transport: &http.Transport{Proxy: proxy},
		},
	})
	client.Conf.RetryOpt.Count = 1
	return client
}

func head(bucket *cos.Client, key string) http.Header {
	return must(bucket.Object.Head(background, key, nil)).Header
}

func content(bucket *cos.Client, key string) []byte {
	object := must(bucket.Object.Get(background, key, nil))
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

func codeOf(err error) string {
	if failure, ok := cos.IsCOSError(err); ok {
		return failure.Code
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
