"""The calls that Terraform made are all among the rights of the role that makes them on GitHub. By action: that names begin
with `tidemark` is asserted in bootstrap/tests.

Usage: terraform show -json | calls.py ROLE LOG
"""

import json
import re
import sys

import aws

ROLE, LOG = sys.argv[1:]
SERVICES = {"CloudWatch Logs": "logs", "EventBridge": "events", "Secrets Manager": "secretsmanager"}
# Where the right is named otherwise than the call.
OTHERWISE = {
    "s3:DeleteBucketEncryption": "s3:PutEncryptionConfiguration",
    "s3:DeleteBucketLifecycle": "s3:PutLifecycleConfiguration",
    "s3:DeleteBucketOwnershipControls": "s3:PutBucketOwnershipControls",
    "s3:DeletePublicAccessBlock": "s3:PutBucketPublicAccessBlock",
    "s3:GetBucketAccelerateConfiguration": "s3:GetAccelerateConfiguration",
    "s3:GetBucketCors": "s3:GetBucketCORS",
    "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
    "s3:GetBucketLifecycleConfiguration": "s3:GetLifecycleConfiguration",
    "s3:GetBucketNotificationConfiguration": "s3:GetBucketNotification",
    "s3:GetBucketReplication": "s3:GetReplicationConfiguration",
    "s3:GetObjectLockConfiguration": "s3:GetBucketObjectLockConfiguration",
    "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
    "s3:HeadBucket": "s3:ListBucket",
    "s3:PutBucketEncryption": "s3:PutEncryptionConfiguration",
    "s3:PutBucketLifecycleConfiguration": "s3:PutLifecycleConfiguration",
    "s3:PutBucketNotificationConfiguration": "s3:PutBucketNotification",
    "s3:PutPublicAccessBlock": "s3:PutBucketPublicAccessBlock",
}
# Asked for the number of the account; where the one is refused, the other answers everybody.
NEEDS_NO_RIGHT = {"iam:GetUser", "sts:GetCallerIdentity"}


def named(field, record):
    quoted, bare = re.search(rf'rpc\.{field}=(?:"([^"]+)"|(\S+))', record).groups()
    return quoted or bare


def made():
    """A request is a record of the log, and may be of several lines."""
    with open(LOG, encoding="utf-8", errors="replace") as log:
        for record in re.split(r"(?m)^(?=\d{4}-\d\d-\d\dT\S+ \[)", log.read()):
            if "HTTP Request Sent" in record and "rpc.service" not in record and "ZipFile" in record:
                yield "lambda:CreateFunction"  # with a package in it, the end of the record is lost
            elif "HTTP Request Sent" in record:
                service = named("service", record)
                call = SERVICES.get(service, service.lower()) + ":" + named("method", record)
                yield OTHERWISE.get(call, call)


def allowed():
    resources = json.load(sys.stdin)["values"]["root_module"]["resources"]
    policies = [r["values"]["policy"] for r in resources if r["type"] == "aws_iam_role_policy" and r["name"] == ROLE]
    return {action for s in json.loads(policies[0])["Statement"] if s["Effect"] == "Allow" for action in s["Action"]}


calls = set(made()) - NEEDS_NO_RIGHT
print(f"  {len(calls)} kinds of calls by {ROLE}")
findings = [f"Terraform calls {call}, and the role {ROLE} may not" for call in sorted(calls - allowed())]
aws.finish(findings or ([] if calls else [f"{LOG} names no call at all"]))
