"""Somebody adds rights to a function's role by hand, in both ways that there are; or looks what became of them.

Usage: terraform output -json | hand.py adds | looks
"""

import json
import sys

import aws

EVERYTHING = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
ROLE = aws.outputs()["functions"]["process"]
iam = aws.Clients().iam


def adds():
    iam.put_role_policy(RoleName=ROLE, PolicyName="everything", PolicyDocument=EVERYTHING)
    everything = iam.create_policy(PolicyName="tidemark-everything", PolicyDocument=EVERYTHING)["Policy"]["Arn"]
    iam.attach_role_policy(RoleName=ROLE, PolicyArn=everything)


def looks():
    wrong = []
    written = iam.list_role_policies(RoleName=ROLE)["PolicyNames"]
    if written != ["process"]:
        wrong.append(f"{ROLE} has the policies {written}")
    attached = iam.list_attached_role_policies(RoleName=ROLE)["AttachedPolicies"]
    if attached:
        wrong.append(f"{ROLE} has {attached} attached")
    aws.finish(wrong)


{"adds": adds, "looks": looks}[sys.argv[1]]()
