# What `terraform init` and GitHub want to know.

output "state_bucket" {
  description = "Bucket of the state, for `terraform init -backend-config=bucket=…`."
  value       = aws_s3_bucket.state.bucket
}

output "plan_role" {
  description = "ARN of the role with which pull requests plan; null without a repository."
  value       = one(aws_iam_role.plan[*].arn)
}

output "deploy_role" {
  description = "ARN of the role with which protected environments deploy; null without a repository."
  value       = one(aws_iam_role.deploy[*].arn)
}

output "permissions_boundary" {
  description = "ARN of the policy that no function's role exceeds, for the variable permissions_boundary of each pipeline."
  value       = aws_iam_policy.boundary.arn
}
