# Who hears of what: ten alarms, by mail. An error alarm wants two of three ticks, so that one failed call wakes nobody (one that S3
# made is tried again for three minutes, and where these reach into the next tick it does), and keeps its state where there is
# nothing to see; only freshness takes silence for trouble. A source that is down for a night costs two mails when it goes, and
# two when it is back: terraform/emulator/night.py counts them.

locals {
  # What each stage follows, for the texts. Its log and the dashboard are where to look first.
  follows = {
    ingest  = "the source"
    process = "the ingestion zone"
    load    = "the processed zone"
  }

  timeouts = {
    ingest  = aws_lambda_function.ingest.timeout
    process = aws_lambda_function.process.timeout
    load    = aws_lambda_function.load.timeout
  }

  show_log = {
    for stage, group in local.log_groups : stage => "aws logs tail ${group} --since 1h --region ${var.region}"
  }

  tick_seconds = var.schedule_minutes * 60
}

# Freshness. Each call that ends well prints its lag, 0 when nothing is left to do, also where there was nothing to do.

resource "aws_cloudwatch_metric_alarm" "freshness" {
  for_each = local.functions

  alarm_name        = "${local.name}-${each.key}-not-fresh"
  alarm_description = <<-EOT
    What happened: for ${var.freshness_minutes} minutes ${each.key} of ${var.pipeline} (${var.environment}) did not say that it has caught up with ${local.follows[each.key]}.
    What it means: the warehouse falls behind. Nothing is lost: the first call that succeeds goes on where the last one ended.
    What to type: ${local.show_log[each.key]}
    If that shows no call at all, the clock stands still: aws events describe-rule --name ${local.name}-tick --region ${var.region}
    If it ticks, Lambda refuses the calls (throttles): aws lambda get-account-settings --region ${var.region}
  EOT

  namespace   = "Tidemark"
  metric_name = "LagSeconds"
  dimensions  = { FunctionName = each.value }
  statistic   = "Minimum"

  # Minute by minute, so that the alarm does not look back further than it says.
  period              = 60
  evaluation_periods  = var.freshness_minutes
  datapoints_to_alarm = var.freshness_minutes
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "breaching"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

# Calls that failed. One that was throttled is none of them, and has no alarm of its own: it is tried again, or prints no lag,
# which freshness hears, or lands in the failure queue. CloudWatch bills each metric that an alarm looks at, and ten are free.

resource "aws_cloudwatch_metric_alarm" "failing" {
  for_each = local.functions

  alarm_name        = "${local.name}-${each.key}-failing"
  alarm_description = <<-EOT
    What happened: in two of the last three ticks a call of ${each.key} of ${var.pipeline} (${var.environment}) failed.
    What it means: its runs wait. The message in the log says what is wrong and what to type; if it passes by itself, the next call goes on.
    What to type: ${local.show_log[each.key]} --filter-pattern '%ERROR|Error|Exception|Failure|timed.out%'
  EOT

  namespace   = "AWS/Lambda"
  metric_name = "Errors"
  dimensions  = { FunctionName = each.value }
  statistic   = "Sum"

  period              = local.tick_seconds
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "ignore"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "slow" {
  for_each = local.functions

  alarm_name        = "${local.name}-${each.key}-near-timeout"
  alarm_description = <<-EOT
    What happened: in two of the last three ticks ${each.key} of ${var.pipeline} (${var.environment}) used more than 80 percent of its ${local.timeouts[each.key]} seconds.
    What it means: after a long pause, or in the first days, it works off what waits, and this ends by itself. Otherwise a single run grows too long for one call.
    What to type: ${local.show_log[each.key]}
    If runs do not get shorter, raise timeout_seconds.${each.key} (up to 900) or memory_mb.${each.key} in terraform/terraform.tfvars, then: ./setup.sh --aws
  EOT

  namespace   = "AWS/Lambda"
  metric_name = "Duration"
  dimensions  = { FunctionName = each.value }
  statistic   = "Maximum"

  period              = local.tick_seconds
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = local.timeouts[each.key] * 1000 * 0.8
  treat_missing_data  = "ignore"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

# What failed for good: notifications whose call failed three times, and calls that the schedule could not hand over.

resource "aws_sqs_queue" "failures" {
  name                      = "${local.name}-failures"
  message_retention_seconds = 14 * 24 * 60 * 60
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "failures" {
  queue_url = aws_sqs_queue.failures.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TicksThatCouldNotBeHandedOver"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = local.queue_arn
        Condition = { ArnEquals = { "aws:SourceArn" = local.rule_arn } }
      },
      {
        Sid       = "EncryptedConnectionsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = local.queue_arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_cloudwatch_metric_alarm" "failures" {
  alarm_name        = "${local.name}-failures"
  alarm_description = <<-EOT
    What happened: a call of ${var.pipeline} (${var.environment}) failed for good and lies in the queue ${local.name}-failures.
    What it means: that call will not be tried again. Its run is not lost: the schedule sweeps process and load every ${var.schedule_minutes} minutes.
    What to type, to read why: aws sqs receive-message --message-attribute-names All --region ${var.region} --queue-url $(aws sqs get-queue-url --queue-name ${local.name}-failures --region ${var.region} --query QueueUrl --output text)
    When it is cured, empty the queue, and the alarm ends: aws sqs purge-queue, with the same region and address
  EOT

  namespace   = "AWS/SQS"
  metric_name = "ApproximateNumberOfMessagesVisible"
  dimensions  = { QueueName = aws_sqs_queue.failures.name }
  statistic   = "Maximum"

  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0

  # A queue is silent once it has been empty, and asked by nobody, for six hours. One that holds a message never is.
  treat_missing_data = "notBreaching"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

# The mails. No key: a topic that is encrypted with the key `alias/aws/sns` silently drops what CloudWatch sends.

resource "aws_sns_topic" "alarms" {
  name         = "${local.name}-alarms"
  display_name = "Tidemark ${var.environment} ${var.pipeline}"
}

resource "aws_sns_topic_policy" "alarms" {
  arn = aws_sns_topic.alarms.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OwnAlarms"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = local.topic_arn
        Condition = {
          StringEquals = { "aws:SourceAccount" = local.account }
          ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:cloudwatch:${var.region}:${local.account}:alarm:${local.name}-*" }
        }
      },
      {
        Sid       = "EncryptedConnectionsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = local.topic_arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "mail" {
  for_each = var.alarm_emails

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.value
}

# Of the whole account: a budget by tags would see nothing until somebody activates them for billing, and stay silent.

resource "aws_budgets_budget" "monthly" {
  count = var.budget_usd == null ? 0 : 1

  name         = local.name
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = tostring(var.budget_usd)
  limit_unit   = "USD"

  dynamic "notification" {
    for_each = [80, 100]
    content {
      notification_type          = "ACTUAL"
      comparison_operator        = "GREATER_THAN"
      threshold                  = notification.value
      threshold_type             = "PERCENTAGE"
      subscriber_email_addresses = var.alarm_emails
    }
  }
}
