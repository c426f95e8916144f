# Each variable refuses what could not work, with a sentence that says what would.

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  region      = "eu-central-1"
  environment = "prod"
  pipeline    = "totesys"
}

run "no_name_is_taken_as_it_comes" {
  command = plan
  variables {
    region               = "europe"
    environment          = "Prod"
    packages             = { ingest = "ingest.jar" }
    package_digests      = { load = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" }
    architecture         = "sparc"
    runtime              = "java17"
    source_url           = "mysql://shop.example.org/shop"
    warehouse_url        = "mysql://warehouse.example.org/warehouse"
    vpc                  = { id = "main", subnets = ["subnet-1"], database_security_groups = ["sg-1"] }
    log_retention_days   = 31
    alarm_emails         = ["data"]
    permissions_boundary = "boundary"
    tags                 = { "AWS:owner" = "me" }
  }
  expect_failures = [
    var.region, var.environment, var.packages, var.package_digests, var.architecture, var.runtime, var.source_url, var.warehouse_url, var.vpc, var.log_retention_days, var.alarm_emails, var.permissions_boundary, var.tags,
  ]
}

# Where AWS is another one, with names of its own.
run "not_in_china" {
  command = plan
  variables {
    region = "cn-north-1"
  }
  expect_failures = [var.region]
}

run "not_in_govcloud" {
  command = plan
  variables {
    region = "us-gov-west-1"
  }
  expect_failures = [var.region]
}

run "not_where_aws_is_isolated" {
  command = plan
  variables {
    region = "us-isob-east-1"
  }
  expect_failures = [var.region]
}

# Otherwise prod-eu of shop would be named as prod of eu-shop is.
run "an_environment_has_no_hyphen" {
  command = plan
  variables {
    environment = "prod-eu"
  }
  expect_failures = [var.environment]
}

run "an_environment_begins_with_a_letter" {
  command = plan
  variables {
    environment = "1a"
  }
  expect_failures = [var.environment]
}

run "a_pipeline_is_no_path" {
  command = plan
  variables {
    pipeline = "../totesys"
  }
  expect_failures = [var.pipeline]
}

run "a_pipeline_ends_with_a_letter_or_digit" {
  command = plan
  variables {
    pipeline = "totesys_"
  }
  expect_failures = [var.pipeline]
}

# Two hyphens stand for an underscore.
run "a_pipeline_has_no_two_hyphens" {
  command = plan
  variables {
    pipeline = "sales--eu"
  }
  expect_failures = [var.pipeline]
}

run "nor_a_hyphen_beside_an_underscore" {
  command = plan
  variables {
    pipeline = "sales_-eu"
  }
  expect_failures = [var.pipeline]
}

run "an_underscore_counts_for_two" {
  command = plan
  variables {
    pipeline = "abcdefghijklmnopqrstuvwx_z"
  }
  expect_failures = [var.pipeline]
}

run "a_name_fits_a_bucket" {
  command = plan
  variables {
    pipeline = "abcdefghijklmnopqrstuvwxyz0"
  }
  expect_failures = [var.pipeline]
}

run "nothing_is_too_small" {
  command = plan
  variables {
    memory_mb            = { ingest = 256 }
    temporary_mb         = { load = 100 }
    timeout_seconds      = { ingest = 59 }
    reserved_concurrency = 0
    schedule_minutes     = 0
    secret_recovery_days = 3
    vpc                  = { id = "vpc-1", subnets = ["subnet-1"], database_security_groups = ["sg-1"], database_port = 0 }
    cold_storage_days    = 29
    budget_usd           = 0
    alarm_emails         = ["data@example.org"]
  }
  expect_failures = [
    var.memory_mb, var.temporary_mb, var.timeout_seconds, var.reserved_concurrency, var.schedule_minutes, var.secret_recovery_days, var.vpc, var.cold_storage_days, var.budget_usd,
  ]
}

run "nothing_is_too_large" {
  command = plan
  variables {
    memory_mb            = { process = 10241 }
    temporary_mb         = { load = 10241 }
    timeout_seconds      = { load = 901 }
    schedule_minutes     = 61
    secret_recovery_days = 31
    vpc                  = { id = "vpc-1", subnets = ["subnet-1"], database_security_groups = ["sg-1"], database_port = 65536 }
  }
  expect_failures = [
    var.memory_mb, var.temporary_mb, var.timeout_seconds, var.schedule_minutes, var.secret_recovery_days, var.vpc,
  ]
}

run "numbers_are_whole" {
  command = plan
  variables {
    memory_mb            = { process = 1024.5 }
    temporary_mb         = { load = 512.5 }
    timeout_seconds      = { load = 100.5 }
    reserved_concurrency = 1.5
    schedule_minutes     = 2.5
    cold_storage_days    = 30.5
    secret_recovery_days = 7.5
    vpc                  = { id = "vpc-1", subnets = ["subnet-1"], database_security_groups = ["sg-1"], database_port = 5432.5 }
  }
  expect_failures = [
    var.memory_mb, var.temporary_mb, var.timeout_seconds, var.reserved_concurrency, var.schedule_minutes, var.cold_storage_days, var.secret_recovery_days, var.vpc,
  ]
}

run "no_address_holds_a_password" {
  command = plan
  variables {
    source_url    = "postgresql://reader:secret@shop.example.org/shop"
    warehouse_url = "postgresql://loader:secret@warehouse.example.org/warehouse"
  }
  expect_failures = [var.source_url, var.warehouse_url]
}

run "nor_hides_one_in_its_options" {
  command = plan
  variables {
    source_url    = "postgresql://shop.example.org/shop?password=secret"
    warehouse_url = "postgresql://warehouse.example.org/warehouse?sslmode=require&password=secret"
  }
  expect_failures = [var.source_url, var.warehouse_url]
}

run "nor_the_password_of_a_key" {
  command = plan
  variables {
    source_url    = "postgresql://shop.example.org/shop?sslmode=require&sslpassword=secret"
    warehouse_url = "postgresql://warehouse.example.org/warehouse?sslpassword=secret"
  }
  expect_failures = [var.source_url, var.warehouse_url]
}

# The provider refuses java25 where it sees it; a function whose processor is refused is never shown to it.
run "java25_is_no_mistake" {
  command = plan
  variables {
    runtime      = "java25"
    architecture = "sparc"
  }
  expect_failures = [var.architecture]
}

run "a_vpc_has_a_subnet" {
  command = plan
  variables {
    vpc = { id = "vpc-1", subnets = [], database_security_groups = ["sg-1"] }
  }
  expect_failures = [var.vpc]
}

run "a_subnet_is_named_by_its_id" {
  command = plan
  variables {
    vpc = { id = "vpc-1", subnets = ["private"], database_security_groups = ["sg-1"] }
  }
  expect_failures = [var.vpc]
}

run "a_vpc_has_a_database" {
  command = plan
  variables {
    vpc = { id = "vpc-1", subnets = ["subnet-1"], database_security_groups = [] }
  }
  expect_failures = [var.vpc]
}

run "a_database_is_named_by_its_group" {
  command = plan
  variables {
    vpc = { id = "vpc-1", subnets = ["subnet-1"], database_security_groups = ["shop"] }
  }
  expect_failures = [var.vpc]
}

run "a_route_table_is_named_by_its_id" {
  command = plan
  variables {
    vpc = { id = "vpc-1", subnets = ["subnet-1"], database_security_groups = ["sg-1"], route_tables = ["private"] }
  }
  expect_failures = [var.vpc]
}

run "freshness_leaves_room_for_a_tick_and_three_timeouts" {
  command = plan
  variables {
    freshness_minutes = 24
  }
  expect_failures = [var.freshness_minutes]
}

run "freshness_is_a_day_at_most" {
  command = plan
  variables {
    freshness_minutes = 1441
  }
  expect_failures = [var.freshness_minutes]
}

run "freshness_is_whole" {
  command = plan
  variables {
    freshness_minutes = 30.5
  }
  expect_failures = [var.freshness_minutes]
}

run "a_budget_is_heard_by_somebody" {
  command = plan
  variables {
    budget_usd = 5
  }
  expect_failures = [var.budget_usd]
}

run "what_just_fits_is_taken" {
  command = plan
  variables {
    environment          = "a"
    pipeline             = "abcdefghijklmnopqrstuvw_9-y8"
    runtime              = "java21"
    memory_mb            = { ingest = 512, process = 10240 }
    temporary_mb         = { ingest = 512, process = 10240 }
    timeout_seconds      = { ingest = 60, process = 60, load = 900 }
    schedule_minutes     = 60
    freshness_minutes    = 77
    reserved_concurrency = 1
    secret_recovery_days = 0
    cold_storage_days    = 30
    log_retention_days   = 3653
    source_url           = "postgres://shop/shop?sslmode=require&channel_binding=require"
    vpc = {
      id                       = "vpc-1"
      subnets                  = ["subnet-1"]
      database_security_groups = ["sg-1"]
      database_port            = 65535
    }
  }

  assert {
    condition     = length(aws_s3_bucket.zone["ingestion"].bucket) == 63
    error_message = "The longest name of a bucket is just long enough."
  }
}
