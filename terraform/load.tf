# Load: merges facts and dimensions into the warehouse, after the migrations that wait. Called by each query log of the
# processed zone, and by the schedule, so that a notification that was lost delays and loses nothing.

resource "aws_lambda_function" "load" {
  function_name = local.functions.load
  description   = "Tidemark ${var.pipeline} (${var.environment}): from the processed zone to the warehouse; package ${coalesce(local.package_digests.load, "unknown")}"
  role          = aws_iam_role.load.arn

  filename         = local.package_files.load
  source_code_hash = local.package_digests.load
  handler          = "dev.tidemark.load.LoadHandler::handleRequest"
  runtime          = var.runtime
  architectures    = [var.architecture]

  memory_size                    = var.memory_mb.load
  timeout                        = var.timeout_seconds.load
  reserved_concurrent_executions = var.reserved_concurrency == null ? -1 : var.reserved_concurrency

  ephemeral_storage {
    size = var.temporary_mb.load
  }

  environment {
    variables = merge(
      {
        TIDEMARK_PIPELINE         = var.pipeline
        TIDEMARK_PROCESSED_BUCKET = local.buckets.processed
        TIDEMARK_WAREHOUSE_SECRET = aws_secretsmanager_secret.warehouse.arn
      },
      var.warehouse_url == null ? {} : { TIDEMARK_WAREHOUSE_URL = var.warehouse_url },
      var.migration_login ? { TIDEMARK_MIGRATION_SECRET = one(aws_secretsmanager_secret.migration[*].arn) } : {},
      var.migration_login && var.warehouse_url != null ? { TIDEMARK_MIGRATION_URL = var.warehouse_url } : {},
    )
  }

  dynamic "vpc_config" {
    for_each = var.vpc == null ? [] : [var.vpc]
    content {
      subnet_ids         = vpc_config.value.subnets
      security_group_ids = aws_security_group.functions[*].id
    }
  }

  depends_on = [aws_cloudwatch_log_group.load, aws_iam_role_policy.load]

  lifecycle {
    precondition {
      condition     = local.package_is_expected.load
      error_message = "${local.package_files.load} is missing or not the zip whose digest package_digests names. Deploy the one that was built and attested."
    }
  }
}

resource "aws_cloudwatch_log_group" "load" {
  name              = local.log_groups.load
  retention_in_days = var.log_retention_days
}

resource "aws_iam_role" "load" {
  name                 = local.functions.load
  description          = "What ${local.functions.load} may do"
  assume_role_policy   = local.lambda_may_assume
  permissions_boundary = var.permissions_boundary
}

resource "aws_iam_role_policy" "load" {
  name = "load"
  role = aws_iam_role.load.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid      = "ReadProcessedRuns"
          Effect   = "Allow"
          Action   = ["s3:GetObject"]
          Resource = ["${local.bucket_arns.processed}/${var.pipeline}/runs/*"]
        },
        {
          # Without it S3 answers 403 for what is merely absent.
          Sid      = "TellAbsentFromRefused"
          Effect   = "Allow"
          Action   = ["s3:ListBucket"]
          Resource = [local.bucket_arns.processed]
        },
        {
          Sid      = "ReadWarehouseSecrets"
          Effect   = "Allow"
          Action   = ["secretsmanager:GetSecretValue"]
          Resource = concat([aws_secretsmanager_secret.warehouse.arn], aws_secretsmanager_secret.migration[*].arn)
        },
        {
          Sid      = "ReportFailedCalls"
          Effect   = "Allow"
          Action   = ["sqs:SendMessage"]
          Resource = [local.queue_arn]
        },
        {
          Sid      = "WriteLog"
          Effect   = "Allow"
          Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
          Resource = ["${local.log_group_arns.load}:*"]
        },
      ],
      local.network_statements.load,
    )
  })
}

# Each query log of the processed zone calls load. A bucket has one such resource: a second would silently replace it.
resource "aws_s3_bucket_notification" "processed" {
  bucket = aws_s3_bucket.zone["processed"].id

  lambda_function {
    id                  = "query-logs-to-load"
    lambda_function_arn = aws_lambda_function.load.arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "${var.pipeline}/runs/"
    filter_suffix       = "/query_log.json"
  }

  depends_on = [aws_lambda_permission.load_by_bucket]
}

# That bucket of that account: a bucket's name alone could one day belong to somebody else.
resource "aws_lambda_permission" "load_by_bucket" {
  statement_id   = "processed-zone"
  function_name  = aws_lambda_function.load.function_name
  action         = "lambda:InvokeFunction"
  principal      = "s3.amazonaws.com"
  source_arn     = local.bucket_arns.processed
  source_account = local.account
}

# A call that failed is tried twice more, after one minute and after two, and then reported.
resource "aws_lambda_function_event_invoke_config" "load" {
  function_name                = aws_lambda_function.load.function_name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 3600

  destination_config {
    on_failure {
      destination = aws_sqs_queue.failures.arn
    }
  }
}
