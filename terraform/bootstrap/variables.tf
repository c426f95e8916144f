# Where, and for whom.

variable "region" {
  description = "AWS region of the state's bucket and of the deployments, such as eu-central-1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region is written like eu-central-1."
  }

  # Services, addresses and audiences have other names there, and nobody has tried them.
  validation {
    condition     = !can(regex("^(cn|us-gov|[a-z]+-iso[a-z]*)-", var.region))
    error_message = "region is one of AWS's public regions: not of China, GovCloud or those that are isolated."
  }
}

variable "state_bucket" {
  description = "Name of the bucket for the state. Null makes one of the account's number."
  type        = string
  default     = null

  validation {
    condition     = var.state_bucket == null ? true : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.state_bucket))
    error_message = "state_bucket is a name that S3 takes: 3 to 63 small letters, digits, dots and hyphens."
  }
}

variable "github_repository" {
  description = "The repository that may plan and deploy, as GitHub's tokens name it: owner@1234/name@5678, or owner/name where it is older than July 2026. Null makes no roles: then only people deploy."
  type        = string
  default     = null

  validation {
    condition     = var.github_repository == null ? true : can(regex("^([A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+|[A-Za-z0-9_.-]+@[0-9]+/[A-Za-z0-9_.-]+@[0-9]+)$", var.github_repository))
    error_message = "github_repository is written owner/name or owner@1234/name@5678, without a wildcard: every other repository would be let in."
  }
}

variable "github_environments" {
  description = "GitHub's environments that may deploy. Protect each there, with reviewers and for main alone."
  type        = set(string)
  default     = ["prod"]
  nullable    = false

  validation {
    condition     = length(var.github_environments) > 0 && alltrue([for name in var.github_environments : can(regex("^[A-Za-z0-9_-]+$", name))])
    error_message = "github_environments names at least one environment, each of letters, digits, hyphens and underscores, without a wildcard."
  }
}

variable "github_provider" {
  description = "ARN of GitHub's OIDC provider where the account has one already: it can have only one. Null makes it."
  type        = string
  default     = null

  validation {
    condition     = var.github_provider == null ? true : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:oidc-provider/token\\.actions\\.githubusercontent\\.com$", var.github_provider))
    error_message = "github_provider is the ARN of the provider token.actions.githubusercontent.com."
  }
}

variable "manage_network" {
  description = "True lets the deploy role make security groups and endpoints, for pipelines with `vpc`."
  type        = bool
  default     = false
  nullable    = false
}

variable "tags" {
  description = "Tags for everything made here."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.tags) : !startswith(lower(name), "aws:")])
    error_message = "No tag begins with aws:, which AWS keeps for itself."
  }
}
