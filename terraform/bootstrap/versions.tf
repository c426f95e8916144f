# Made once per account, by a person with administrator's rights: the bucket that Terraform's state lies in, and the roles with
# which GitHub plans and deploys. Its own state is a file in this folder: it holds no secret, and can be imported anew.

terraform {
  required_version = ">= 1.11, < 2.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = merge(var.tags, { tidemark = "bootstrap" })
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
}
