"""A release changes what is there in place: of every kind all that a variable reaches, and nothing is replaced.

Usage: terraform show -json PLAN | updated.py
"""

import json
import sys

import aws

# By kind. The other kinds stay: no variable reaches them, or they are replaced where they change.
CHANGED = {
    "aws_budgets_budget": {"limit_amount", "notification", "tags"},
    "aws_cloudwatch_dashboard": {"dashboard_body"},
    "aws_cloudwatch_event_rule": {"description", "schedule_expression", "state", "tags"},
    "aws_cloudwatch_log_group": {"retention_in_days", "tags"},
    "aws_cloudwatch_metric_alarm": {"alarm_description", "datapoints_to_alarm", "evaluation_periods", "period", "tags", "threshold"},
    "aws_iam_role": {"tags"},
    "aws_iam_role_policy": {"policy"},
    "aws_lambda_function": {
        *("description", "environment", "ephemeral_storage", "filename", "last_modified", "memory_size", "reserved_concurrent_executions"),
        *("source_code_hash", "tags", "timeout", "vpc_config"),
    },
    "aws_lambda_function_event_invoke_config": {"maximum_event_age_in_seconds"},
    "aws_s3_bucket": {"tags"},
    "aws_secretsmanager_secret": {"tags"},
    "aws_security_group": {"tags"},
    "aws_sns_topic": {"tags"},
    "aws_sqs_queue": {"tags"},
    "aws_vpc_endpoint": {"subnet_ids", "tags"},
    "aws_vpc_security_group_egress_rule": {"from_port", "tags", "to_port"},
    "aws_vpc_security_group_ingress_rule": {"from_port", "tags", "to_port"},
}

# The secret of the migrations is new, and one address gets the mails instead of another.
MADE = {"aws_secretsmanager_secret", "aws_sns_topic_subscription"}
TAKEN_AWAY = {"aws_sns_topic_subscription"}


def attributes(change):
    known = {name for name, value in change["after"].items() if value != change["before"].get(name)}
    return known | {name for name, unknown in change["after_unknown"].items() if unknown is True}


found, wrong = {}, []
for change in json.load(sys.stdin)["resource_changes"]:
    kind, actions = change["type"], change["change"]["actions"]
    if actions == ["update"]:
        found.setdefault(kind, set()).update(attributes(change["change"]) - {"tags_all"})
    elif actions not in (["no-op"], ["read"]) and not (actions == ["create"] and kind in MADE) and not (actions == ["delete"] and kind in TAKEN_AWAY):
        wrong.append(f"{change['address']} is to be changed by {actions}")
for kind in sorted(found.keys() | CHANGED.keys()):
    if found.get(kind) != CHANGED.get(kind):
        wrong.append(f"of {kind}, {sorted(found.get(kind, ()))} would change, and should {sorted(CHANGED.get(kind, ()))}")
print(f"  {len(found)} kinds are changed in place")
aws.finish(wrong)
