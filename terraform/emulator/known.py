"""Every policy of a role names actions that AWS knows, on resources that these actions know.

Usage: known.py STATE..., each as `terraform show -json` prints it
"""

import fnmatch
import json
import sys
import warnings

warnings.simplefilter("ignore")
from parliament import analyze_policy_string

# Findings that are meant; AWS itself documents `lambda:SourceFunctionArn` for the calls of a function.
MEANT = {
    "MISMATCHED_TYPE_BUT_USABLE",  # a boundary's ARN is compared as a text, as AWS documents it
    "RESOURCE_POLICY_PRIVILEGE_ESCALATION",  # whoever deploys can deploy what reads the data
    "RESOURCE_STAR",  # which statements have it is asserted in the tests
}


def meant(finding, policy):
    if finding.issue == "RESOURCE_MISMATCH":
        return all(elsewhere(lacking, policy) for lacking in finding.detail)
    return finding.issue in MEANT or "lambda:SourceFunctionArn" in str(finding.detail)


def elsewhere(lacking, policy):
    """A call that is about several things, such as an endpoint and its VPC, may have them from several statements."""
    resources = [r for s in policy["Statement"] if s["Effect"] == "Allow" and lacking["action"] in s["Action"] for r in s["Resource"]]
    return any(fnmatch.fnmatchcase(resource, lacking["required_format"]) for resource in resources)


wrong = []
policies = 0
for file in sys.argv[1:]:
    with open(file, encoding="utf-8") as state:
        resources = json.load(state)["values"]["root_module"]["resources"]
    for resource in resources:
        if resource["type"] in ("aws_iam_role_policy", "aws_iam_policy"):
            policies += 1
            found = analyze_policy_string(resource["values"]["policy"]).findings
            wrong += [f"{resource['name']}: {f.issue} {f.title} {f.detail}" for f in found if not meant(f, json.loads(resource["values"]["policy"]))]

print(f"  {policies} policies")
for finding in wrong:
    print("  WRONG: " + finding)
sys.exit(1 if wrong or not policies else 0)
