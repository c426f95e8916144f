"""Tries what setup.sh refuses and what it notices, beside an AWS CLI that answers what the test says and a Terraform that knows the
rules of variables and nothing else. Takes seconds.

Usage: guards.py PROJECT FOLDER
"""

import json
import os
import pathlib
import shutil
import stat
import subprocess
import sys


PROJECT, FOLDER = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
SET = '[null,{"1":["AWSCURRENT"]}]'
EMPTY = "[null,null]"
SOURCE = "postgresql://reader:canary-f3a91c@db.example.com:5432/totesys?sslmode=require"
WAREHOUSE = "postgresql://loader:canary-f3a91c@wh.example.com:5432/stars"
LOGINS = {"TIDEMARK_SOURCE_URL": SOURCE, "TIDEMARK_WAREHOUSE_URL": WAREHOUSE}
CHOSEN = ["--region", "eu-central-1", "--environment", "prod", "--pipeline", "totesys", "--email", "data@example.org"]
NOWHERE = (254, "An error occurred (404) when calling the HeadBucket operation: Not Found")
# The first line of an answer is the exit code.
FAKE = """#!/bin/sh
echo "${0##*/} $*" >>"$ANSWERS/called"
! env | grep -q canary || { echo "a password is in the environment" >&2; exit 1; }
case "${0##*/} $*" in
    "terraform fmt "* | "terraform -chdir="*/target/setup/rules*) exec "$TERRAFORM" "$@" ;;
    terraform*) [ "${1#-chdir}" = "$1" ] || shift; key="terraform $1" ;;
    *) key="$1 $2"; [ ! -f "$ANSWERS/$key $(printf %s "$4" | tr / .)" ] || key="$key $(printf %s "$4" | tr / .)" ;;
esac
[ -f "$ANSWERS/$key" ] || exit 0
code=$(head -n 1 "$ANSWERS/$key")
if [ "$code" = 0 ]; then tail -n +2 "$ANSWERS/$key"; else tail -n +2 "$ANSWERS/$key" >&2; fi
exit "$code"
"""
wrong = []


