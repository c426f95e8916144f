# Each variable reaches what it is for, and nothing else: every one has a value of its own here, which is not its default and, where
# a stage has its own, no other stage's. `tags` and `runtime` reach the provider alone: terraform/emulator looks at them.

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

override_resource {
  target          = aws_security_group.functions
  override_during = plan
  values          = { id = "sg-functions" }
}

variables {
  region      = "eu-west-1"
  environment = "test"
  pipeline    = "shop"

  packages             = { ingest = "/zips/i.zip", process = "/zips/p.zip", load = "/zips/l.zip" }
  architecture         = "x86_64"
  memory_mb            = { ingest = 1001, process = 1002, load = 1003 }
  temporary_mb         = { ingest = 601, process = 602, load = 603 }
  timeout_seconds      = { ingest = 101, process = 102, load = 103 }
  reserved_concurrency = 7
  schedule_minutes     = 13
  schedule_enabled     = false

  source_url           = "postgresql://source.example.org/shop"
  warehouse_url        = "postgresql://warehouse.example.org/stars"
  migration_login      = true
  secret_recovery_days = 11

  vpc = {
    id                       = "vpc-own"
    subnets                  = ["subnet-own"]
    database_security_groups = ["sg-database"]
    database_port            = 6543
    route_tables             = ["rtb-own"]
  }

  cold_storage_days    = 41
  destroy_data         = true
  log_retention_days   = 60
  alarm_emails         = ["night@example.org"]
  freshness_minutes    = 47
  budget_usd           = 19
  permissions_boundary = "arn:aws:iam::123456789012:policy/own"
}

run "each_function_has_what_is_its_own" {
  command = plan

  assert {
    condition = [for f in [aws_lambda_function.ingest, aws_lambda_function.process, aws_lambda_function.load] : [f.function_name, f.filename, f.memory_size, f.timeout, f.ephemeral_storage[0].size]] == [
      ["tidemark-test-shop-ingest", "/zips/i.zip", 1001, 101, 601],
      ["tidemark-test-shop-process", "/zips/p.zip", 1002, 102, 602],
      ["tidemark-test-shop-load", "/zips/l.zip", 1003, 103, 603],
    ]
    error_message = "Package, memory, time and room are of each stage alone."
  }

  assert {
    condition     = alltrue([for f in [aws_lambda_function.ingest, aws_lambda_function.process, aws_lambda_function.load] : f.architectures == tolist(["x86_64"]) && f.reserved_concurrent_executions == 7])
    error_message = "Processor and reserved concurrency are of all."
  }

  assert {
    condition     = alltrue([for role in [aws_iam_role.ingest, aws_iam_role.process, aws_iam_role.load] : role.permissions_boundary == "arn:aws:iam::123456789012:policy/own"])
    error_message = "The boundary is of each role."
  }

  assert {
    condition = [for f in [aws_lambda_function.ingest, aws_lambda_function.process, aws_lambda_function.load] : tomap({ for name, value in f.environment[0].variables : name => value if !endswith(name, "_SECRET") && name != "JAVA_TOOL_OPTIONS" })] == [
      tomap({ TIDEMARK_PIPELINE = "shop", TIDEMARK_INGESTION_BUCKET = "tidemark-test-shop-ingestion-123456789012", TIDEMARK_SOURCE_URL = "postgresql://source.example.org/shop" }),
      tomap({ TIDEMARK_PIPELINE = "shop", TIDEMARK_INGESTION_BUCKET = "tidemark-test-shop-ingestion-123456789012", TIDEMARK_PROCESSED_BUCKET = "tidemark-test-shop-processed-123456789012" }),
      tomap({ TIDEMARK_PIPELINE = "shop", TIDEMARK_PROCESSED_BUCKET = "tidemark-test-shop-processed-123456789012", TIDEMARK_WAREHOUSE_URL = "postgresql://warehouse.example.org/stars", TIDEMARK_MIGRATION_URL = "postgresql://warehouse.example.org/stars" }),
    ]
    error_message = "Each function is told its own addresses and zones."
  }

  assert {
    condition     = [for f in [aws_lambda_function.ingest, aws_lambda_function.load] : [for v in f.vpc_config : [v.subnet_ids, v.security_group_ids]]] == [for f in ["ingest", "load"] : [[toset(["subnet-own"]), toset(["sg-functions"])]]]
    error_message = "Ingest and load stand in the network that was given."
  }
}

