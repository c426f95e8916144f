# What differs between one deployment and the next. Only the first three have no default.

variable "region" {
  description = "AWS region that everything is made in, such as eu-central-1; the databases should be near."
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

variable "environment" {
  description = "Sets several deployments of one pipeline apart, such as prod and test. Part of every name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*$", var.environment))
    error_message = "environment consists of small letters and digits and begins with a letter: a hyphen sets it apart from the pipeline, or prod-eu of shop would be prod of eu-shop."
  }
}

variable "pipeline" {
  description = "The folder under pipelines/ that these functions serve. It travels in the packages."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*([_-][a-z0-9]+)*$", var.pipeline))
    error_message = "pipeline consists of small letters and digits, begins with a letter, and has single hyphens or underscores within."
  }

  validation {
    condition     = length(var.environment) + length(replace(var.pipeline, "_", "--")) <= 30
    error_message = "environment and pipeline may have 30 characters together, an underscore counting for two: a bucket's name may have 63."
  }
}

# The packages

variable "packages" {
  description = "Path of each function's zip, relative to this folder or absolute. Where null, the one that Maven builds for the architecture."
  type = object({
    ingest  = optional(string)
    process = optional(string)
    load    = optional(string)
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for file in values(var.packages) : file == null ? true : endswith(file, ".zip")])
    error_message = "Each of packages is a file that ends with .zip."
  }
}

variable "package_digests" {
  description = "SHA-256 in base64 that each zip must have, so that what was built and attested is what is deployed. Unchecked where null."
  type = object({
    ingest  = optional(string)
    process = optional(string)
    load    = optional(string)
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for digest in values(var.package_digests) : digest == null ? true : can(regex("^[A-Za-z0-9+/]{43}=$", digest))])
    error_message = "Each of package_digests is 44 characters of base64, as `openssl dgst -sha256 -binary FILE | base64` prints them."
  }
}

variable "architecture" {
  description = "Processor of the functions: arm64, a fifth cheaper, or x86_64. The packages must be built for the same one."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture is arm64 or x86_64."
  }
}

variable "runtime" {
  description = "Java runtime of the functions: java21 or java25. java25 wants version 6 of the AWS provider, with which this was not tried: versions.tf has to allow it."
  type        = string
  default     = "java21"

  validation {
    condition     = contains(["java21", "java25"], var.runtime)
    error_message = "runtime is java21 or java25."
  }
}

# Time and room

variable "memory_mb" {
  description = "Memory of each function in MB. Processor time comes with it: 1,024 MB cost the same as 512, and take half the time."
  type = object({
    ingest  = optional(number, 1024)
    process = optional(number, 1024)
    load    = optional(number, 1024)
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for mb in values(var.memory_mb) : mb >= 512 && mb <= 10240 && floor(mb) == mb])
    error_message = "Each of memory_mb is a whole number from 512 to 10240."
  }
}

variable "temporary_mb" {
  description = "Room of each function under /tmp in MB. Every file of a run passes through it."
  type = object({
    ingest  = optional(number, 512)
    process = optional(number, 1024)
    load    = optional(number, 512)
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for mb in values(var.temporary_mb) : mb >= 512 && mb <= 10240 && floor(mb) == mb])
    error_message = "Each of temporary_mb is a whole number from 512 to 10240."
  }
}

variable "timeout_seconds" {
  description = "How long one call of each function may take. A stage stops between two runs before that and goes on in its next call."
  type = object({
    ingest  = optional(number, 300)
    process = optional(number, 300)
    load    = optional(number, 300)
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for seconds in values(var.timeout_seconds) : seconds >= 60 && seconds <= 900 && floor(seconds) == seconds])
    error_message = "Each of timeout_seconds is a whole number from 60 to 900."
  }
}

variable "reserved_concurrency" {
  description = "Calls of each function that may run at once. Null leaves it to the account: a new account has too few to reserve any, and two calls at once are harmless."
  type        = number
  default     = null

  validation {
    condition     = var.reserved_concurrency == null ? true : var.reserved_concurrency >= 1 && floor(var.reserved_concurrency) == var.reserved_concurrency
    error_message = "reserved_concurrency is null or a whole number from 1 on."
  }
}

variable "schedule_minutes" {
  description = "Minutes from one tick to the next."
  type        = number
  default     = 10

  validation {
    condition     = var.schedule_minutes >= 1 && var.schedule_minutes <= 60 && floor(var.schedule_minutes) == var.schedule_minutes
    error_message = "schedule_minutes is a whole number from 1 to 60."
  }
}

variable "schedule_enabled" {
  description = "False stops the clock. The freshness alarms ring then, as they should."
  type        = bool
  default     = true
  nullable    = false
}

# The databases

variable "source_url" {
  description = "Address of the source without a login, postgresql://host:5432/database?sslmode=verify-full&sslrootcert=pipelines/rds.pem, where its secret holds user and password alone; a certificate is one of pipelines/, as the packages carry it. Null where the secret says it all."
  type        = string
  default     = null

  validation {
    condition     = var.source_url == null ? true : can(regex("^postgres(ql)?://[^/@:]+(:[0-9]+)?/[^@?]+([?&](sslmode|sslrootcert|channel_binding|connect_timeout|application_name)=[^@&]+)*$", var.source_url))
    error_message = "source_url is written postgresql://host:5432/database?sslmode=verify-full, without user and password: these belong into the secret. Its options can be sslmode, sslrootcert, channel_binding, connect_timeout and application_name."
  }
}

