# The way to databases that the internet cannot reach, and from there to S3 and Secrets Manager without a NAT gateway.
# All of it only where `vpc` is given.

locals {
  vpcs = var.vpc == null ? [] : [var.vpc]

  # Lambda itself attaches the function to the network, with the function's role; the function's own code may not.
  network_statements = {
    for stage in ["ingest", "load"] : stage => flatten([for vpc in local.vpcs : [
      {
        Sid      = "AttachToNetwork"
        Effect   = "Allow"
        Action   = local.network_actions
        Resource = ["*"]
      },
      {
        Sid       = "OnlyLambdaAttaches"
        Effect    = "Deny"
        Action    = local.network_actions
        Resource  = ["*"]
        Condition = { ArnEquals = { "lambda:SourceFunctionArn" = [local.function_arns[stage]] } }
      },
    ]])
  }

  # As AWS lists them; most of them know no resource but `*`.
  network_actions = [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
  ]
}

data "aws_ec2_managed_prefix_list" "s3" {
  count = length(local.vpcs)

  name = "com.amazonaws.${var.region}.s3"
}

resource "aws_security_group" "functions" {
  count = length(local.vpcs)

  name        = "${local.name}-functions"
  description = "Ingest and load: out to the databases, S3 and Secrets Manager, in from nowhere"
  vpc_id      = local.vpcs[count.index].id
}

resource "aws_vpc_security_group_egress_rule" "to_database" {
  for_each = toset(flatten(local.vpcs[*].database_security_groups))

  security_group_id            = one(aws_security_group.functions[*].id)
  description                  = "To a database"
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = var.vpc.database_port
  to_port                      = var.vpc.database_port
}

resource "aws_vpc_security_group_ingress_rule" "into_database" {
  for_each = toset(flatten(local.vpcs[*].database_security_groups))

  security_group_id            = each.value
  description                  = "From ${local.name}"
  referenced_security_group_id = one(aws_security_group.functions[*].id)
  ip_protocol                  = "tcp"
  from_port                    = var.vpc.database_port
  to_port                      = var.vpc.database_port
}

resource "aws_vpc_security_group_egress_rule" "to_s3" {
  count = length(local.vpcs)

  security_group_id = one(aws_security_group.functions[*].id)
  description       = "To S3"
  prefix_list_id    = data.aws_ec2_managed_prefix_list.s3[count.index].id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# Costs nothing. It serves the whole VPC, so it restricts nobody: the roles and the buckets' policies do.
resource "aws_vpc_endpoint" "s3" {
  count = length(flatten(local.vpcs[*].route_tables)) > 0 ? 1 : 0

  vpc_id            = var.vpc.id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = var.vpc.route_tables
}

locals {
  secrets_endpoints = [for vpc in local.vpcs : vpc if vpc.secrets_endpoint]
}

resource "aws_vpc_endpoint" "secrets" {
  count = length(local.secrets_endpoints)

  vpc_id              = var.vpc.id
  service_name        = "com.amazonaws.${var.region}.secretsmanager"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = var.vpc.subnets
  security_group_ids  = aws_security_group.secrets[*].id
  private_dns_enabled = true
}

resource "aws_security_group" "secrets" {
  count = length(local.secrets_endpoints)

  name        = "${local.name}-secrets"
  description = "The way to Secrets Manager: in from the functions"
  vpc_id      = var.vpc.id
}

resource "aws_vpc_security_group_ingress_rule" "into_secrets" {
  count = length(local.secrets_endpoints)

  security_group_id            = one(aws_security_group.secrets[*].id)
  description                  = "From the functions"
  referenced_security_group_id = one(aws_security_group.functions[*].id)
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

# Without an endpoint of ours, the way leads through one of the VPC's own, or through its NAT gateway.
resource "aws_vpc_security_group_egress_rule" "to_secrets" {
  count = length(local.vpcs)

  security_group_id            = one(aws_security_group.functions[*].id)
  description                  = "To Secrets Manager"
  referenced_security_group_id = one(aws_security_group.secrets[*].id)
  cidr_ipv4                    = local.vpcs[count.index].secrets_endpoint ? null : "0.0.0.0/0"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}
