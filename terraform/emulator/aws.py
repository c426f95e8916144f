"""Speaks to the emulator: as its administrator, or with the rights of one of the roles."""

import json
import os
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
REGION = os.environ["AWS_REGION"]
CONFIG = Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1})


def outputs():
    """What `terraform output -json` printed, from standard input."""
    return {name: output["value"] for name, output in json.load(sys.stdin).items()}


class Clients:
    """Clients of one identity, by service (`functions` is Lambda). Without credentials, the administrator's."""

    def __init__(self, credentials=None):
        self.keys = {
            "aws_access_key_id": credentials["AccessKeyId"] if credentials else "test",
            "aws_secret_access_key": credentials["SecretAccessKey"] if credentials else "test",
            "aws_session_token": credentials["SessionToken"] if credentials else None,
        }
        self.known = {}

    def __getattr__(self, service):
        if service not in self.known:
            self.known[service] = boto3.client(
                "lambda" if service == "functions" else service, endpoint_url=ENDPOINT, region_name=REGION, config=CONFIG, **self.keys
            )
        return self.known[service]


def credentials(role):
    return Clients().sts.assume_role(RoleArn=role, RoleSessionName="verify")["Credentials"]


def assume(role):
    return Clients(credentials(role))


def empty(bucket):
    admin = Clients()
    versions = admin.s3.list_object_versions(Bucket=bucket)
    for version in versions.get("Versions", []) + versions.get("DeleteMarkers", []):
        admin.s3.delete_object(Bucket=bucket, Key=version["Key"], VersionId=version["VersionId"])


def answer(call, as_role):
    """May, may not, or what else AWS said."""
    try:
        call(as_role)
        return "may"
    except ClientError as e:
        status, code = e.response["ResponseMetadata"]["HTTPStatusCode"], e.response["Error"]["Code"]
        if status == 403 or "AccessDenied" in code:
            return "may not"
        # Another role wrote the object before: this one would have been let.
        return "may" if status == 412 else f"answers {status} {code}"


def finish(wrong):
    """Prints what is wrong, and ends the process accordingly."""
    for finding in wrong:
        print("  WRONG: " + finding)
    sys.exit(1 if wrong else 0)
