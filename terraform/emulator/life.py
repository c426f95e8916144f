"""What the roles of GitHub may is what a deployment's life asks of them: each right was used, or has a reason.

Usage: life.py BOOTSTRAP CALLS..., the first as `terraform show -json` prints it, the others as the emulator writes them
"""

import json
import pathlib
import sys

import aws

# What the emulator does not ask for, and what another life would want.
UNUSED = {
    "ec2:DescribeSubnets": "Lambda looks at a network with the rights of who moves a function into it",
    "ec2:DescribeVpcs": "as well",
    "iam:PassRole": "a function gets its role from somebody who may give it",
    "iam:PutRolePermissionsBoundary": "for roles that are older than the boundary",
    "iam:UpdateAssumeRolePolicy": "for a release that says something else of roles",
    "iam:UpdateRole": "as well",
    "iam:UpdateRoleDescription": "as well",
    "lambda:DeleteFunctionConcurrency": "for a reservation that is given up",
    "lambda:GetFunctionConfiguration": "`tidemark check --aws` asks for it",
    "lambda:InvokeFunction": "`smoke` calls each function",
    "lambda:ListTags": "Lambda tells tags to those alone who may list them",
    "route53:AssociateVPCWithHostedZone": "AWS makes an endpoint with a private name for those alone who may show it to a network",
    "secretsmanager:UpdateSecret": "for a release that describes a secret in other words",
    "sqs:GetQueueUrl": "`tidemark check --aws` asks for it",
}


def granted(file):
    for resource in json.loads(pathlib.Path(file).read_text())["values"]["root_module"]["resources"]:
        if resource["type"] == "aws_iam_role_policy":
            for statement in json.loads(resource["values"]["policy"])["Statement"]:
                if statement["Effect"] == "Allow":
                    yield from ((resource["values"]["role"], action) for action in statement["Action"])


def used(files):
    for file in files:
        calls = map(json.loads, pathlib.Path(file).read_text().splitlines())
        yield from ((call["role"], call["action"]) for call in calls if not call["refused"])


rights = set(granted(sys.argv[1]))
unused = rights - set(used(sys.argv[2:]))
print(f"  {len(rights)} rights of GitHub's roles, {len(rights - unused)} of them used")
aws.finish(
    [f"{role} may {action}, and never does" for role, action in sorted(unused) if action not in UNUSED]
    + [f"{action} is used, or no role has it: take it from UNUSED" for action in UNUSED if action not in {a for _, a in unused}]
)