run "the_clock_sets_what_follows_it" {
  command = plan

  assert {
    condition     = [aws_cloudwatch_event_rule.every_ten_minutes.schedule_expression, aws_cloudwatch_event_rule.every_ten_minutes.state] == ["rate(13 minutes)", "DISABLED"]
    error_message = "The clock ticks as it was told, or not at all."
  }

  assert {
    condition     = [aws_lambda_function_event_invoke_config.ingest.maximum_event_age_in_seconds, aws_lambda_function_event_invoke_config.process.maximum_event_age_in_seconds, aws_lambda_function_event_invoke_config.load.maximum_event_age_in_seconds] == [780, 3600, 3600]
    error_message = "A tick waits until the next one; a notification, an hour."
  }

  assert {
    condition     = alltrue([for a in concat(values(aws_cloudwatch_metric_alarm.failing), values(aws_cloudwatch_metric_alarm.slow)) : a.period == 780]) && alltrue([for w in jsondecode(aws_cloudwatch_dashboard.pipeline.dashboard_body).widgets : w.properties.period == 780])
    error_message = "Alarms and charts count by ticks."
  }

  assert {
    condition     = { for stage, a in aws_cloudwatch_metric_alarm.slow : stage => a.threshold } == { ingest = 80800, process = 81600, load = 82400 }
    error_message = "Each function is slow by its own time."
  }

  assert {
    condition     = alltrue([for a in aws_cloudwatch_metric_alarm.freshness : [a.evaluation_periods, a.datapoints_to_alarm] == [47, 47]])
    error_message = "Freshness is what was said."
  }
}

run "what_is_kept_is_kept_as_long_as_was_said" {
  command = plan

  assert {
    condition     = [for group in [aws_cloudwatch_log_group.ingest, aws_cloudwatch_log_group.process, aws_cloudwatch_log_group.load] : group.retention_in_days] == [60, 60, 60]
    error_message = "Log lines are kept as long as was said."
  }

  assert {
    condition = [for secret in concat([aws_secretsmanager_secret.source, aws_secretsmanager_secret.warehouse], aws_secretsmanager_secret.migration) : [secret.name, secret.recovery_window_in_days]] == [
      ["tidemark/test/shop/source", 11], ["tidemark/test/shop/warehouse", 11], ["tidemark/test/shop/migration", 11],
    ]
    error_message = "Each secret can be brought back as long as was said."
  }

  assert {
    condition     = alltrue([for b in aws_s3_bucket_lifecycle_configuration.zone : [for r in b.rule : [one(r.filter).prefix, one(r.transition).days] if r.id == "old-runs"] == [["shop/runs/", 41]]]) && alltrue([for bucket in aws_s3_bucket.zone : bucket.force_destroy])
    error_message = "Runs grow cold when it was said, and go if that was said."
  }
}

run "everything_is_named_by_pipeline_and_environment" {
  command = plan

  assert {
    condition = toset(concat(
      [aws_cloudwatch_event_rule.every_ten_minutes.name, aws_sqs_queue.failures.name, aws_sns_topic.alarms.name, aws_cloudwatch_dashboard.pipeline.dashboard_name],
      [for role in [aws_iam_role.ingest, aws_iam_role.process, aws_iam_role.load] : role.name],
      [for group in [aws_cloudwatch_log_group.ingest, aws_cloudwatch_log_group.process, aws_cloudwatch_log_group.load] : group.name],
      [for group in concat(aws_security_group.functions, aws_security_group.secrets) : group.name],
      [for budget in aws_budgets_budget.monthly : budget.name],
      )) == toset([
      "tidemark-test-shop-tick", "tidemark-test-shop-failures", "tidemark-test-shop-alarms", "tidemark-test-shop",
      "tidemark-test-shop-ingest", "tidemark-test-shop-process", "tidemark-test-shop-load",
      "/aws/lambda/tidemark-test-shop-ingest", "/aws/lambda/tidemark-test-shop-process", "/aws/lambda/tidemark-test-shop-load",
      "tidemark-test-shop-functions", "tidemark-test-shop-secrets",
    ])
    error_message = "Several deployments live in one account."
  }

  assert {
    condition     = length(output.alarms) == 10 && alltrue([for name in output.alarms : startswith(name, "tidemark-test-shop-")])
    error_message = "Each deployment has alarms of its own."
  }

  assert {
    condition     = [for s in aws_sns_topic_subscription.mail : s.endpoint] == ["night@example.org"] && [for b in aws_budgets_budget.monthly : b.limit_amount] == ["19"]
    error_message = "Who was named hears of it, and of the budget that was said."
  }

  assert {
    condition     = alltrue([for text in concat(values(aws_cloudwatch_metric_alarm.freshness)[*].alarm_description, [aws_cloudwatch_metric_alarm.failures.alarm_description]) : strcontains(text, "--region eu-west-1")]) && alltrue([for w in jsondecode(aws_cloudwatch_dashboard.pipeline.dashboard_body).widgets : w.properties.region == "eu-west-1"])
    error_message = "What is to be typed is typed for the region."
  }

  assert {
    condition     = [for e in concat(aws_vpc_endpoint.s3, aws_vpc_endpoint.secrets) : [e.vpc_id, e.service_name]] == [["vpc-own", "com.amazonaws.eu-west-1.s3"], ["vpc-own", "com.amazonaws.eu-west-1.secretsmanager"]]
    error_message = "Endpoints are of the network and the region."
  }
}
