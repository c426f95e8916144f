"""What a destroy leaves. A bucket with data stays; emptied, it goes, and nothing is left.

Usage: leftovers.py with-data | without
"""

import sys

import aws

NAMES = ("tidemark-check-", "tidemark-prod-")
admin = aws.Clients()


def buckets():
    return [b["Name"] for b in admin.s3.list_buckets()["Buckets"] if b["Name"].startswith(NAMES)]


def others():
    yield from (f["FunctionName"] for f in admin.functions.list_functions()["Functions"])
    yield from (r["RoleName"] for r in admin.iam.list_roles()["Roles"] if r["RoleName"].startswith(NAMES))
    yield from (g["logGroupName"] for g in admin.logs.describe_log_groups()["logGroups"])
    yield from (r["Name"] for r in admin.events.list_rules()["Rules"])
    yield from admin.sqs.list_queues().get("QueueUrls", [])
    yield from (t["TopicArn"] for t in admin.sns.list_topics()["Topics"])
    yield from (s["Name"] for s in admin.secretsmanager.list_secrets()["SecretList"])
    yield from (a["AlarmName"] for a in admin.cloudwatch.describe_alarms()["MetricAlarms"])
    yield from (d["DashboardName"] for d in admin.cloudwatch.list_dashboards()["DashboardEntries"])
    yield from (b["BudgetName"] for b in admin.budgets.describe_budgets(AccountId=admin.sts.get_caller_identity()["Account"])["Budgets"])
    yield from (g["GroupName"] for g in admin.ec2.describe_security_groups()["SecurityGroups"] if g["GroupName"].startswith(NAMES))
    yield from (e["VpcEndpointId"] for e in admin.ec2.describe_vpc_endpoints()["VpcEndpoints"] if e["State"] != "deleted")


wrong = [f"{name} is still there" for name in others()]
if sys.argv[1] == "with-data":
    if len(buckets()) != 2:
        wrong.append(f"of two buckets with data, {buckets()} are left")
    for name in buckets():
        aws.empty(name)
else:
    wrong += [f"the bucket {name} is still there" for name in buckets()]
aws.finish(wrong)
