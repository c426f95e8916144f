# What each role may do, to the last action and resource. Anything more or less turns a test red.

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

run "ingest_may" {
  command = plan

  assert {
    condition = toset(flatten([for s in jsondecode(aws_iam_role_policy.ingest.policy).Statement : [for a in s.Action : [for r in s.Resource : "${s.Effect} ${a} ${r}"]]])) == toset([
      "Allow s3:GetObject arn:aws:s3:::tidemark-prod-totesys-ingestion-123456789012/totesys/runs/*",
      "Allow s3:PutObject arn:aws:s3:::tidemark-prod-totesys-ingestion-123456789012/totesys/runs/*",
      "Allow s3:ListBucket arn:aws:s3:::tidemark-prod-totesys-ingestion-123456789012",
      "Allow secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-central-1:123456789012:secret:source-AbCdEf",
      "Allow logs:CreateLogStream arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/tidemark-prod-totesys-ingest:*",
      "Allow logs:PutLogEvents arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/tidemark-prod-totesys-ingest:*",
    ])
    error_message = "Ingest reads and writes runs of the ingestion zone, reads the source's secret, writes its log, and may do nothing else."
  }
}

run "process_may" {
  command = plan

  assert {
    condition = toset(flatten([for s in jsondecode(aws_iam_role_policy.process.policy).Statement : [for a in s.Action : [for r in s.Resource : "${s.Effect} ${a} ${r}"]]])) == toset([
      "Allow s3:GetObject arn:aws:s3:::tidemark-prod-totesys-ingestion-123456789012/totesys/runs/*",
      "Allow s3:PutObject arn:aws:s3:::tidemark-prod-totesys-ingestion-123456789012/totesys/runs/*/read_in_full.json",
      "Allow s3:GetObject arn:aws:s3:::tidemark-prod-totesys-processed-123456789012/totesys/runs/*",
      "Allow s3:GetObject arn:aws:s3:::tidemark-prod-totesys-processed-123456789012/totesys/state/*",
      "Allow s3:PutObject arn:aws:s3:::tidemark-prod-totesys-processed-123456789012/totesys/runs/*",
      "Allow s3:PutObject arn:aws:s3:::tidemark-prod-totesys-processed-123456789012/totesys/state/*",
      "Allow s3:ListBucket arn:aws:s3:::tidemark-prod-totesys-ingestion-123456789012",
      "Allow s3:ListBucket arn:aws:s3:::tidemark-prod-totesys-processed-123456789012",
      "Allow sqs:SendMessage arn:aws:sqs:eu-central-1:123456789012:tidemark-prod-totesys-failures",
      "Allow logs:CreateLogStream arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/tidemark-prod-totesys-process:*",
      "Allow logs:PutLogEvents arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/tidemark-prod-totesys-process:*",
    ])
    error_message = "Process reads the ingestion zone, asks there for full reads, keeps runs and state in the processed zone, reports failed calls, writes its log, reads no secret, and may do nothing else."
  }
}

run "load_may" {
  command = plan

  assert {
    condition = toset(flatten([for s in jsondecode(aws_iam_role_policy.load.policy).Statement : [for a in s.Action : [for r in s.Resource : "${s.Effect} ${a} ${r}"]]])) == toset([
      "Allow s3:GetObject arn:aws:s3:::tidemark-prod-totesys-processed-123456789012/totesys/runs/*",
      "Allow s3:ListBucket arn:aws:s3:::tidemark-prod-totesys-processed-123456789012",
      "Allow secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-central-1:123456789012:secret:warehouse-AbCdEf",
      "Allow sqs:SendMessage arn:aws:sqs:eu-central-1:123456789012:tidemark-prod-totesys-failures",
      "Allow logs:CreateLogStream arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/tidemark-prod-totesys-load:*",
      "Allow logs:PutLogEvents arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/tidemark-prod-totesys-load:*",
    ])
    error_message = "Load reads runs of the processed zone and the warehouse's secret, writes no zone, reports failed calls, writes its log, and may do nothing else."
  }
}

run "load_reads_the_secret_of_the_migrations_only_where_there_is_one" {
  command = plan
  variables {
    migration_login = true
  }

  assert {
    condition = toset(one([for s in jsondecode(aws_iam_role_policy.load.policy).Statement : s.Resource if s.Action == ["secretsmanager:GetSecretValue"]])) == toset([
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:warehouse-AbCdEf",
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:migration-AbCdEf",
    ])
    error_message = "With a login of the migrations, load reads both secrets of the warehouse."
  }

  assert {
    condition     = aws_lambda_function.load.environment[0].variables["TIDEMARK_MIGRATION_SECRET"] == "arn:aws:secretsmanager:eu-central-1:123456789012:secret:migration-AbCdEf"
    error_message = "Load is told which secret the migrations log in with."
  }
}

