# What calls what, with which settings.

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  region      = "eu-central-1"
  environment = "prod"
  pipeline    = "totesys"
}

override_resource {
  target          = aws_secretsmanager_secret.source
  override_during = plan
  values          = { arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:source-AbCdEf" }
}

override_resource {
  target          = aws_secretsmanager_secret.warehouse
  override_during = plan
  values          = { arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:warehouse-AbCdEf" }
}

override_resource {
  target          = aws_secretsmanager_secret.migration
  override_during = plan
  values          = { arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:migration-AbCdEf" }
}

override_resource {
  target          = aws_lambda_function.ingest
  override_during = plan
  values          = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:tidemark-prod-totesys-ingest" }
}

override_resource {
  target          = aws_lambda_function.process
  override_during = plan
  values          = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:tidemark-prod-totesys-process" }
}

override_resource {
  target          = aws_lambda_function.load
  override_during = plan
  values          = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:tidemark-prod-totesys-load" }
}

override_resource {
  target          = aws_s3_bucket.zone["ingestion"]
  override_during = plan
  values          = { id = "ingestion" }
}

override_resource {
  target          = aws_s3_bucket.zone["processed"]
  override_during = plan
  values          = { id = "processed" }
}

run "every_tick_calls_all_three" {
  command = plan

  assert {
    condition     = aws_cloudwatch_event_rule.every_ten_minutes.schedule_expression == "rate(10 minutes)" && aws_cloudwatch_event_rule.every_ten_minutes.state == "ENABLED" && aws_cloudwatch_event_rule.every_ten_minutes.name == "tidemark-prod-totesys-tick"
    error_message = "The clock ticks every ten minutes."
  }

  assert {
    condition = { for stage, target in aws_cloudwatch_event_target.stage : stage => target.arn } == {
      ingest  = "arn:aws:lambda:eu-central-1:123456789012:function:tidemark-prod-totesys-ingest"
      process = "arn:aws:lambda:eu-central-1:123456789012:function:tidemark-prod-totesys-process"
      load    = "arn:aws:lambda:eu-central-1:123456789012:function:tidemark-prod-totesys-load"
    } && alltrue([for target in aws_cloudwatch_event_target.stage : target.rule == "tidemark-prod-totesys-tick" && target.input == null])
    error_message = "A tick calls ingest, and sweeps process and load, with the event as it is."
  }

  assert {
    condition     = alltrue([for target in aws_cloudwatch_event_target.stage : target.retry_policy[0].maximum_retry_attempts == 0 && target.retry_policy[0].maximum_event_age_in_seconds == 60])
    error_message = "A tick is not tried again: the next one replaces it."
  }

  assert {
    condition     = alltrue([for target in aws_cloudwatch_event_target.stage : target.dead_letter_config[0].arn == aws_sqs_queue.failures.arn])
    error_message = "A tick that cannot be handed over is reported."
  }

  assert {
    condition = { for stage, p in aws_lambda_permission.stage_by_schedule : stage => [p.function_name, p.action, p.principal, p.source_arn] } == {
      for stage in ["ingest", "process", "load"] : stage => ["tidemark-prod-totesys-${stage}", "lambda:InvokeFunction", "events.amazonaws.com", aws_cloudwatch_event_rule.every_ten_minutes.arn]
    }
    error_message = "This rule, and no other, may call the functions."
  }
}

run "one_minute_is_written_otherwise" {
  command = plan
  variables {
    schedule_minutes = 1
    schedule_enabled = false
  }

  assert {
    condition     = aws_cloudwatch_event_rule.every_ten_minutes.schedule_expression == "rate(1 minute)"
    error_message = "EventBridge wants the singular."
  }

  assert {
    condition     = aws_cloudwatch_event_rule.every_ten_minutes.state == "DISABLED"
    error_message = "schedule_enabled stops the clock."
  }
}

run "query_logs_of_the_ingestion_zone_call_process" {
  command = plan

  assert {
    condition = [for f in aws_s3_bucket_notification.ingestion.lambda_function : [f.lambda_function_arn, tolist(f.events), f.filter_prefix, f.filter_suffix]] == [
      ["arn:aws:lambda:eu-central-1:123456789012:function:tidemark-prod-totesys-process", tolist(["s3:ObjectCreated:*"]), "totesys/runs/", "/query_log.json"]
    ]
    error_message = "Query logs under runs/, and nothing else, call process."
  }

  assert {
    condition     = aws_s3_bucket_notification.ingestion.bucket == "ingestion"
    error_message = "It is the ingestion zone that calls process."
  }

  assert {
    condition = [aws_lambda_permission.process_by_bucket.function_name, aws_lambda_permission.process_by_bucket.action, aws_lambda_permission.process_by_bucket.principal, aws_lambda_permission.process_by_bucket.source_arn, aws_lambda_permission.process_by_bucket.source_account] == [
      "tidemark-prod-totesys-process", "lambda:InvokeFunction", "s3.amazonaws.com", "arn:aws:s3:::tidemark-prod-totesys-ingestion-123456789012", "123456789012",
    ]
    error_message = "That bucket of this account, and no other, may call process."
  }
}

run "query_logs_of_the_processed_zone_call_load" {
  command = plan

  assert {
    condition = [for f in aws_s3_bucket_notification.processed.lambda_function : [f.lambda_function_arn, tolist(f.events), f.filter_prefix, f.filter_suffix]] == [
      ["arn:aws:lambda:eu-central-1:123456789012:function:tidemark-prod-totesys-load", tolist(["s3:ObjectCreated:*"]), "totesys/runs/", "/query_log.json"]
    ]
    error_message = "Query logs under runs/, and nothing else, call load."
  }

  assert {
    condition     = aws_s3_bucket_notification.processed.bucket == "processed"
    error_message = "It is the processed zone that calls load."
  }

  assert {
    condition = [aws_lambda_permission.load_by_bucket.function_name, aws_lambda_permission.load_by_bucket.action, aws_lambda_permission.load_by_bucket.principal, aws_lambda_permission.load_by_bucket.source_arn, aws_lambda_permission.load_by_bucket.source_account] == [
      "tidemark-prod-totesys-load", "lambda:InvokeFunction", "s3.amazonaws.com", "arn:aws:s3:::tidemark-prod-totesys-processed-123456789012", "123456789012",
    ]
    error_message = "That bucket of this account, and no other, may call load."
  }
}

run "a_tick_is_not_tried_again_and_a_notification_is" {
  command = plan

  assert {
    condition     = aws_lambda_function_event_invoke_config.ingest.maximum_retry_attempts == 0 && aws_lambda_function_event_invoke_config.ingest.maximum_event_age_in_seconds == 600
    error_message = "A failed tick is replaced by the next one."
  }

  assert {
    condition = alltrue([for config in [aws_lambda_function_event_invoke_config.process, aws_lambda_function_event_invoke_config.load] :
      config.maximum_retry_attempts == 2 && config.maximum_event_age_in_seconds == 3600
    && one(one(config.destination_config).on_failure).destination == aws_sqs_queue.failures.arn])
    error_message = "A failed notification is tried again, and reported in the end."
  }

  assert {
    condition = [aws_lambda_function_event_invoke_config.ingest.function_name, aws_lambda_function_event_invoke_config.process.function_name, aws_lambda_function_event_invoke_config.load.function_name] == [
      "tidemark-prod-totesys-ingest", "tidemark-prod-totesys-process", "tidemark-prod-totesys-load"
    ]
    error_message = "Each function has its own settings of retries."
  }

  assert {
    condition     = aws_sqs_queue.failures.message_retention_seconds == 1209600 && aws_sqs_queue.failures.sqs_managed_sse_enabled
    error_message = "What failed for good is kept for fourteen days, encrypted."
  }
}

run "each_function_is_told_what_it_needs" {
  command = plan

  assert {
    condition = aws_lambda_function.ingest.environment[0].variables == tomap({
      TIDEMARK_PIPELINE         = "totesys"
      TIDEMARK_INGESTION_BUCKET = "tidemark-prod-totesys-ingestion-123456789012"
      TIDEMARK_SOURCE_SECRET    = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:source-AbCdEf"
    })
    error_message = "Ingest knows its pipeline, its zone and the source's secret."
  }

  assert {
    condition = aws_lambda_function.process.environment[0].variables == tomap({
      TIDEMARK_PIPELINE         = "totesys"
      TIDEMARK_INGESTION_BUCKET = "tidemark-prod-totesys-ingestion-123456789012"
      TIDEMARK_PROCESSED_BUCKET = "tidemark-prod-totesys-processed-123456789012"
      JAVA_TOOL_OPTIONS         = "-XX:MaxRAMPercentage=25"
    })
    error_message = "Process knows its pipeline and both zones, and leaves memory to the engine."
  }

  assert {
    condition = aws_lambda_function.load.environment[0].variables == tomap({
      TIDEMARK_PIPELINE         = "totesys"
      TIDEMARK_PROCESSED_BUCKET = "tidemark-prod-totesys-processed-123456789012"
      TIDEMARK_WAREHOUSE_SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:warehouse-AbCdEf"
    })
    error_message = "Load knows its pipeline, its zone and the warehouse's secret."
  }
}

run "addresses_may_stand_beside_the_secrets" {
  command = plan
  variables {
    source_url      = "postgresql://shop.example.org:5432/shop?sslmode=verify-full"
    warehouse_url   = "postgresql://warehouse.example.org/warehouse"
    migration_login = true
  }

  assert {
    condition     = aws_lambda_function.ingest.environment[0].variables["TIDEMARK_SOURCE_URL"] == var.source_url
    error_message = "Ingest is told where the source is."
  }

  assert {
    condition     = aws_lambda_function.load.environment[0].variables["TIDEMARK_WAREHOUSE_URL"] == var.warehouse_url && aws_lambda_function.load.environment[0].variables["TIDEMARK_MIGRATION_URL"] == var.warehouse_url
    error_message = "Load and its migrations are told where the warehouse is."
  }
}

run "functions_have_the_room_that_was_agreed" {
  command = plan

  assert {
    condition = alltrue([for f in [aws_lambda_function.ingest, aws_lambda_function.process, aws_lambda_function.load] :
    f.memory_size == 1024 && f.timeout == 300 && f.runtime == "java21" && f.architectures == tolist(["arm64"]) && f.reserved_concurrent_executions == -1])
    error_message = "1,024 MB, 300 seconds, Java 21 on arm64, no reserved concurrency."
  }

  assert {
    condition     = [for f in [aws_lambda_function.ingest, aws_lambda_function.process, aws_lambda_function.load] : f.filename] == [for stage in ["ingest", "process", "load"] : "./../${stage}-lambda/target/${stage}-lambda-arm64.zip"]
    error_message = "The packages are those that Maven builds for the architecture."
  }

  assert {
    condition     = [for f in [aws_lambda_function.ingest, aws_lambda_function.process, aws_lambda_function.load] : f.ephemeral_storage[0].size] == [512, 1024, 512]
    error_message = "Files have room in the temporary folder."
  }

  assert {
    condition     = [for f in [aws_lambda_function.ingest, aws_lambda_function.process, aws_lambda_function.load] : f.handler] == ["dev.tidemark.ingest.IngestHandler::handleRequest", "dev.tidemark.process.ProcessHandler::handleRequest", "dev.tidemark.load.LoadHandler::handleRequest"]
    error_message = "Each function has its handler."
  }
}

run "room_is_given_by_stage" {
  command = plan
  variables {
    memory_mb            = { process = 2048 }
    timeout_seconds      = { load = 600 }
    temporary_mb         = { ingest = 2048 }
    freshness_minutes    = 45
    architecture         = "x86_64"
    reserved_concurrency = 1
  }

  assert {
    condition     = [for f in [aws_lambda_function.ingest, aws_lambda_function.process, aws_lambda_function.load] : [f.memory_size, f.timeout, f.ephemeral_storage[0].size]] == [[1024, 300, 2048], [2048, 300, 1024], [1024, 600, 512]]
    error_message = "Memory, time and temporary room are of each stage alone."
  }

  assert {
    condition     = alltrue([for f in [aws_lambda_function.ingest, aws_lambda_function.process, aws_lambda_function.load] : f.architectures == tolist(["x86_64"]) && f.reserved_concurrent_executions == 1])
    error_message = "Architecture and reserved concurrency are of all."
  }
}

run "logs_end_one_day" {
  command = plan

  assert {
    condition     = { for group in [aws_cloudwatch_log_group.ingest, aws_cloudwatch_log_group.process, aws_cloudwatch_log_group.load] : group.name => group.retention_in_days } == { for stage in ["ingest", "process", "load"] : "/aws/lambda/tidemark-prod-totesys-${stage}" => 30 }
    error_message = "Each function's log group is made before its first line, and keeps lines for 30 days."
  }
}

run "secrets_are_made_without_a_value" {
  command = plan

  assert {
    condition     = [aws_secretsmanager_secret.source.name, aws_secretsmanager_secret.warehouse.name] == ["tidemark/prod/totesys/source", "tidemark/prod/totesys/warehouse"] && length(aws_secretsmanager_secret.migration) == 0
    error_message = "There is one secret for the source and one for the warehouse."
  }

  assert {
    condition     = aws_secretsmanager_secret.source.recovery_window_in_days == 7 && aws_secretsmanager_secret.warehouse.recovery_window_in_days == 7
    error_message = "A destroyed secret can be brought back for a week."
  }
}

run "what_is_made_is_said" {
  command = plan

  assert {
    condition     = output.functions == { for stage in ["ingest", "process", "load"] : stage => "tidemark-prod-totesys-${stage}" } && output.log_groups == { for stage in ["ingest", "process", "load"] : stage => "/aws/lambda/tidemark-prod-totesys-${stage}" }
    error_message = "The outputs name functions and log groups."
  }

  assert {
    condition     = output.buckets == { for zone in ["ingestion", "processed"] : zone => "tidemark-prod-totesys-${zone}-123456789012" } && keys(output.secrets) == ["source", "warehouse"] && output.schedule == "tidemark-prod-totesys-tick"
    error_message = "The outputs name buckets, secrets and the rule."
  }
}

run "what_was_attested_is_what_is_deployed" {
  command = plan
  variables {
    packages        = { ingest = "tests/package.zip" }
    package_digests = { ingest = "YnD6Fy+JmmssQ8rINILExcCaluMFfbPaQCJAvhGLzZU=" }
  }

  assert {
    condition     = aws_lambda_function.ingest.source_code_hash == "YnD6Fy+JmmssQ8rINILExcCaluMFfbPaQCJAvhGLzZU="
    error_message = "A package of the right digest is deployed."
  }

  # Whoever puts another there by hand does not change this: `tidemark check --aws` compares the two.
  assert {
    condition     = endswith(aws_lambda_function.ingest.description, "; package YnD6Fy+JmmssQ8rINILExcCaluMFfbPaQCJAvhGLzZU=")
    error_message = "The description says which package was deployed."
  }
}

run "another_ingest_is_refused" {
  command = plan
  variables {
    packages        = { ingest = "tests/package.zip" }
    package_digests = { ingest = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }
  }
  expect_failures = [aws_lambda_function.ingest]
}

run "another_process_is_refused" {
  command = plan
  variables {
    packages        = { process = "tests/package.zip" }
    package_digests = { process = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }
  }
  expect_failures = [aws_lambda_function.process]
}

run "a_missing_load_is_refused" {
  command = plan
  variables {
    packages        = { load = "tests/missing.zip" }
    package_digests = { load = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }
  }
  expect_failures = [aws_lambda_function.load]
}
