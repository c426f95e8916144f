# The way to databases that the internet cannot reach.

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
  target          = aws_security_group.functions
  override_during = plan
  values          = { id = "sg-functions" }
}

override_resource {
  target          = aws_security_group.secrets
  override_during = plan
  values          = { id = "sg-secrets" }
}

run "there_is_no_network_by_default" {
  command = plan

  assert {
    condition     = length(aws_security_group.functions) + length(aws_vpc_endpoint.s3) + length(aws_vpc_endpoint.secrets) + length(aws_vpc_security_group_egress_rule.to_s3) + length(aws_vpc_security_group_egress_rule.to_secrets) + length(aws_vpc_security_group_egress_rule.to_database) == 0
    error_message = "Without vpc nothing of a network is made."
  }

  assert {
    condition     = alltrue([for f in [aws_lambda_function.ingest, aws_lambda_function.process, aws_lambda_function.load] : length(f.vpc_config) == 0])
    error_message = "Without vpc the functions stay outside."
  }
}

run "ingest_and_load_move_into_the_vpc" {
  command = plan
  variables {
    vpc = {
      id                       = "vpc-1"
      subnets                  = ["subnet-1", "subnet-2"]
      database_security_groups = ["sg-source", "sg-warehouse"]
      route_tables             = ["rtb-1"]
    }
  }

  assert {
    condition     = alltrue([for f in [aws_lambda_function.ingest, aws_lambda_function.load] : f.vpc_config[0].subnet_ids == toset(["subnet-1", "subnet-2"]) && f.vpc_config[0].security_group_ids == toset(["sg-functions"])])
    error_message = "Ingest and load stand in the subnets, with a group of their own."
  }

  assert {
    condition     = length(aws_lambda_function.process.vpc_config) == 0
    error_message = "Process needs no database and no network interface."
  }

  assert {
    condition = toset([for r in concat(values(aws_vpc_security_group_egress_rule.to_database), aws_vpc_security_group_egress_rule.to_s3, aws_vpc_security_group_egress_rule.to_secrets) :
      join(" ", [r.security_group_id, r.ip_protocol, r.from_port, r.to_port, coalesce(r.referenced_security_group_id, r.prefix_list_id, r.cidr_ipv4)])]) == toset([
      "sg-functions tcp 5432 5432 sg-source",
      "sg-functions tcp 5432 5432 sg-warehouse",
      "sg-functions tcp 443 443 pl-0123456789abcdef0",
      "sg-functions tcp 443 443 sg-secrets",
    ])
    error_message = "The functions reach the databases, S3 and Secrets Manager, and nothing else."
  }

  assert {
    condition = toset([for r in concat(values(aws_vpc_security_group_ingress_rule.into_database), aws_vpc_security_group_ingress_rule.into_secrets) :
      join(" ", [r.security_group_id, r.ip_protocol, r.from_port, r.to_port, r.referenced_security_group_id])]) == toset([
      "sg-source tcp 5432 5432 sg-functions",
      "sg-warehouse tcp 5432 5432 sg-functions",
      "sg-secrets tcp 443 443 sg-functions",
    ])
    error_message = "Databases and the endpoint let the functions in, and nobody lets anybody else in."
  }

  assert {
    condition     = [for e in concat(aws_vpc_endpoint.s3, aws_vpc_endpoint.secrets) : [e.service_name, e.vpc_endpoint_type, e.vpc_id]] == [["com.amazonaws.eu-central-1.s3", "Gateway", "vpc-1"], ["com.amazonaws.eu-central-1.secretsmanager", "Interface", "vpc-1"]]
    error_message = "S3 is reached by a gateway, Secrets Manager by an interface."
  }

  assert {
    condition     = aws_vpc_endpoint.s3[0].route_table_ids == toset(["rtb-1"]) && aws_vpc_endpoint.secrets[0].subnet_ids == toset(["subnet-1", "subnet-2"]) && aws_vpc_endpoint.secrets[0].security_group_ids == toset(["sg-secrets"]) && aws_vpc_endpoint.secrets[0].private_dns_enabled
    error_message = "The endpoints serve the functions' subnets under the services' own names."
  }
}

run "what_the_vpc_has_already_is_not_made_again" {
  command = plan
  variables {
    vpc = {
      id                       = "vpc-1"
      subnets                  = ["subnet-1"]
      database_security_groups = ["sg-1"]
      database_port            = 6432
      secrets_endpoint         = false
    }
  }

  assert {
    condition     = length(aws_vpc_endpoint.s3) == 0 && length(aws_vpc_endpoint.secrets) == 0 && length(aws_security_group.secrets) == 0
    error_message = "No endpoint is made."
  }

  assert {
    condition     = one(aws_vpc_security_group_egress_rule.to_secrets).cidr_ipv4 == "0.0.0.0/0" && one(aws_vpc_security_group_egress_rule.to_secrets).from_port == 443
    error_message = "Secrets Manager is reached by the VPC's own way."
  }

  assert {
    condition     = [for r in aws_vpc_security_group_egress_rule.to_database : [r.from_port, r.to_port]] == [[6432, 6432]] && [for r in aws_vpc_security_group_ingress_rule.into_database : [r.from_port, r.to_port]] == [[6432, 6432]]
    error_message = "The databases' port is the one that was given."
  }
}
