# The clock. Each tick calls ingest to look at the source, and process and load to look whether a notification was lost.

resource "aws_cloudwatch_event_rule" "every_ten_minutes" {
  name                = "${local.name}-tick"
  description         = "Every ${var.schedule_minutes} minutes: look at the source, and sweep process and load"
  schedule_expression = var.schedule_minutes == 1 ? "rate(1 minute)" : "rate(${var.schedule_minutes} minutes)"
  state               = var.schedule_enabled ? "ENABLED" : "DISABLED"
}

# A tick that cannot be handed over is not tried again, for the next one replaces it; but it is reported.
resource "aws_cloudwatch_event_target" "stage" {
  for_each = {
    ingest  = aws_lambda_function.ingest.arn
    process = aws_lambda_function.process.arn
    load    = aws_lambda_function.load.arn
  }

  rule      = aws_cloudwatch_event_rule.every_ten_minutes.name
  target_id = each.key
  arn       = each.value

  retry_policy {
    maximum_retry_attempts       = 0
    maximum_event_age_in_seconds = 60
  }

  dead_letter_config {
    arn = aws_sqs_queue.failures.arn
  }
}

# The rule's ARN names the account, as a bucket's does not.
resource "aws_lambda_permission" "stage_by_schedule" {
  for_each = {
    ingest  = aws_lambda_function.ingest.function_name
    process = aws_lambda_function.process.function_name
    load    = aws_lambda_function.load.function_name
  }

  statement_id  = "schedule"
  function_name = each.value
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.every_ten_minutes.arn
}