run "in_a_network_lambda_may_attach_and_the_code_may_not" {
  command = plan
  variables {
    vpc = {
      id                       = "vpc-1"
      subnets                  = ["subnet-1"]
      database_security_groups = ["sg-1"]
    }
  }

  assert {
    condition = alltrue([for policy in [aws_iam_role_policy.ingest.policy, aws_iam_role_policy.load.policy] :
      toset([for s in jsondecode(policy).Statement : "${s.Effect} ${join(",", s.Action)} ${join(",", s.Resource)}" if strcontains(jsonencode(s), "ec2:")]) == toset([
        "Allow ec2:AssignPrivateIpAddresses,ec2:CreateNetworkInterface,ec2:DeleteNetworkInterface,ec2:DescribeNetworkInterfaces,ec2:DescribeSubnets,ec2:UnassignPrivateIpAddresses *",
        "Deny ec2:AssignPrivateIpAddresses,ec2:CreateNetworkInterface,ec2:DeleteNetworkInterface,ec2:DescribeNetworkInterfaces,ec2:DescribeSubnets,ec2:UnassignPrivateIpAddresses *",
    ])])
    error_message = "Ingest and load have the rights that Lambda needs to attach them."
  }

  assert {
    condition = {
      for stage, policy in { ingest = aws_iam_role_policy.ingest.policy, load = aws_iam_role_policy.load.policy } :
      stage => one([for s in jsondecode(policy).Statement : s.Condition if s.Effect == "Deny"])
      } == {
      for stage in ["ingest", "load"] :
      stage => { ArnEquals = { "lambda:SourceFunctionArn" = ["arn:aws:lambda:eu-central-1:123456789012:function:tidemark-prod-totesys-${stage}"] } }
    }
    error_message = "The function's own code is denied those rights."
  }

  assert {
    condition     = !strcontains(aws_iam_role_policy.process.policy, "ec2:")
    error_message = "Process stays out of the network and has no rights there."
  }
}

run "no_right_depends_on_a_condition_that_could_be_missed" {
  command = plan

  assert {
    condition = alltrue([for policy in [aws_iam_role_policy.ingest.policy, aws_iam_role_policy.process.policy, aws_iam_role_policy.load.policy] :
    alltrue([for s in jsondecode(policy).Statement : !can(s.Condition) && !can(s.NotAction) && !can(s.NotResource)])])
    error_message = "Rights are plain: action and resource."
  }
}

run "a_role_has_its_one_policy_and_no_other" {
  command = plan

  assert {
    condition = { for stage, only in aws_iam_role_policies_exclusive.stage : stage => [only.role_name, only.policy_names] } == {
      for stage, policy in { ingest = aws_iam_role_policy.ingest, process = aws_iam_role_policy.process, load = aws_iam_role_policy.load } :
      stage => [policy.role, toset([policy.name])]
    }
    error_message = "A policy that somebody writes into a role by hand is taken away."
  }

  assert {
    condition = { for stage, only in aws_iam_role_policy_attachments_exclusive.stage : only.role_name => length(only.policy_arns) } == {
      for role in [aws_iam_role.ingest, aws_iam_role.process, aws_iam_role.load] : role.name => 0
    }
    error_message = "A policy that somebody attaches to a role by hand is taken away."
  }
}

run "only_lambda_takes_on_a_role" {
  command = plan

  assert {
    condition = alltrue([for role in [aws_iam_role.ingest, aws_iam_role.process, aws_iam_role.load] : jsondecode(role.assume_role_policy) == {
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
    }])
    error_message = "Nobody but Lambda may take on a function's role."
  }

  assert {
    condition     = toset([aws_iam_role.ingest.name, aws_iam_role.process.name, aws_iam_role.load.name]) == toset(["tidemark-prod-totesys-ingest", "tidemark-prod-totesys-process", "tidemark-prod-totesys-load"])
    error_message = "Each function has a role of its own."
  }
}

run "roles_stay_within_a_boundary_where_one_is_given" {
  command = plan
  variables {
    permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
  }

  assert {
    condition     = alltrue([for role in [aws_iam_role.ingest, aws_iam_role.process, aws_iam_role.load] : role.permissions_boundary == var.permissions_boundary])
    error_message = "Every role has the boundary."
  }
}

run "the_queue_takes_messages_of_its_own_rule_only" {
  command = plan

  assert {
    condition = jsondecode(aws_sqs_queue_policy.failures.policy).Statement == [
      {
        Sid       = "TicksThatCouldNotBeHandedOver"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = "arn:aws:sqs:eu-central-1:123456789012:tidemark-prod-totesys-failures"
        Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:events:eu-central-1:123456789012:rule/tidemark-prod-totesys-tick" } }
      },
      {
        Sid       = "EncryptedConnectionsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = "arn:aws:sqs:eu-central-1:123456789012:tidemark-prod-totesys-failures"
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
    error_message = "The failure queue takes messages of the rule, over encrypted connections."
  }
}

run "the_topic_takes_alarms_of_its_own_pipeline_only" {
  command = plan

  assert {
    condition = jsondecode(aws_sns_topic_policy.alarms.policy).Statement == [
      {
        Sid       = "OwnAlarms"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = "arn:aws:sns:eu-central-1:123456789012:tidemark-prod-totesys-alarms"
        Condition = {
          StringEquals = { "aws:SourceAccount" = "123456789012" }
          ArnLike      = { "aws:SourceArn" = "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:tidemark-prod-totesys-*" }
        }
      },
      {
        Sid       = "EncryptedConnectionsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = "arn:aws:sns:eu-central-1:123456789012:tidemark-prod-totesys-alarms"
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
    error_message = "The topic takes what CloudWatch sends for this pipeline's alarms, over encrypted connections."
  }
}