variable "warehouse_url" {
  description = "The same for the warehouse."
  type        = string
  default     = null

  validation {
    condition     = var.warehouse_url == null ? true : can(regex("^postgres(ql)?://[^/@:]+(:[0-9]+)?/[^@?]+([?&](sslmode|sslrootcert|channel_binding|connect_timeout|application_name)=[^@&]+)*$", var.warehouse_url))
    error_message = "warehouse_url is written postgresql://host:5432/database?sslmode=verify-full, without user and password: these belong into the secret. Its options can be sslmode, sslrootcert, channel_binding, connect_timeout and application_name."
  }
}

variable "migration_login" {
  description = "True where the loader shall not define tables: migrations then log in with a third secret."
  type        = bool
  default     = false
  nullable    = false
}

variable "secret_recovery_days" {
  description = "Days in which a destroyed secret can be brought back. Until they are over, its name is taken. 0 deletes at once."
  type        = number
  default     = 7

  validation {
    condition     = var.secret_recovery_days == 0 || (var.secret_recovery_days >= 7 && var.secret_recovery_days <= 30 && floor(var.secret_recovery_days) == var.secret_recovery_days)
    error_message = "secret_recovery_days is 0, or a whole number from 7 to 30."
  }
}

variable "vpc" {
  description = <<-EOT
    Network of databases that the internet cannot reach; null where it can. Ingest and load move into it, process needs no database.
    database_security_groups: let in from the functions. route_tables: of the subnets, for the free way to S3; empty where there is one.
    secrets_endpoint: false where the VPC has a way to Secrets Manager already; an endpoint costs some 7 USD a month and zone.
  EOT
  type = object({
    id                       = string
    subnets                  = list(string)
    database_security_groups = list(string)
    database_port            = optional(number, 5432)
    route_tables             = optional(list(string), [])
    secrets_endpoint         = optional(bool, true)
  })
  default = null

  validation {
    condition     = var.vpc == null ? true : startswith(var.vpc.id, "vpc-")
    error_message = "vpc.id begins with vpc-."
  }

  validation {
    condition     = var.vpc == null ? true : length(var.vpc.subnets) > 0 && alltrue([for id in var.vpc.subnets : startswith(id, "subnet-")])
    error_message = "vpc.subnets names at least one subnet, each beginning with subnet-."
  }

  validation {
    condition     = var.vpc == null ? true : length(var.vpc.database_security_groups) > 0 && alltrue([for id in var.vpc.database_security_groups : startswith(id, "sg-")])
    error_message = "vpc.database_security_groups names at least one security group, each beginning with sg-: without one, no function would reach a database."
  }

  validation {
    condition     = var.vpc == null ? true : alltrue([for id in var.vpc.route_tables : startswith(id, "rtb-")])
    error_message = "Each of vpc.route_tables begins with rtb-."
  }

  validation {
    condition     = var.vpc == null ? true : var.vpc.database_port >= 1 && var.vpc.database_port <= 65535 && floor(var.vpc.database_port) == var.vpc.database_port
    error_message = "vpc.database_port is a whole number from 1 to 65535."
  }
}

# What is kept

variable "cold_storage_days" {
  description = "Days after which the files of a run move to a cheaper class that still answers at once (Glacier Instant Retrieval). S3 moves none under 128 KB, which would cost more there. Null leaves all."
  type        = number
  default     = 90

  validation {
    condition     = var.cold_storage_days == null ? true : var.cold_storage_days >= 30 && floor(var.cold_storage_days) == var.cold_storage_days
    error_message = "cold_storage_days is null or a whole number from 30 on."
  }
}

variable "destroy_data" {
  description = "True lets `terraform destroy` delete buckets with all that is in them. Otherwise S3 refuses to."
  type        = bool
  default     = false
  nullable    = false
}

variable "log_retention_days" {
  description = "Days that log lines are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is one of the numbers that CloudWatch knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653."
  }
}

# Who hears of it

variable "alarm_emails" {
  description = "Addresses that alarms are sent to. Each gets a mail to confirm, and nothing before that."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for address in var.alarm_emails : can(regex("^[^@[:space:]]+@[^@[:space:]]+\\.[^@[:space:]]+$", address))])
    error_message = "Each of alarm_emails is an address such as data@example.org."
  }
}

variable "freshness_minutes" {
  description = "Minutes without a stage saying that it has caught up after which its alarm rings."
  type        = number
  default     = 30

  validation {
    condition     = var.freshness_minutes <= 1440 && floor(var.freshness_minutes) == var.freshness_minutes
    error_message = "freshness_minutes is a whole number up to 1440."
  }

  validation {
    condition     = var.freshness_minutes * 60 >= var.schedule_minutes * 60 + sum(values(var.timeout_seconds))
    error_message = "freshness_minutes must leave room for one tick and the three time-outs: otherwise alarms ring though nothing is wrong. Raise it, or lower schedule_minutes or timeout_seconds."
  }
}

variable "budget_usd" {
  description = "Monthly budget of the whole account in USD, of which alarm_emails hear at 80 and 100 percent. Null for none."
  type        = number
  default     = null

  validation {
    condition     = var.budget_usd == null ? true : var.budget_usd > 0
    error_message = "budget_usd is null or more than 0."
  }

  validation {
    condition     = var.budget_usd == null ? true : length(var.alarm_emails) > 0
    error_message = "A budget needs alarm_emails: nobody would hear of it."
  }
}

variable "permissions_boundary" {
  description = "ARN of a policy that no function's role can exceed; bootstrap/ makes one for what GitHub deploys. Null for none."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary == null ? true : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:policy/.+$", var.permissions_boundary))
    error_message = "permissions_boundary is the ARN of an IAM policy."
  }
}

variable "tags" {
  description = "Tags for everything, beside those that name environment and pipeline."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.tags) : !startswith(lower(name), "aws:")])
    error_message = "No tag begins with aws:, which AWS keeps for itself."
  }
}
