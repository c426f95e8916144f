# The zones: private, encrypted, with a history, and with query logs that nobody overwrites.

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
  target          = aws_s3_bucket.zone["ingestion"]
  override_during = plan
  values          = { id = "ingestion" }
}

override_resource {
  target          = aws_s3_bucket.zone["processed"]
  override_during = plan
  values          = { id = "processed" }
}

run "a_zone_is_a_bucket_of_this_account" {
  command = plan

  assert {
    condition = { for zone, bucket in aws_s3_bucket.zone : zone => bucket.bucket } == {
      ingestion = "tidemark-prod-totesys-ingestion-123456789012"
      processed = "tidemark-prod-totesys-processed-123456789012"
    }
    error_message = "The buckets are named by environment, pipeline, zone and account."
  }
}

run "an_underscore_is_no_letter_of_a_bucket" {
  command = plan
  variables {
    pipeline = "sales_eu"
  }

  assert {
    condition     = aws_s3_bucket.zone["ingestion"].bucket == "tidemark-prod-sales--eu-ingestion-123456789012"
    error_message = "In names, two hyphens stand for the underscore: sales-eu is another pipeline."
  }

  assert {
    condition     = aws_lambda_function.ingest.environment[0].variables["TIDEMARK_PIPELINE"] == "sales_eu" && one(aws_s3_bucket_notification.ingestion.lambda_function).filter_prefix == "sales_eu/runs/"
    error_message = "The pipeline itself keeps its underscore, in its folder and in keys."
  }
}

run "buckets_with_data_are_not_destroyed" {
  command = plan

  assert {
    condition     = alltrue([for bucket in aws_s3_bucket.zone : !bucket.force_destroy])
    error_message = "S3 shall refuse to delete a bucket that holds something."
  }
}

run "unless_somebody_says_so" {
  command = plan
  variables {
    destroy_data = true
  }

  assert {
    condition     = alltrue([for bucket in aws_s3_bucket.zone : bucket.force_destroy])
    error_message = "destroy_data lets a bucket go with all that is in it."
  }
}

run "zones_are_private" {
  command = plan

  assert {
    condition     = { for zone, b in aws_s3_bucket_public_access_block.zone : zone => b.bucket } == { ingestion = "ingestion", processed = "processed" } && alltrue([for b in aws_s3_bucket_public_access_block.zone : b.block_public_acls && b.block_public_policy && b.ignore_public_acls && b.restrict_public_buckets])
    error_message = "All four blocks of public access are on."
  }

  assert {
    condition     = { for zone, b in aws_s3_bucket_ownership_controls.zone : zone => b.bucket } == { ingestion = "ingestion", processed = "processed" } && alltrue([for b in aws_s3_bucket_ownership_controls.zone : b.rule[0].object_ownership == "BucketOwnerEnforced"])
    error_message = "There are no access lists."
  }
}

run "zones_are_encrypted_and_keep_their_history" {
  command = plan

  assert {
    condition     = { for zone, b in aws_s3_bucket_server_side_encryption_configuration.zone : zone => b.bucket } == { ingestion = "ingestion", processed = "processed" } && alltrue([for b in aws_s3_bucket_server_side_encryption_configuration.zone : one(one(b.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"])
    error_message = "Objects are encrypted with the keys of S3."
  }

  assert {
    condition     = { for zone, b in aws_s3_bucket_versioning.zone : zone => b.bucket } == { ingestion = "ingestion", processed = "processed" } && alltrue([for b in aws_s3_bucket_versioning.zone : b.versioning_configuration[0].status == "Enabled"])
    error_message = "Versions are kept."
  }
}

run "query_logs_are_never_overwritten_and_connections_are_encrypted" {
  command = plan

  assert {
    condition = alltrue([for zone, policy in aws_s3_bucket_policy.zone : jsondecode(policy.policy).Statement == [
      {
        Sid       = "EncryptedConnectionsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = ["arn:aws:s3:::tidemark-prod-totesys-${zone}-123456789012", "arn:aws:s3:::tidemark-prod-totesys-${zone}-123456789012/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "QueryLogsAreNeverOverwritten"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:PutObject"
        Resource  = ["arn:aws:s3:::tidemark-prod-totesys-${zone}-123456789012/*/query_log.json"]
        Condition = { Null = { "s3:if-none-match" = "true" } }
      },
    ]]) && { for zone, b in aws_s3_bucket_policy.zone : zone => b.bucket } == { ingestion = "ingestion", processed = "processed" }
    error_message = "Each bucket refuses plain connections, and a query log that does not ask to be refused."
  }
}

run "old_runs_grow_cheap_and_nothing_is_deleted" {
  command = plan

  assert {
    condition = alltrue([for b in aws_s3_bucket_lifecycle_configuration.zone : alltrue([for r in b.rule :
    length(r.expiration) == 0 && length(r.noncurrent_version_expiration) == 0 && r.status == "Enabled"])]) && { for zone, b in aws_s3_bucket_lifecycle_configuration.zone : zone => b.bucket } == { ingestion = "ingestion", processed = "processed" }
    error_message = "No rule deletes an object or a version."
  }

  assert {
    condition     = alltrue([for b in aws_s3_bucket_lifecycle_configuration.zone : one([for r in b.rule : one(r.abort_incomplete_multipart_upload).days_after_initiation if r.id == "abandoned-uploads"]) == 3])
    error_message = "Abandoned uploads go after three days."
  }

  assert {
    condition = alltrue([for b in aws_s3_bucket_lifecycle_configuration.zone : [for r in b.rule : {
      prefix = one(r.filter).prefix, days = one(r.transition).days, class = one(r.transition).storage_class
      } if r.id == "old-runs"] == [{ prefix = "totesys/runs/", days = 90, class = "GLACIER_IR" }]
    ])
    error_message = "Runs, and not the state, move to the cheaper class after 90 days."
  }
}

run "runs_stay_warm_where_that_is_wanted" {
  command = plan
  variables {
    cold_storage_days = null
  }

  assert {
    condition     = alltrue([for b in aws_s3_bucket_lifecycle_configuration.zone : [for r in b.rule : r.id] == ["abandoned-uploads"]])
    error_message = "Null leaves the files where they are."
  }
}
