"""Every policy of a role names actions that AWS knows, on resources that these actions know; and an action that AWS does only for
who may do another as well has that other beside it: the emulator asks for none of these.

Usage: known.py STATE..., each as `terraform show -json` prints it
"""

import fnmatch
import json
import sys
import warnings

warnings.simplefilter("ignore")
from parliament import analyze_policy_string, iam_definition

# Findings that are meant; AWS itself documents `lambda:SourceFunctionArn` for the calls of a function.
MEANT = {
    "MISMATCHED_TYPE_BUT_USABLE",  # a boundary's ARN is compared as a text, as AWS documents it
    "RESOURCE_POLICY_PRIVILEGE_ESCALATION",  # whoever deploys can deploy what reads the data
    "RESOURCE_STAR",  # which statements have it is asserted in the tests
}
UNTAGGED = {"ec2:CreateNetworkInterface"}  # Lambda gives its own no tags: AWSLambdaVPCAccessExecutionRole may not either


def meant(finding, policy):
    if finding.issue == "RESOURCE_MISMATCH":
        return all(elsewhere(lacking, policy) for lacking in finding.detail)
    return finding.issue in MEANT or "lambda:SourceFunctionArn" in str(finding.detail)


def elsewhere(lacking, policy):
    """A call that is about several things, such as an endpoint and its VPC, may have them from several statements."""
    resources = [r for s in policy["Statement"] if s["Effect"] == "Allow" and lacking["action"] in s["Action"] for r in s["Resource"]]
    return any(fnmatch.fnmatchcase(resource, lacking["required_format"]) for resource in resources)


def allowed(policy):
    return {action for s in policy["Statement"] if s["Effect"] == "Allow" for action in s["Action"]}


def depends(action):
    """What AWS wants besides ("dependent actions" of its Service Authorization Reference)."""
    others = {other for kind in ACTIONS[action]["resource_types"] for other in kind["dependent_actions"]}
    return others - {"ec2:CreateTags"} if action in UNTAGGED else others


ACTIONS = {f"{service['prefix']}:{action['privilege']}": action for service in iam_definition for action in service["privileges"]}

wrong = []
policies = 0
for file in sys.argv[1:]:
    with open(file, encoding="utf-8") as state:
        resources = json.load(state)["values"]["root_module"]["resources"]
    for resource in resources:
        if resource["type"] in ("aws_iam_role_policy", "aws_iam_policy"):
            policies += 1
            policy = json.loads(resource["values"]["policy"])
            found = analyze_policy_string(resource["values"]["policy"]).findings
            wrong += [f"{resource['name']}: {f.issue} {f.title} {f.detail}" for f in found if not meant(f, policy)]
            may = allowed(policy)
            wrong += [f"{resource['name']}: {action} wants {other} besides" for action in sorted(may) for other in sorted(depends(action) - may)]

print(f"  {policies} policies")
for finding in wrong:
    print("  WRONG: " + finding)
sys.exit(1 if wrong or not policies else 0)
