"""What the roles of GitHub may not do, beside what Terraform has just done with them.

Usage: terraform output -json | github.py PLAN_ROLE DEPLOY_ROLE STATE_BUCKET CALLS
"""

import json
import pathlib
import sys

import aws

OUTPUTS = aws.outputs()
PLAN, DEPLOY, STATE, CALLS_SO_FAR = sys.argv[1:]
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


def state_unencrypted():
    """Its bucket encrypts what comes; the configuration asks for it besides, for buckets that were made by hand."""
    calls = map(json.loads, pathlib.Path(CALLS_SO_FAR).read_text().splitlines())
    written = [call for call in calls if call["action"] == "s3:PutObject" and call["resource"].startswith(f"arn:aws:s3:::{STATE}/")]
    if not written or any(call["encryption"] != "AES256" for call in written):
        yield f"of {len(written)} objects that Terraform put beside the state, S3 was not asked to encrypt each"


wrong = [*state_unencrypted()]
for role, arn in (("plan", PLAN), ("deploy", DEPLOY)):
    as_role = aws.assume(arn)
    for name, (call, allowed) in CALLS.items():
        expected = "may" if role in allowed.split() else "may not"
        found = aws.answer(call, as_role)
        if found != expected:
            wrong.append(f"{role} {expected} {name}, but {found}")
print(f"  2 roles of GitHub, {len(CALLS)} calls each")
aws.finish(wrong)
