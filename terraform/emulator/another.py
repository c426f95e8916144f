"""A deployment of another pipeline, or in another environment, shares nothing with this one: were it called so, everything of this
one that has a name would have to be replaced, for a name is what cannot be changed.

Usage: terraform show -json PLAN | another.py
"""

import json
import sys

import aws

# AWS draws a number for these; they are told apart by what they belong to.
NAMELESS = ("aws_vpc_endpoint", "aws_vpc_security_group_ingress_rule")

changes = [change for change in json.load(sys.stdin)["resource_changes"] if change["mode"] == "managed"]
shared = [c for c in changes if sorted(c["change"]["actions"]) != ["create", "delete"] and c["type"] not in NAMELESS]
print(f"  {len(changes)} resources")
if not changes:
    sys.exit("nothing was planned")
aws.finish([f"{c['address']} is {c['change']['actions']}: two deployments would share it" for c in shared])
