# Which Terraform and which provider; where the state lies.

terraform {
  required_version = ">= 1.11, < 2.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }

  # The bucket is made by bootstrap/; its name and the key of this pipeline are given to `terraform init`.
  # Two applies at once would undo each other: the second finds the lock file and stops.
  backend "s3" {
    use_lockfile = true
    encrypt      = true
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = merge(var.tags, {
      tidemark-environment = var.environment
      tidemark-pipeline    = var.pipeline
    })
  }
}
