# Who logs in where. The secrets are made empty: their values are set by hand or by RDS and never enter state or plan.

resource "aws_secretsmanager_secret" "source" {
  name                    = "tidemark/${var.environment}/${var.pipeline}/source"
  description             = "Login of ingest to the source, in the JSON form that RDS writes. It needs SELECT and nothing more."
  recovery_window_in_days = var.secret_recovery_days
}

resource "aws_secretsmanager_secret" "warehouse" {
  name                    = "tidemark/${var.environment}/${var.pipeline}/warehouse"
  description             = "Login of load to the warehouse, in the JSON form that RDS writes"
  recovery_window_in_days = var.secret_recovery_days
}

resource "aws_secretsmanager_secret" "migration" {
  count = var.migration_login ? 1 : 0

  name                    = "tidemark/${var.environment}/${var.pipeline}/migration"
  description             = "Login that defines the warehouse's tables, in the JSON form that RDS writes"
  recovery_window_in_days = var.secret_recovery_days
}
