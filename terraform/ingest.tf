# Ingest: looks at the source at each tick and writes what is new to the ingestion zone.
# The rule that calls it stands in schedule.tf.

resource "aws_lambda_function" "ingest" {
  function_name = local.functions.ingest
  description   = "Tidemark ${var.pipeline} (${var.environment}): from the source to the ingestion zone; package ${coalesce(local.package_digests.ingest, "unknown")}"
  role          = aws_iam_role.ingest.arn

  filename         = local.package_files.ingest
  source_code_hash = local.package_digests.ingest
  handler          = "dev.tidemark.ingest.IngestHandler::handleRequest"
  runtime          = var.runtime
  architectures    = [var.architecture]

  memory_size                    = var.memory_mb.ingest
  timeout                        = var.timeout_seconds.ingest
  reserved_concurrent_executions = var.reserved_concurrency == null ? -1 : var.reserved_concurrency

  ephemeral_storage {
    size = var.temporary_mb.ingest
  }

  environment {
    variables = merge(
      {
        TIDEMARK_PIPELINE         = var.pipeline
        TIDEMARK_INGESTION_BUCKET = local.buckets.ingestion
        TIDEMARK_SOURCE_SECRET    = aws_secretsmanager_secret.source.arn
      },
      var.source_url == null ? {} : { TIDEMARK_SOURCE_URL = var.source_url },
    )
  }

  dynamic "vpc_config" {
    for_each = var.vpc == null ? [] : [var.vpc]
    content {
      subnet_ids         = vpc_config.value.subnets
      security_group_ids = aws_security_group.functions[*].id
    }
  }

  # Without the group the first line would make one that is kept for ever; without the policy it would be lost.
  depends_on = [aws_cloudwatch_log_group.ingest, aws_iam_role_policy.ingest]

  lifecycle {
    precondition {
      condition     = local.package_is_expected.ingest
      error_message = "${local.package_files.ingest} is missing or not the zip whose digest package_digests names. Deploy the one that was built and attested."
    }
  }
}

resource "aws_cloudwatch_log_group" "ingest" {
  name              = local.log_groups.ingest
  retention_in_days = var.log_retention_days
}

resource "aws_iam_role" "ingest" {
  name                 = local.functions.ingest
  description          = "What ${local.functions.ingest} may do"
  assume_role_policy   = local.lambda_may_assume
  permissions_boundary = var.permissions_boundary
}

resource "aws_iam_role_policy" "ingest" {
  name = "ingest"
  role = aws_iam_role.ingest.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid      = "ReadOwnRuns"
          Effect   = "Allow"
          Action   = ["s3:GetObject"]
          Resource = ["${local.bucket_arns.ingestion}/${var.pipeline}/runs/*"]
        },
        {
          Sid      = "WriteRuns"
          Effect   = "Allow"
          Action   = ["s3:PutObject"]
          Resource = ["${local.bucket_arns.ingestion}/${var.pipeline}/runs/*"]
        },
        {
          # Without it S3 answers 403 for what is merely absent, and no run would ever be the first.
          Sid      = "TellAbsentFromRefused"
          Effect   = "Allow"
          Action   = ["s3:ListBucket"]
          Resource = [local.bucket_arns.ingestion]
        },
        {
          Sid      = "ReadSourceSecret"
          Effect   = "Allow"
          Action   = ["secretsmanager:GetSecretValue"]
          Resource = [aws_secretsmanager_secret.source.arn]
        },
        {
          Sid      = "WriteLog"
          Effect   = "Allow"
          Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
          Resource = ["${local.log_group_arns.ingest}:*"]
        },
      ],
      local.network_statements.ingest,
    )
  })
}

# A tick that failed is not tried again: the next one looks at the source anew. One that waited that long is dropped.
resource "aws_lambda_function_event_invoke_config" "ingest" {
  function_name                = aws_lambda_function.ingest.function_name
  maximum_retry_attempts       = 0
  maximum_event_age_in_seconds = var.schedule_minutes * 60
}
