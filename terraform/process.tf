# Process: turns what was ingested into facts and dimensions. Called by each query log of the ingestion zone, and by the
# schedule, so that a notification that was lost delays and loses nothing. Needs no database, so it stays out of the VPC.

resource "aws_lambda_function" "process" {
  function_name = local.functions.process
  description   = "Tidemark ${var.pipeline} (${var.environment}): from the ingestion zone to the processed zone; package ${coalesce(local.package_digests.process, "unknown")}"
  role          = aws_iam_role.process.arn

  filename         = local.package_files.process
  source_code_hash = local.package_digests.process
  handler          = "dev.tidemark.process.ProcessHandler::handleRequest"
  runtime          = var.runtime
  architectures    = [var.architecture]

  memory_size                    = var.memory_mb.process
  timeout                        = var.timeout_seconds.process
  reserved_concurrent_executions = var.reserved_concurrency == null ? -1 : var.reserved_concurrency

  ephemeral_storage {
    size = var.temporary_mb.process
  }

  environment {
    variables = {
      TIDEMARK_PIPELINE         = var.pipeline
      TIDEMARK_INGESTION_BUCKET = local.buckets.ingestion
      TIDEMARK_PROCESSED_BUCKET = local.buckets.processed

      # The engine takes most of the memory beside the heap; a heap that grew into it would end the function without a word.
      JAVA_TOOL_OPTIONS = "-XX:MaxRAMPercentage=25"
    }
  }

  depends_on = [aws_cloudwatch_log_group.process, aws_iam_role_policy.process]

  lifecycle {
    precondition {
      condition     = local.package_is_expected.process
      error_message = "${local.package_files.process} is missing or not the zip whose digest package_digests names. Deploy the one that was built and attested."
    }
  }
}

resource "aws_cloudwatch_log_group" "process" {
  name              = local.log_groups.process
  retention_in_days = var.log_retention_days
}

resource "aws_iam_role" "process" {
  name                 = local.functions.process
  description          = "What ${local.functions.process} may do"
  assume_role_policy   = local.lambda_may_assume
  permissions_boundary = var.permissions_boundary
}

resource "aws_iam_role_policy" "process" {
  name = "process"
  role = aws_iam_role.process.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ReadIngestedRuns"
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${local.bucket_arns.ingestion}/${var.pipeline}/runs/*"]
      },
      {
        # The one thing it may write there: a request that ingest read a table whole.
        Sid      = "AskForFullRead"
        Effect   = "Allow"
        Action   = ["s3:PutObject"]
        Resource = ["${local.bucket_arns.ingestion}/${var.pipeline}/runs/*/read_in_full.json"]
      },
      {
        Sid    = "ReadOwnRunsAndState"
        Effect = "Allow"
        Action = ["s3:GetObject"]
        Resource = [
          "${local.bucket_arns.processed}/${var.pipeline}/runs/*",
          "${local.bucket_arns.processed}/${var.pipeline}/state/*",
        ]
      },
      {
        Sid    = "WriteRunsAndState"
        Effect = "Allow"
        Action = ["s3:PutObject"]
        Resource = [
          "${local.bucket_arns.processed}/${var.pipeline}/runs/*",
          "${local.bucket_arns.processed}/${var.pipeline}/state/*",
        ]
      },
      {
        # Without it S3 answers 403 for what is merely absent.
        Sid      = "TellAbsentFromRefused"
        Effect   = "Allow"
        Action   = ["s3:ListBucket"]
        Resource = [local.bucket_arns.ingestion, local.bucket_arns.processed]
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
        Resource = ["${local.log_group_arns.process}:*"]
      },
    ]
  })
}

# Each query log of the ingestion zone calls process. A bucket has one such resource: a second would silently replace it.
resource "aws_s3_bucket_notification" "ingestion" {
  bucket = aws_s3_bucket.zone["ingestion"].id

  lambda_function {
    id                  = "query-logs-to-process"
    lambda_function_arn = aws_lambda_function.process.arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "${var.pipeline}/runs/"
    filter_suffix       = "/query_log.json"
  }

  depends_on = [aws_lambda_permission.process_by_bucket]
}

# That bucket of that account: a bucket's name alone could one day belong to somebody else.
resource "aws_lambda_permission" "process_by_bucket" {
  statement_id   = "ingestion-zone"
  function_name  = aws_lambda_function.process.function_name
  action         = "lambda:InvokeFunction"
  principal      = "s3.amazonaws.com"
  source_arn     = local.bucket_arns.ingestion
  source_account = local.account
}

# A call that failed is tried twice more, after one minute and after two, and then reported.
resource "aws_lambda_function_event_invoke_config" "process" {
  function_name                = aws_lambda_function.process.function_name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 3600

  destination_config {
    on_failure {
      destination = aws_sqs_queue.failures.arn
    }
  }
}
