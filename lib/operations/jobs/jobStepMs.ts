/**
 * How long a job takes from one status to the next, in milliseconds. How long S3 takes is published
 * nowhere, so this is `assumed`: long enough to be seen, short enough for a test.
 */
export const jobStepMs = 1_000;
