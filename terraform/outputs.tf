# Where everything is.

output "functions" {
  description = "Name of each stage's function."
  value = {
    ingest  = aws_lambda_function.ingest.function_name
    process = aws_lambda_function.process.function_name
    load    = aws_lambda_function.load.function_name
  }
}

output "roles" {
  description = "ARN of each function's role."
  value = {
    ingest  = aws_iam_role.ingest.arn
    process = aws_iam_role.process.arn
    load    = aws_iam_role.load.arn
  }
}

output "log_groups" {
  description = "Name of each function's log group."
  value = {
    ingest  = aws_cloudwatch_log_group.ingest.name
    process = aws_cloudwatch_log_group.process.name
    load    = aws_cloudwatch_log_group.load.name
  }
}

output "buckets" {
  description = "Name of each zone's bucket, as TIDEMARK_INGESTION_BUCKET and TIDEMARK_PROCESSED_BUCKET want them."
  value       = { for zone, bucket in aws_s3_bucket.zone : zone => bucket.bucket }
}

output "secrets" {
  description = "ARN of each secret. They are empty at first: set them with `aws secretsmanager put-secret-value`."
  value = merge(
    {
      source    = aws_secretsmanager_secret.source.arn
      warehouse = aws_secretsmanager_secret.warehouse.arn
    },
    { for secret in aws_secretsmanager_secret.migration : "migration" => secret.arn },
  )
}

output "schedule" {
  description = "Name of the rule that ticks."
  value       = aws_cloudwatch_event_rule.every_ten_minutes.name
}

output "failure_queue" {
  description = "URL of the queue of calls that failed for good."
  value       = aws_sqs_queue.failures.url
}

output "alarm_topic" {
  description = "ARN of the topic that alarms go to. Each address of alarm_emails has to confirm a mail first."
  value       = aws_sns_topic.alarms.arn
}

output "alarms" {
  description = "Names of all alarms."
  value = sort(concat(
    values(aws_cloudwatch_metric_alarm.freshness)[*].alarm_name,
    values(aws_cloudwatch_metric_alarm.failing)[*].alarm_name,
    values(aws_cloudwatch_metric_alarm.slow)[*].alarm_name,
    [aws_cloudwatch_metric_alarm.failures.alarm_name],
  ))
}

output "dashboard" {
  description = "Address of the dashboard."
  value       = "https://${var.region}.console.aws.amazon.com/cloudwatch/home?region=${var.region}#dashboards/dashboard/${aws_cloudwatch_dashboard.pipeline.dashboard_name}"
}
