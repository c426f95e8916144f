"""What a request to the emulator is about, where moto takes every resource for `*` or misses the right that is asked for."""

import re
from urllib.parse import unquote

from moto.core import DEFAULT_ACCOUNT_ID
from moto.s3.models import s3_backends

# By what stands behind the question mark; DEFAULT where nothing does. A DELETE of a setting wants the right to put it.
SETTINGS = {
    "encryption": "EncryptionConfiguration",
    "object-lock": "BucketObjectLockConfiguration",
    "ownershipControls": "BucketOwnershipControls",
    "publicAccessBlock": "BucketPublicAccessBlock",
    "replication": "ReplicationConfiguration",
    "requestPayment": "BucketRequestPayment",
}
RIGHTS_OF_BUCKETS = {
    "HEAD": {"DEFAULT": "ListBucket"},  # whether a bucket is there says who may list it
    "GET": {setting: "Get" + right for setting, right in SETTINGS.items()},
    "PUT": {setting: "Put" + right for setting, right in SETTINGS.items()},
    "DELETE": {setting: "Put" + right for setting, right in SETTINGS.items()},
}

# By service: the parameters that hold a name or an ARN, and how an ARN of that kind ends.
NAMES = {
    "budgets": (("ResourceARN", "BudgetName"), "budget/{}"),
    "cloudwatch": (("ResourceARN", "AlarmName", "AlarmNames"), "alarm:{}"),
    "events": (("ResourceARN", "Rule", "Name"), "rule/{}"),
    "iam": (("RoleName",), "role/{}"),
    "awslambda": (("FunctionName",), "function:{}"),
    "logs": (("resourceArn", "logGroupName"), "log-group:{}"),
    "secretsmanager": (("SecretId", "Name"), "secret:{}-AbCdEf"),
    "sns": (("TopicArn", "ResourceArn", "Name"), "{}"),
    "sqs": (("QueueName", "QueueUrl"), "{}"),
}
KINDS = {"NetworkInterface": "network-interface", "VpcEndpoint": "vpc-endpoint"}
WITHOUT_REGION = ("budgets", "iam")
LISTS = ("DescribeAlarms", "DescribeLogGroups")  # these know no resource but `*`


def right(action):
    """As policies name it. Of a budget, whatever is about no tag is one of two rights."""
    service, name = action.split(":")
    if service == "budgets" and "tag" not in name.lower():
        name = "ViewBudget" if name.startswith("Describe") else "ModifyBudget"
    return f"{service.replace('monitoring', 'cloudwatch')}:{name}"


def by(request):
    """The ARN of what the request is about; `*` for a list."""
    if request.service_name == "ec2":
        return network(request)
    budget = request.service_name == "budgets" and (request._get_param("Budget") or request._get_param("NewBudget"))
    if budget:
        return arn(request, "budget/" + budget["BudgetName"], region="")
    if request._get_action() in LISTS or request.service_name not in NAMES:
        return "*"
    board = request._get_param("DashboardName") or request._get_param("DashboardNames")
    if request.service_name == "cloudwatch" and board:
        return arn(request, "dashboard/" + first(board), region="")
    parameters, form = NAMES[request.service_name]
    found = next((first(value) for value in map(request._get_param, parameters) if value), None) or in_path(request)
    if not found or found.startswith("arn:"):
        return found or "*"
    name = found.split("/")[-1] if found.startswith("http") else found
    if request._get_param("logStreamName"):
        form += ":log-stream:" + request._get_param("logStreamName")
    return arn(request, form.format(name), region="" if request.service_name in WITHOUT_REGION else request.region)


def is_absent(object_arn):
    """Whether S3 has no object of that ARN, though it has the bucket."""
    bucket, key = object_arn.split(":::")[1].split("/", 1)
    found = s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets.get(bucket)
    return found is not None and key not in found.keys


def network(request):
    """Of networks the kind alone: rights name no more, and the tags that they ask for are left to the tests of bootstrap."""
    action = request._get_action()
    if action.startswith(("Describe", "Get")):
        return "*"
    kind = next((kind for part, kind in KINDS.items() if part in action), "security-group")
    return arn(request, kind + "/any", region=request.region)


def first(value):
    return value[0] if isinstance(value, list) else value


def in_path(request):
    """Lambda names the function in the address, and tags are of an ARN there."""
    named = re.search(r"/(?:functions|tags)/([^/?]+)", request.path)
    return unquote(named.group(1)) if named else None


def arn(request, rest, region):
    service = request.service_name.removeprefix("aws")
    return f"arn:aws:{service}:{region}:{request.current_account}:{rest}"
