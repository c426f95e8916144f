# What everything is called. ARNs are made from names, so that a plan shows each policy in full.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition

  # One set of everything per pipeline and environment, so that several live in one account. A bucket knows no underscore: two
  # hyphens, which no pipeline has, stand for it, so that sales_eu is not sales-eu.
  name = "tidemark-${var.environment}-${replace(var.pipeline, "_", "--")}"

  functions = {
    ingest  = "${local.name}-ingest"
    process = "${local.name}-process"
    load    = "${local.name}-load"
  }

  # A bucket's name is taken for the whole world: the account makes it ours.
  buckets = {
    ingestion = "${local.name}-ingestion-${local.account}"
    processed = "${local.name}-processed-${local.account}"
  }
  bucket_arns = { for zone, bucket in local.buckets : zone => "arn:${local.partition}:s3:::${bucket}" }

  log_groups     = { for stage, function in local.functions : stage => "/aws/lambda/${function}" }
  log_group_arns = { for stage, group in local.log_groups : stage => "arn:${local.partition}:logs:${var.region}:${local.account}:log-group:${group}" }
  function_arns  = { for stage, function in local.functions : stage => "arn:${local.partition}:lambda:${var.region}:${local.account}:function:${function}" }

  rule_arn  = "arn:${local.partition}:events:${var.region}:${local.account}:rule/${local.name}-tick"
  queue_arn = "arn:${local.partition}:sqs:${var.region}:${local.account}:${local.name}-failures"
  topic_arn = "arn:${local.partition}:sns:${var.region}:${local.account}:${local.name}-alarms"

  # Lambda, and nobody else, may take on a function's role.
  lambda_may_assume = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })

  # The zips, which a plan or a check of the syntax can do without.
  packages      = { for stage, file in var.packages : stage => file == null ? "../${stage}-lambda/target/${stage}-lambda-${var.architecture}.zip" : file }
  package_files = { for stage, file in local.packages : stage => startswith(file, "/") ? file : "${path.module}/${file}" }
  package_digests = {
    for stage, file in local.package_files : stage => fileexists(file) ? filebase64sha256(file) : null
  }
  package_is_expected = {
    for stage, digest in local.package_digests : stage =>
    var.package_digests[stage] == null ? true : digest == var.package_digests[stage]
  }
}
