"""Prints what the same deployment was told by the release before: of every kind of thing something else, as far as a variable reaches it.

Usage: older.py PACKAGE <VARIABLES, both as terraform.tfvars.json
"""

import json
import sys

now = json.load(sys.stdin)

print(
    json.dumps(
        {
            "packages": now["packages"] | {"ingest": sys.argv[1]},
            "memory_mb": {"ingest": 512},
            "temporary_mb": {"ingest": 2048},
            "timeout_seconds": {"ingest": 240},
            "reserved_concurrency": None,
            "schedule_minutes": 15,
            "schedule_enabled": False,
            "migration_login": False,
            "tags": {"former": "data"},
            "alarm_emails": ["former@example.org"],
            "budget_usd": 10,
            "log_retention_days": 7,
            "freshness_minutes": 60,
            "vpc": now["vpc"] | {"database_port": 5433, "subnets": now["vpc"]["subnets"][:1]},
        }
    )
)
