import { createJob } from "./createJob.js";
import { describeJob, listJobs } from "./describeJob.js";
import { deleteJobTagging, getJobTagging, putJobTagging } from "./jobTagging.js";
import { updateJobPriority, updateJobStatus } from "./updateJob.js";

/** Every operation of S3 Control that is simulated, by its name. All others answer 501 NotImplemented. */
export const controlOperations = {
  CreateJob: createJob,
  DeleteJobTagging: deleteJobTagging,
  DescribeJob: describeJob,
  GetJobTagging: getJobTagging,
  ListJobs: listJobs,
  PutJobTagging: putJobTagging,
  UpdateJobPriority: updateJobPriority,
  UpdateJobStatus: updateJobStatus,
};