class Clone:
    """A project that nobody deployed yet, in an account whose answers are those given; by default, one that has all."""

    def __init__(self, **files):
        shutil.rmtree(FOLDER, ignore_errors=True)
        self.folder, self.answers, programs = FOLDER / "project", FOLDER / "answers", FOLDER / "bin"
        self.answers.mkdir(parents=True)
        programs.mkdir()
        for name in ("aws", "terraform"):
            (programs / name).write_text(FAKE, encoding="utf-8")
            (programs / name).chmod(0o755)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "TIDEMARK_", "TF_"))} | {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "ANSWERS": str(self.answers),
            "TERRAFORM": shutil.which("terraform"),
            "TF_CLI_CONFIG_FILE": "/dev/null",
        }
        lay(self.folder)
        self.account()

    def account(self):
        self.says("terraform version", "Terraform v1.11.4")
        self.says("sts get-caller-identity", "arn:aws:iam::123456789012:user/me")
        self.says("s3api get-bucket-location", "eu-central-1")
        self.says("secretsmanager describe-secret", SET)
        self.says("configure get", "", 1)

    def says(self, call, text, code=0):
        (self.answers / call.replace("/", ".")).write_text(f"{code}\n{text}\n", encoding="utf-8")
        return self

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")
        return self

    def deployed(self, more=""):
        self.write("terraform/terraform.tfvars", f'region = "eu-central-1"\nenvironment = "prod"\npipeline = "totesys"\nalarm_emails = ["data@example.org"]\n{more}')
        key = 'bucket = "tidemark-state-123456789012"\nkey    = "pipelines/prod/totesys.tfstate"\nregion = "eu-central-1"\n'
        return self.write("terraform/pipeline.s3.tfbackend", key)

    def built(self):
        subprocess.run(["./mvnw"], cwd=self.folder, check=True)
        return self

    def run(self, *options, **variables):
        done = subprocess.run(
            ["./setup.sh", "--aws", *options],
            cwd=self.folder,
            env=self.environment | variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.stdout, done.returncode

    def called(self):
        file = self.answers / "called"
        return file.read_text(encoding="utf-8") if file.exists() else ""


def lay(folder):
    terraform = PROJECT / "terraform"
    for part in (".mvn", "terraform/setup"):
        shutil.copytree(PROJECT / part, folder / part)
    (folder / "terraform/bootstrap").mkdir()
    for file in [*terraform.glob("*.tf"), *terraform.glob("bootstrap/*.tf"), terraform / "smoke", PROJECT / "setup.sh"]:
        shutil.copy(file, folder / file.relative_to(PROJECT))
    shutil.copy(terraform / "emulator/mvnw", folder)
    (folder / "pipelines/totesys").mkdir(parents=True)
    (folder / "pipelines/totesys/pipeline.yaml").touch()


def want(condition, what):
    if not condition:
        wrong.append(what)


def ends(result, code, *words):
    printed, ended = result
    want(ended == code and all(word in printed for word in words), f"not exit code {code} with {words}, but {ended}:\n{printed}")
    want("canary" not in printed, f"a password was printed:\n{printed}")


def a_look_finds_all_there():
    ends(Clone().deployed().built().run("--check"), 0, "✓ mail       alarms go to data@example.org")


def a_look_at_the_mail_that_fails_is_no_confirmation():
    refused = "An error occurred (AuthorizationError) when calling the ListSubscriptionsByTopic operation"
    clone = Clone().deployed().built().says("sns list-subscriptions-by-topic", refused, 254)
    ends(clone.run("--check"), 1, "AuthorizationError")
    gone = clone.says("sns list-subscriptions-by-topic", "An error occurred (NotFound) when calling the ListSubscriptionsByTopic operation", 254)
    ends(gone.run("--check"), 10, "✗ mail", "no topic tidemark-prod-totesys-alarms")


def what_is_missing_is_said():
    ends(Clone().deployed().built().says("sns list-subscriptions-by-topic", "a@example.org\tb@example.org").run("--check"), 10, "✗ mail       not confirmed yet by a@example.org b@example.org")
    clone = Clone().deployed().built().says("secretsmanager describe-secret tidemark/prod/totesys/warehouse", EMPTY)
    ends(clone.run("--check"), 10, "✓ secret     tidemark/prod/totesys/source", "✗ secret     tidemark/prod/totesys/warehouse is empty")
    ends(Clone().deployed().run("--check"), 10, "✗ packages   not built here")
    ends(Clone().deployed().says("s3api head-bucket", *reversed(NOWHERE)).run("--check"), 10, "✗ state      no bucket tidemark-state-123456789012")


def smoke_says_that_nothing_is_deployed():
    for answer in ('Error: Output "functions" not found', "Error: Backend initialization required, please run \"terraform init\""):
        clone = Clone().says("terraform output", answer, 1)
        done = subprocess.run(["terraform/smoke"], cwd=clone.folder, env=clone.environment, capture_output=True, text=True)
        ends((done.stderr, done.returncode), 1, "smoke: nothing is deployed from here: ./setup.sh --aws deploys")
        want("Error" not in done.stderr, done.stderr)
    done = subprocess.run(["terraform/smoke"], cwd=Clone().says("terraform output", "Error: no valid credential sources", 1).folder, env=clone.environment, capture_output=True, text=True)
    ends((done.stderr, done.returncode), 1, "no valid credential sources")


def main():
    tests = [test for name, test in globals().items() if callable(test) and "_" in name]
    for test in tests:
        before = len(wrong)
        test()
        if len(wrong) > before:
            wrong.insert(before, f"--- {test.__name__}")
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"  {len(tests)} guards of setup.sh")


main()
