"""What was deployed is what the code reads and writes: handlers, variables, packages, notifications. Sets the secrets besides.

Usage: terraform output -json | deployment.py PROJECT EVENTS
"""

import base64
import hashlib
import json
import pathlib
import re
import sys

import aws

OUTPUTS = aws.outputs()
PROJECT, EVENTS = (pathlib.Path(argument) for argument in sys.argv[1:])
KNOWN = set(re.findall(r'"(TIDEMARK_[A-Z_]+)"', (PROJECT / "core/src/main/java/dev/tidemark/environment/Environment.java").read_text()))
OF_THE_JVM = {"JAVA_TOOL_OPTIONS"}


def functions(admin, packages):
    for stage, name in OUTPUTS["functions"].items():
        function = admin.functions.get_function_configuration(FunctionName=name)
        handler = function["Handler"].removesuffix("::handleRequest").replace(".", "/")
        source = PROJECT / f"{stage}-lambda/src/main/java/{handler}.java"
        if not source.is_file():
            yield f"{name} has the handler {function['Handler']}, and {source} is not there"
        tags = admin.functions.list_tags(Resource=function["FunctionArn"])["Tags"]
        if tags != {**given["tags"], "tidemark-environment": "check", "tidemark-pipeline": "totesys"}:
            yield f"{name} has the tags {tags}, by which a deployment's rights and costs are known"
        for variable in function["Environment"]["Variables"].keys() - KNOWN - OF_THE_JVM:
            yield f"{name} is given {variable}, which no code reads"
        digest = hashlib.sha256(pathlib.Path(packages[stage]).read_bytes()).digest()
        if function["CodeSha256"] != base64.b64encode(digest).decode():
            yield f"{name} runs another package than the one that was given"


def called_by(admin, bucket, key):
    """Names of the functions that S3 calls for a new object."""
    EVENTS.write_text("")
    admin.s3.put_object(Bucket=OUTPUTS["buckets"][bucket], Key=key, Body=b"{}")
    return [json.loads(line)["function"].split(":")[-1] for line in EVENTS.read_text().splitlines()]


def notifications(admin):
    run = "totesys/runs/000000007/"
    for bucket, key, expected in (
        ("ingestion", run + "query_log.json", ["process"]),
        ("processed", run + "query_log.json", ["load"]),
        ("ingestion", run + "public.staff/a-00000.parquet", []),
        ("ingestion", run + "read_in_full.json", []),
        ("processed", run + "complete-0.json", []),
        ("processed", "totesys/state/public.staff/query_log.json", []),
        ("ingestion", "shop/runs/000000007/query_log.json", []),
    ):
        found = called_by(admin, bucket, key)
        if found != [OUTPUTS["functions"][stage] for stage in expected]:
            yield f"{key} in the {bucket} zone calls {found}, and should call {expected}"


def abandoned_uploads(admin):
    for bucket in OUTPUTS["buckets"].values():
        rules = admin.s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
        where = [(rule["Filter"], rule.get("Prefix", "")) for rule in rules if "AbortIncompleteMultipartUpload" in rule]
        if where not in ([({}, "")], [({"Prefix": ""}, "")]):
            yield f"{bucket} forgets abandoned uploads of {where} alone"


def set_secrets(admin):
    """As a person does after the first apply. The value must never be found in a state or plan."""
    for arn in OUTPUTS["secrets"].values():
        admin.secretsmanager.put_secret_value(SecretId=arn, SecretString=json.dumps({"username": "u", "password": "canary-f3a91c"}))


administrator = aws.Clients()
set_secrets(administrator)
given = json.loads(EVENTS.with_name("pipeline").joinpath("terraform.tfvars.json").read_text())
findings = [*functions(administrator, given["packages"]), *notifications(administrator), *abandoned_uploads(administrator)]
aws.finish(findings)
