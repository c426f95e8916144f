"""What the roles of GitHub may not do, beside what Terraform has just done with them.

Usage: terraform output -json | github.py PLAN_ROLE DEPLOY_ROLE STATE_BUCKET
"""

import json
import sys

import aws

OUTPUTS = aws.outputs()
PLAN, DEPLOY, STATE = sys.argv[1:]
STATE_OBJECT = "pipelines/check/totesys.tfstate"
EVERYTHING = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})

# The call, and who may make it.
CALLS = {
    "read the state": (lambda a: a.s3.get_object(Bucket=STATE, Key=STATE_OBJECT), "plan deploy"),
    "write the state": (lambda a: a.s3.put_object(Bucket=STATE, Key="pipelines/check/other.tfstate", Body=b"{}"), "deploy"),
    "delete the state": (lambda a: a.s3.delete_object(Bucket=STATE, Key=STATE_OBJECT), ""),
    "open the state's bucket": (lambda a: a.s3.delete_bucket_policy(Bucket=STATE), ""),
    "read a zone": (lambda a: a.s3.get_object(Bucket=OUTPUTS["buckets"]["ingestion"], Key="totesys/runs/000000007/query_log.json"), ""),
    "read a secret": (lambda a: a.secretsmanager.get_secret_value(SecretId=OUTPUTS["secrets"]["source"]), ""),
    "stop the clock": (lambda a: a.events.disable_rule(Name=OUTPUTS["schedule"]), ""),
    "change another's function": (lambda a: a.functions.delete_function(FunctionName="shop-checkout"), ""),
    "change its own rights": (lambda a: a.iam.put_role_policy(RoleName="tidemark-deploy", PolicyName="deploy", PolicyDocument=EVERYTHING), ""),
    "make a role of another name": (lambda a: a.iam.create_role(RoleName="admin", AssumeRolePolicyDocument="{}"), ""),
    "make a user": (lambda a: a.iam.create_user(UserName="tidemark-admin"), ""),
}

wrong = []
for role, arn in (("plan", PLAN), ("deploy", DEPLOY)):
    as_role = aws.assume(arn)
    for name, (call, allowed) in CALLS.items():
        expected = "may" if role in allowed.split() else "may not"
        found = aws.answer(call, as_role)
        if found != expected:
            wrong.append(f"{role} {expected} {name}, but {found}")
print(f"  2 roles of GitHub, {len(CALLS)} calls each")
aws.finish(wrong)
