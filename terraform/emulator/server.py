"""AWS on this machine: moto, with what it lacks for our purpose.

Usage: server.py PORT FOLDER

In FOLDER, one line of JSON each: notifications of S3 are appended to `events`, instead of starting a container; calls by roles,
with the right that each needs, to `calls`. Whoever has the key `test` may do everything.
"""

import copy
import json
import pathlib
import sys

import moto.s3.notifications
from moto import settings
from moto.awslambda.models import LambdaBackend, LambdaFunction
from moto.core.authorization import ActionAuthenticatorMixin
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.iam.access_control import IAMPolicyStatement, IAMRequestBase, PermissionResult
from moto.s3.responses import ACTION_MAP
from moto.secretsmanager.responses import SecretsManagerResponse
from moto.server import main
from moto.sns.models import SNSBackend

import budgets
import meant

port, folder = sys.argv[1], pathlib.Path(sys.argv[2])


def append(file, line):
    with (folder / file).open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line) + "\n")


def record(account_id, event_body, lambda_arn, region_name):
    append("events", {"function": lambda_arn, "event": event_body})


# It checks the rights of everybody or of nobody.
settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
check = ActionAuthenticatorMixin._authenticate_and_authorize_action


def check_roles(self, kind, resource="*"):
    if "Credential=test/" not in self.headers.get("Authorization", "Credential=test/"):
        check(self, kind, resource if resource != "*" else meant.by(self))


ActionAuthenticatorMixin._authenticate_and_authorize_action = check_roles

for method, rights in meant.RIGHTS_OF_BUCKETS.items():
    ACTION_MAP["BUCKET"][method].update(rights)
permit = IAMRequestBase.check_action_permitted
# Of some requests it computes another signature than Terraform's SDK does; whose key it is, it knows all the same.
IAMRequestBase.check_signature = lambda self: None


def permit_and_record(self, resource):
    self._action = meant.right(self._action)
    permit_one(self, resource, requested=True)
    if self._action == "s3:GetObject" and meant.is_absent(resource):
        # AWS says so to those alone who may list the bucket.
        self._action = "s3:ListBucket"
        permit_one(self, resource.split("/")[0], requested=False)


def permit_one(request, resource, requested):
    role = request._access_key.arn.split("/")[1]
    call = {"role": role, "action": request._action, "resource": resource, "requested": requested, "refused": True}
    call["encryption"] = request._headers.get("x-amz-server-side-encryption")
    try:
        permit(request, resource)
        call["refused"] = False
    finally:
        append("calls", call)


IAMRequestBase.check_action_permitted = permit_and_record


# Otherwise every secret would be the resource `*` when rights are checked.
SecretsManagerResponse._determine_resource = lambda self: self._get_param("SecretId") or "*"

# It takes a Deny for unconditional. Here, a Deny with a condition never applies: policies.mjs shows that it does in AWS.
permitted = IAMPolicyStatement.is_action_permitted


def is_action_permitted(self, *arguments, **named):
    if self._statement["Effect"] == "Deny" and "Condition" in self._statement:
        return PermissionResult.NEUTRAL
    return permitted(self, *arguments, **named)


IAMPolicyStatement.is_action_permitted = is_action_permitted

# It remembers the description of a rule for addresses only.
begin_rule = SecurityGroupRule.__init__


def begin_rule_with_description(self, *arguments, **named):
    begin_rule(self, *arguments, **named)
    addresses_group_and_list = arguments[5:8]
    self.told = next((peer["Description"] for peer in addresses_group_and_list if peer and "Description" in peer), None)


SecurityGroupRule.__init__ = begin_rule_with_description
SecurityGroupRule.description = property(lambda self: self.told or self.ip_range.get("Description"))

# It takes every subscription for confirmed. Here, an address that begins with `unconfirmed` never is.
listed = SNSBackend.list_subscriptions_by_topic


def list_subscriptions_by_topic(self, *arguments, **named):
    found, token = listed(self, *arguments, **named)
    shown = [copy.copy(subscription) for subscription in found]
    for subscription in shown:
        if subscription.endpoint.startswith("unconfirmed"):
            subscription.arn = "PendingConfirmation"
    return shown, token


SNSBackend.list_subscriptions_by_topic = list_subscriptions_by_topic

# It takes every function for ready, and for one of its first processor. Here, the variable EMULATED says what else it answers.
configured = LambdaFunction.get_configuration


def get_configuration(self, *arguments, **named):
    return configured(self, *arguments, **named) | json.loads(self.environment_vars.get("EMULATED", "{}"))


LambdaFunction.get_configuration = get_configuration

# It forgets the room that an update asks for, and answers with the first of all that were said about failed calls.
update = LambdaFunction.update_configuration


def update_configuration(self, wanted):
    self.ephemeral_storage = wanted.get("EphemeralStorage", {}).get("Size", self.ephemeral_storage)
    return update(self, wanted)


LambdaFunction.update_configuration = update_configuration
put = LambdaBackend.put_function_event_invoke_config


def put_function_event_invoke_config(self, function_name, config):
    self.get_function(function_name).event_invoke_config.clear()
    return put(self, function_name, config)


LambdaBackend.put_function_event_invoke_config = put_function_event_invoke_config

assert callable(moto.s3.notifications._invoke_awslambda), "this release of moto notifies in another way"
moto.s3.notifications._invoke_awslambda = record

main(["--host", "127.0.0.1", "--port", port])
