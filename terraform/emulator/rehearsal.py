"""Runs what was deployed, as AWS would: each function from its configuration here, with its package and the rights of its role. Then
compares the calls that the functions made with what their roles allow, and what they logged with what alarms and dashboard look at.

Usage: terraform show -json | rehearsal.py FOLDER PORT COMMAND...

FOLDER holds `events` and `calls`, which the emulator writes. The source is expected on PORT. COMMAND starts the Java that plays
AWS, with the name of a file that says what was deployed.
"""

import base64
import fnmatch
import hashlib
import json
import pathlib
import re
import subprocess
import sys

import aws
import metrics

FOLDER, PORT, COMMAND = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
USED = pathlib.Path(__file__).resolve().parents[2] / "docs/cost/used.json"
STATE = json.load(sys.stdin)["values"]
OUTPUTS = {name: output["value"] for name, output in STATE["outputs"].items()}
STAGES = {role.split("/")[-1]: stage for stage, role in OUTPUTS["roles"].items()}

# Reads that a tick may spare: department, staff, address, counterparty, currency and design, one file each.
AT_HAND = {"idle": 0, "busy": 6}

# What no function calls, and why its role allows it all the same.
UNUSED = {
    "ec2:*": "Lambda attaches the function to the network, with the function's rights: rights.py",
    "logs:*": "Lambda writes the function's log, with the function's rights: rights.py",
    "sqs:SendMessage": "Lambda reports a call that failed for good, with the function's rights: rights.py",
    "s3:PutObject */read_in_full.json": "process asks for a full read after somebody skipped a run: SkipTest",
}


def packages():
    """By digest, as Lambda knows them."""
    settings = json.loads((FOLDER / "pipeline/terraform.tfvars.json").read_text())
    for package in map(pathlib.Path, settings["packages"].values()):
        yield base64.b64encode(hashlib.sha256(package.read_bytes()).digest()).decode(), str(package)


def as_role(stage):
    """What Lambda adds to the variables of a function: who it is, and where AWS is."""
    keys = aws.credentials(OUTPUTS["roles"][stage])
    return {
        "AWS_ACCESS_KEY_ID": keys["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": keys["SecretAccessKey"],
        "AWS_SESSION_TOKEN": keys["SessionToken"],
        "AWS_REGION": aws.REGION,
        "AWS_ENDPOINT_URL": aws.ENDPOINT,
    }


def function(stage, name, zips):
    found = admin.functions.get_function_configuration(FunctionName=name)
    if found["Role"] != OUTPUTS["roles"][stage]:
        sys.exit(f"{name} has the role {found['Role']}")
    return {
        "stage": stage,
        "zip": zips[found["CodeSha256"]],
        "handler": found["Handler"],
        "memory": found["MemorySize"],
        "timeout": found["Timeout"],
        "variables": found["Environment"]["Variables"] | as_role(stage),
    }


def deployed():
    zips = dict(packages())
    targets = admin.events.list_targets_by_rule(Rule=OUTPUTS["schedule"])["Targets"]
    return {
        "functions": {name: function(stage, name, zips) for stage, name in OUTPUTS["functions"].items()},
        "tick": [target["Arn"].split(":")[-1] for target in targets],
        "secrets": OUTPUTS["secrets"],
        "events": str(FOLDER / "events"),
        "calls": str(FOLDER / "calls"),
        "smoke": str(FOLDER / "pipeline/smoke"),
        "port": PORT,
    }


def rehearse():
    for bucket in OUTPUTS["buckets"].values():
        aws.empty(bucket)
    file = FOLDER / "deployed.json"
    file.write_text(json.dumps(deployed()))
    for written in ("events", "calls"):
        (FOLDER / written).write_text("")
    played = subprocess.run([*COMMAND, file], check=False, stdout=subprocess.PIPE, text=True)
    print(played.stdout, end="")
    if played.returncode != 0:
        sys.exit("  WRONG: see above")
    return played.stdout


def requests(printed):
    """What a tick is billed by S3 is what the page of costs reckons with. A process that is warm would have the states of the
    members at hand that a changed fact names."""
    used = json.loads(USED.read_text())
    found = {tick: (int(reads), int(writes)) for reads, writes, tick in re.findall(r"(\d+) reads and (\d+) writes of S3 by a tick that (.*)", printed)}
    for tick, name in (("found nothing", "idle"), ("changed one table", "busy")):
        expected = used["reads"][name], used["writes"][name]
        counted = found.get(tick, (0, 0))
        if counted[1] != expected[1] or not expected[0] - AT_HAND[name] <= counted[0] <= expected[0]:
            yield f"{USED}: a tick that {tick} has {expected} reads and writes of S3, and was counted to have {counted}"


def granted():
    """Stage, action and resource, one for each that a policy allows."""
    for resource in STATE["root_module"]["resources"]:
        if resource["type"] == "aws_iam_role_policy":
            for statement in json.loads(resource["values"]["policy"])["Statement"]:
                if statement["Effect"] == "Allow":
                    yield from ((resource["name"], a, r) for a in statement["Action"] for r in statement["Resource"])


def covers(grant, call):
    return grant[:2] == call[:2] and fnmatch.fnmatchcase(call[2], grant[2])


def reason(grant):
    """The line of UNUSED that speaks of it."""
    return next((r for r in UNUSED if fnmatch.fnmatchcase(" ".join(grant[1:]), r + ("" if " " in r else "*"))), None)


def compare():
    made = [json.loads(line) for line in (FOLDER / "calls").read_text().splitlines()]
    calls = {(STAGES[call["role"]], call["action"], call["resource"]) for call in made}
    grants = set(granted())
    unused = {grant for grant in grants if not any(covers(grant, call) for call in calls)}
    print(f"  {len(made)} calls by functions, {len(calls)} different, {len(grants)} rights, {len(grants - unused)} of them used")
    yield from (f"{call['role']} may not {call['action']} {call['resource']}" for call in made if call["refused"])
    yield from ("{} may {} {}, and never does".format(*grant) for grant in sorted(unused) if not reason(grant))
    yield from ("{} uses {} {}: take it from UNUSED".format(*grant) for grant in sorted(grants - unused) if reason(grant))
    yield from (f"no role has {r}: take it from UNUSED" for r in UNUSED if r not in map(reason, grants))


def logged():
    """All that the functions wrote, who had a password that opens the databases, and one that does not."""
    passwords = (FOLDER / "postgres/password").read_text().strip(), "canary-f3a91c"
    logs = sorted(FOLDER.glob("functions/*/log"))
    lines = [line for log in logs for line in log.read_text(encoding="utf-8").splitlines()]
    print(f"  {len(logs)} logs of functions, {len(lines)} lines")
    if not all(passwords) or any(password in line for password in passwords for line in lines):
        yield "a password stands in the log of a function, or there is none to look for"
    yield from metrics.differences(admin, lines)


admin = aws.Clients()
billed = rehearse()
aws.finish([*compare(), *requests(billed), *logged()])
