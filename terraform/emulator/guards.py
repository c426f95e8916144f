"""Tries what setup.sh refuses and what it notices, beside an AWS CLI that answers what the test says and a Terraform that knows the
rules of variables and nothing else. Takes seconds.

Usage: guards.py PROJECT FOLDER [TEST...]
"""

import base64
import collections
import json
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys

import person

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
    "gh "*) key="gh $1" ;;
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
        for name in ("aws", "gh", "terraform"):
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

    def run(self, *options, said="", **variables):
        """Without a terminal; `said` is what standard input holds."""
        done = subprocess.run(
            ["./setup.sh", "--aws", *options],
            cwd=self.folder,
            env=self.environment | variables,
            input=said,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=person.SECONDS_MAX,
        )
        return done.stdout, done.returncode

    def type(self, answers, *options, **variables):
        """At a terminal. Whoever is asked nothing more ends the input."""
        shown, code, unasked, echoes = person.answer(["./setup.sh", "--aws", *options], answers, self.folder, self.environment | variables)
        want(not unasked, f"was never asked: {unasked[:1]}; shown instead:\n{shown}")
        want(echoes, "the terminal shows nothing any more")
        return shown, code

    def kept(self):
        """What is written down but for what was there."""
        return sorted(str(f.relative_to(self.folder)) for f in self.folder.glob("terraform/**/*") if f.suffix in (".tfvars", ".tfbackend"))

    def settings(self, file="terraform/terraform.tfvars"):
        written = self.folder / file
        lines = written.read_text(encoding="utf-8").splitlines() if written.exists() else []
        return collections.defaultdict(str, ([part.strip() for part in line.split("=", 1)] for line in lines))

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


LOCKED = """Error: Error acquiring the state lock

Error message: operation error S3: PutObject, https response error StatusCode: 412
Lock Info:
  ID:        0f5b8e3c-1d2a-4c57-9a63-6a1b2c3d4e5f
  Operation: OperationTypeApply
  Who:       ann@laptop
  Created:   2026-01-02 03:04:05.678 +0000 UTC
"""


def who_holds_the_lock_is_said_and_what_to_type():
    clone = Clone().deployed().built().says("terraform plan", LOCKED, 1)
    printed, code = clone.run("--no-build", "--yes")
    ends((printed, code), 1, "the state is locked by ann@laptop, since 2026-01-02 03:04:05 UTC", "terraform -chdir=terraform force-unlock -force 0f5b8e3c-1d2a-4c57-9a63-6a1b2c3d4e5f")
    want("Error" not in printed, printed)


THERE = """
Error: creating VPC Security Group Rule

  with aws_vpc_security_group_egress_rule.to_database["sg-1"],
  on network.tf line 49, in resource "aws_vpc_security_group_egress_rule" "to_database":

api error
InvalidPermission.Duplicate: The specified rule already exists

Error: creating EC2 VPC Endpoint: RouteAlreadyExists: route table rtb-1 already has a route

  with aws_vpc_endpoint.s3[0],

Error: creating SNS Topic: AccessDenied

  with aws_sns_topic.alarms,
"""


def what_is_there_of_a_network_is_found_by_its_tags():
    clone = Clone().deployed().built().says("terraform plan", "Plan: 2 to add", 2).says("terraform apply", THERE, 1)
    clone.says("ec2 describe-security-group-rules", "sgr-1").says("ec2 describe-vpc-endpoints", "vpce-1")
    printed, code = clone.run("--no-build", "--yes")
    ends((printed, code), 1, "it is taken on", "AccessDenied")
    want(printed.count("it is taken on") == 1, f"taken on again and again:\n{printed}")
    for query in ("?Description=='To a database' && ReferencedGroupInfo.GroupId=='sg-1'].", "?ends_with(ServiceName, '.s3')].", "Name=tag:tidemark-pipeline,Values=totesys"):
        want(query in clone.called(), f"never asked {query}")
    want(not (clone.folder / "terraform/adopted.tf").exists(), "an apply that failed leaves terraform/adopted.tf")


def nothing_is_destroyed_while_something_is_there_that_the_state_does_not_know():
    for absent, there in (("lambda get-function-configuration", "role"), ("iam get-role", "function")):
        clone = Clone().deployed().says(absent, "", 254)
        ends(clone.run("--destroy", "--yes"), 2, f"{there} tidemark-prod-totesys-ingest, {there} ", f"{there} tidemark-prod-totesys-load. ./setup.sh --aws takes it on")
        want("-destroy" not in clone.called(), clone.called())


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


def smoke_waits_for_process_as_for_load():
    functions = {stage: f"tidemark-prod-totesys-{stage}" for stage in ("ingest", "process", "load")}
    for behind, code, said in (
        ("process", 1, "smoke: the warehouse has not caught up within 0 minutes, for runs wait before process: docs/operations.md"),
        ("load", 1, "smoke: the warehouse has not caught up within 0 minutes, for runs wait before load: docs/operations.md"),
        ("nobody", 0, "load answers\nthe warehouse has caught up\n"),
    ):
        clone = Clone().says("terraform output", json.dumps(functions, separators=(",", ":")))
        for stage, name in functions.items():
            log = json.dumps({"LagSeconds": 5400 if stage == behind else 0}, separators=(",", ":"))
            clone.says(f"lambda invoke {name}", "None\t" + base64.b64encode(log.encode()).decode())
        done = subprocess.run(["terraform/smoke", "0"], cwd=clone.folder, env=clone.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        ends((done.stdout, done.returncode), code, said)


def a_value_is_refused_before_anything_is_made():
    for option, value, said in (
        ("--region", "Frankfurt", "setup.sh: --region: region is written like eu-central-1."),
        ("--region", "us-gov-west-1", "setup.sh: --region: region is one of AWS's public regions"),
        ("--environment", "Prod", "setup.sh: --environment: environment consists of small letters"),
        ("--environment", "a" * 24, "environment and pipeline may have 30 characters together"),
        ("--pipeline", "Totesys", "setup.sh: --pipeline: pipeline consists of small letters"),
        ("--pipeline", "nope", "setup.sh: --pipeline: there is no pipelines/nope/pipeline.yaml, but totesys: ./tidemark init nope writes a first one"),
        ("--email", "nomail", "setup.sh: --email: Each of alarm_emails is an address such as data@example.org."),
        ("--email", 'a"b@example.org', "setup.sh: --email: an address holds no quotes"),
        ("--region", "eu$central-1", "region cannot hold quotes, backslashes or dollars"),
        ("--architecture", "riscv", "setup.sh: --architecture: architecture is arm64 or x86_64."),
        ("--github", "foo", "setup.sh: --github: github_repository is written owner/name"),
        ("--github", "example@1/tidemark", "setup.sh: --github: github_repository is written owner/name"),
    ):
        at = CHOSEN.index(option) + 1 if option in CHOSEN else None
        clone = Clone()
        ends(clone.run(*(CHOSEN[: at - 1] + CHOSEN[at + 1 :] if at else CHOSEN), option, value, "--yes", **LOGINS), 2, said)
        want(not clone.kept() and "aws s" not in clone.called(), f"{option} {value}: kept {clone.kept()}, called {clone.called()}")


def what_is_written_by_hand_is_judged_where_it_stands():
    clone = Clone().write("terraform/terraform.tfvars", 'vpc = { id = "x", subnets = [], database_security_groups = [] }\nbudget_usd = 5\n')
    ends(clone.run(*CHOSEN, **LOGINS), 2, "setup.sh: terraform/terraform.tfvars: vpc.id begins with vpc-.", "vpc.subnets names at least one")
    ends(Clone().write("terraform/terraform.tfvars", "budget_usd = 5\n").run(*CHOSEN[:-2], **LOGINS), 2, "A budget needs alarm_emails")
    ends(Clone().write("terraform/terraform.tfvars", "budget_usd = {\n").run(*CHOSEN, **LOGINS), 2, "terraform/terraform.tfvars is not what Terraform reads")
    clone = Clone().says("secretsmanager describe-secret", EMPTY)
    ends(clone.run(*CHOSEN, TIDEMARK_SOURCE_URL=SOURCE + "&gssencmode=disable"), 2, "setup.sh: the address of the source: source_url is written")
    want(not clone.kept(), f"kept {clone.kept()}")
    ends(Clone().run(*CHOSEN[2:], AWS_REGION="Frankfurt"), 2, "setup.sh: --region: region is written like eu-central-1.")
    ends(Clone().deployed().run("--environment", "test"), 2, "environment is prod in terraform/terraform.tfvars, and not test: edit it there")
    ends(Clone().deployed().write("terraform/pipeline.s3.tfbackend", "").run(), 2, "terraform/pipeline.s3.tfbackend names another state")


def what_is_written_on_several_lines_or_with_a_comment_is_remembered():
    written = """region = "eu-central-1" # near the databases
alarm_emails = [ // who is called
  "ab@example.org", # the team
  "data@example.org",
]
  pipeline="totesys"
permissions_boundary = "arn:aws:iam::123456789012:policy/tidemark-boundary"
environment = "prod"
source_url = "postgresql://db.example.com:5432/totesys?sslmode=require" # the shop's
warehouse_url = "postgresql://wh.example.com:5432/stars"
"""
    clone = Clone().says("secretsmanager describe-secret", EMPTY).write("terraform/terraform.tfvars", written)
    ends(clone.run("--region", "eu-central-1", "--environment", "prod", "--pipeline", "totesys", "--email", "ab@example.org", "--email", "data@example.org", "--yes", **LOGINS), 0, "is deployed")
    kept = (clone.folder / "terraform/terraform.tfvars").read_text(encoding="utf-8")
    want(all(kept.count(name) == 1 for name in ("alarm_emails", "source_url", "environment")) and "# the team" in kept, f"kept:\n{kept}")
    ends(clone.run("--email", "other@example.org"), 2, 'alarm_emails is ["ab@example.org", "data@example.org"] in terraform/terraform.tfvars')
    clone = Clone().write("terraform/terraform.tfvars", "region = <<END\neu-central-1\nEND\n")
    ends(clone.run(*CHOSEN), 2, "region is written in terraform/terraform.tfvars in a way that is not understood here")


def a_refused_answer_is_asked_again():
    clone = Clone().says("terraform plan", "Plan: 1 to add", 2)
    answers = (
        ("Region of AWS", "Frankfurt"),
        ("Region of AWS", "eu-central-1"),
        ("Environment", "Staging!"),
        ("Environment", "staging"),
        ("Pipeline", "nope"),
        ("Pipeline", "totesys"),
        ("Addresses for alarms", "nomail"),
        ("Addresses for alarms", "data@example.org"),
        ("Apply this?", "no"),
    )
    said = ("region is written like eu-central-1.", "there is no pipelines/nope/pipeline.yaml", "an address is such as data@example.org", "left as it is")
    ends(clone.type(answers), 10, *said)
    told = clone.settings()
    want(told["region"] == '"eu-central-1"' and told["environment"] == '"staging"', f"kept {told}")
    ends(Clone().type((("Region of AWS", "\x04"),)), 2, "needs --region")


def the_pipelines_that_are_there_are_offered():
    def holding(*pipelines):
        clone = Clone()
        shutil.rmtree(clone.folder / "pipelines")
        for pipeline in pipelines:
            (clone.folder / "pipelines" / pipeline).mkdir(parents=True)
            clone.write(f"pipelines/{pipeline}/pipeline.yaml", "")
        return clone

    others = CHOSEN[:4] + CHOSEN[6:]
    ends(holding("shop").type((("Pipeline [shop]", "\x04"),), *others), 2, "needs --pipeline")
    ends(holding("shop").run(*others), 0, "deployment  tidemark-prod-shop, in eu-central-1")
    ends(holding("shop", "totesys").type((("Pipeline, of shop totesys: ", "totesys"),), *others), 0, "tidemark-prod-totesys, in")
    ends(holding("shop", "totesys").run(*others), 2, "needs --pipeline, of shop totesys")
    ends(holding().run(*others, "--pipeline", "shop"), 2, "there is no pipelines/shop/pipeline.yaml: ./tidemark init shop writes a first one")


def an_address_may_be_told_with_its_login():
    clone = Clone().says("secretsmanager describe-secret", EMPTY)
    answers = (
        ("Address of the source", "postgresql://db.example.com"),
        ("Address of the source", "postgresql://re@der:p@db.example.com/totesys"),
        ("Address of the source", SOURCE.replace("canary-f3a91c", "typed")),
        ("Address of the warehouse", "postgresql://wh.example.com:5432/stars"),
        ("User for the warehouse", "loader"),
        ("Password of loader", "canary-f3a91c"),
    )
    ends(clone.type(answers, *CHOSEN), 0, "with ?sslmode=… and what follows it or without", "User and password are asked for otherwise", "totesys/source is set")
    want(clone.settings()["source_url"] == '"postgresql://db.example.com:5432/totesys?sslmode=require"', f"kept {clone.settings()}")


def a_password_that_was_broken_off_leaves_a_terminal_that_shows():
    clone = Clone().says("secretsmanager describe-secret", EMPTY).deployed('source_url = "postgresql://db.example.com/totesys"\n')
    ends(clone.type((("User for the source", "reader"), ("Password of reader", None))), 130)


def a_login_is_taken_from_a_file_beside_the_command():
    clone = Clone().says("secretsmanager describe-secret", EMPTY)
    quoted = SOURCE.replace("canary", "canary #1")
    clone.write(".env", f"# mine\n export TIDEMARK_SOURCE_URL = '{quoted}' # the shop\nTIDEMARK_WAREHOUSE_URL={WAREHOUSE} # the stars\r\n")
    ends(clone.run(*CHOSEN, "--yes"), 0, "login       source: TIDEMARK_SOURCE_URL in .env", "prod/totesys/source is set", "prod/totesys/warehouse is set")
    told = clone.settings()
    want(told["source_url"] == '"postgresql://db.example.com:5432/totesys?sslmode=require"' and told["warehouse_url"] == '"postgresql://wh.example.com:5432/stars"', f"kept {told}")
    ends(Clone().says("secretsmanager describe-secret", EMPTY).write(".env", f"TIDEMARK_SOURCE_URL={SOURCE}\n").run(*CHOSEN, TIDEMARK_SOURCE_URL="postgresql://half"), 2, "the login of source is written")
    for host in ("localhost", "127.0.0.1", "0.0.0.0", "[::1]"):
        clone = Clone().says("secretsmanager describe-secret", EMPTY).write(".env", f"TIDEMARK_SOURCE_URL={SOURCE.replace('db.example.com', host)}\n")
        ends(clone.run(*CHOSEN, "--yes"), 2, "the login of source, TIDEMARK_SOURCE_URL in .env, names this machine, which no function reaches")
        want(not clone.kept(), f"kept {clone.kept()}")


def a_file_that_holds_no_login_is_refused():
    clone = Clone().says("secretsmanager describe-secret", EMPTY)
    ends(clone.run(*CHOSEN, "--source-login", "none.json"), 2, "setup.sh: there is no file none.json that can be read")
    for text in ("", '"password"', '{"username":"u","password":"canary"', '{"username":"u","password":""}', '{"password":"canary"}'):
        ends(clone.write("login.json", text).run(*CHOSEN, "--source-login", "login.json"), 2, 'login.json holds no JSON with "username" and "password"')
    want(not clone.kept(), f"kept {clone.kept()}")
    ends(clone.write("login.json", '{"username":"u","password":"canary"}').run(*CHOSEN, "--yes", "--source-login", "login.json", **LOGINS), 0, "totesys/source is set")
    want(not list((clone.folder / "target/setup").rglob("login.json")), "a link to the login is left")


def of_a_plan_that_fails_the_error_is_shown():
    clone = Clone().deployed().says("terraform plan", "  # a thousand lines\n\nError: no such role\n\nand why", 1)
    printed, code = clone.run("--yes")
    ends((printed, code), 1, "Error: no such role", "and why", "in full: target/setup/deployment.txt")
    want("a thousand" not in printed, printed)
    want("init -reconfigure" in clone.called(), "what another backend left in .terraform/ ends the deployment")


def a_look_at_a_bucket_that_fails_destroys_nothing():
    clone = Clone().deployed().says("s3api list-object-versions", "An error occurred (AccessDenied)", 254)
    ends(clone.run("--destroy", "--yes"), 1, "AccessDenied")
    want("-destroy" not in clone.called(), f"destroys all the same: {clone.called()}")


def new_logins_are_told():
    clone = Clone().deployed()
    ends(clone.run("--new-logins"), 2, "--new-logins replaces logins, and none is told")
    ends(clone.run("--new-logins", TIDEMARK_SOURCE_URL=SOURCE), 0, "secret      tidemark/prod/totesys/source is set")


ADDRESSES = 'source_url = "postgresql://db.example.com:5432/totesys?sslmode=require"\nwarehouse_url = "postgresql://wh.example.com:5432/stars"\n'


def one_secret_is_set_and_nothing_else_is_done():
    for which, reader, options, told in (
        ("source", "ingest", [], {"TIDEMARK_SOURCE_URL": SOURCE}),
        ("warehouse", "load", ["--warehouse-login", "-"], {"said": WAREHOUSE, "TIDEMARK_WAREHOUSE_URL": "postgresql://half"}),
        ("migration", "load", ["--migration-login", "login.json"], {}),
    ):
        clone = Clone().deployed(ADDRESSES).write("login.json", '{"username":"u","password":"canary"}')
        before = clone.settings()
        ends(clone.run("--set-login", which, *options, **told), 0, f"{which} is set\nin effect   once tidemark-prod-totesys-{reader} starts anew")
        want(clone.called().count("put-secret-value") == 1 and "terraform init" not in clone.called() and not list(clone.folder.rglob("*.zip")), clone.called())
        want(clone.settings() == before, f"kept {clone.settings()}")
    clone = Clone().deployed(ADDRESSES)
    ends(clone.type((("User for the source", "reader"), ("Password of reader", "canary-f3a91c")), "--set-login", "source"), 0, "totesys/source is set")


def a_secret_of_an_environment_of_github_is_set_from_the_same_clone():
    clone = Clone().deployed(ADDRESSES).write("terraform/test.tfvars", 'environment = "test"\nsource_url = "postgresql://test.example.com/totesys"\n')
    ends(clone.run("--environment", "test", "--set-login", "source", TIDEMARK_SOURCE_URL="postgresql://reader:canary@test.example.com/totesys"), 0, "tidemark/test/totesys/source is set", "tidemark-test-totesys-ingest")
    ends(clone.run("--environment", "test", "--set-login", "source", **LOGINS), 2, "source_url is postgresql://test.example.com/totesys")
    ends(clone.run("--environment", "test", "--set-login", "warehouse", **LOGINS), 0, "tidemark/test/totesys/warehouse is set")
    ends(clone.run("--environment", "stage", "--set-login", "source", **LOGINS), 2, "environment is prod in terraform/terraform.tfvars, and not stage")
    ends(clone.run("--environment", "test", "--yes"), 2, "environment is prod in terraform/terraform.tfvars, and not test")
    clone.says("sts get-caller-identity", "arn:aws:iam::210987654321:user/me")
    ends(clone.run("--set-login", "warehouse", **LOGINS), 2, "names another state")


def a_login_that_would_do_harm_is_not_set():
    def refused(why, clone, *options, **told):
        ends(clone.write("login.json", '{"username":"u","password":"canary"}').run("--set-login", *options, **told), 2, why)
        want("put-secret-value" not in clone.called(), "a secret was set all the same")

    def deployed(more=ADDRESSES):
        return Clone().deployed(more)

    refused("nothing was deployed from here: no terraform/pipeline.s3.tfbackend. ./setup.sh --aws deploys", Clone(), "source", **LOGINS)
    refused("--set-login names source, warehouse or migration, and not loader", deployed(), "loader", **LOGINS)
    refused("--set-login source sets that one alone: leave out --warehouse-login", deployed(), "source", "--warehouse-login", "login.json", **LOGINS)
    refused("no login of warehouse is told: TIDEMARK_WAREHOUSE_URL in the environment or in .env", deployed(), "warehouse", TIDEMARK_SOURCE_URL=SOURCE)
    refused("--source-login - finds nothing on standard input", deployed(), "source", "--source-login", "-", **LOGINS)
    refused("the login of source is written", deployed(), "source", "--source-login", "-", said="canary")
    refused("source_url is postgresql://other.example.com", deployed(ADDRESSES.replace("db.", "other.")), "source", **LOGINS)
    refused("the functions find the address in this secret", deployed(""), "source", **LOGINS)
    refused("the functions find the address in this secret", deployed(""), "source", "--source-login", "login.json")
    refused("there is no secret tidemark/prod/totesys/migration yet", deployed().says("secretsmanager describe-secret", "ResourceNotFoundException", 254), "migration", "--migration-login", "login.json")
    refused("was destroyed: ./setup.sh --aws brings it back", deployed().says("secretsmanager describe-secret", '["2026-01-01",{}]'), "source", **LOGINS)
    whole = Clone().deployed().write("whole.json", '{"username":"u","password":"canary","host":"db.example.com","dbname":"totesys"}')
    ends(whole.run("--set-login", "source", "--source-login", "whole.json"), 0, "totesys/source is set")
    ends(deployed().type((), "--set-login", "source", "--source-login", "-"), 2, "this is a terminal, which would show it")


def the_migrations_get_a_login_of_their_own_later():
    clone = Clone().deployed(ADDRESSES).says("secretsmanager describe-secret tidemark/prod/totesys/migration", EMPTY)
    printed, code = clone.run("--yes", TIDEMARK_MIGRATION_URL="postgresql://tidemark_migrate:canary@wh.example.com:5432/stars")
    ends((printed, code), 0, "secret      tidemark/prod/totesys/migration is set\n")
    want(printed.count(" is set") == 1 and clone.settings()["migration_login"] == "true", f"kept {clone.settings()}:\n{printed}")


def a_machine_that_lacks_something_is_told():
    for version in ("Terraform v1.10.9", "Terraform v2.0.0", "Terraform v0.15.5"):
        ends(Clone().says("terraform version", version).run(*CHOSEN), 2, "needs Terraform from 1.11 to 1.x, and finds " + version[11:])
    clone = Clone()
    (FOLDER / "bin/aws").unlink()
    for program in ("sh", "dirname", "uname", "sed", "mkdir", "chmod", "basename", "tr", "cat", "head", "env", "rm"):
        (FOLDER / "bin" / program).symlink_to(shutil.which(program))
    ends(clone.run(*CHOSEN, PATH=str(FOLDER / "bin")), 2, "needs the AWS CLI: https://")
    (FOLDER / "bin/terraform").unlink()
    ends(clone.run(*CHOSEN, PATH=str(FOLDER / "bin")), 2, "needs Terraform 1.11 or later: https://")


def an_account_has_one_region():
    for there, named in (("eu-west-2", "eu-west-2"), ("None", "us-east-1"), ("EU", "eu-west-1")):
        clone = Clone().says("s3api get-bucket-location", there)
        ends(clone.run(*CHOSEN, "--yes", **LOGINS), 2, f"the account 123456789012 deploys in {named}", f"--region {named}")
        want(not clone.kept(), f"kept {clone.kept()}")


def a_bucket_of_somebody_else_is_refused():
    clone = Clone().says("s3api head-bucket", "An error occurred (403) when calling the HeadBucket operation: Forbidden", 254)
    ends(clone.run(*CHOSEN, **LOGINS), 2, "the bucket tidemark-state-123456789012 is there, and not yours to read")


def the_bootstrap_is_told_what_it_needs():
    clone = Clone().says("s3api head-bucket", *reversed(NOWHERE)).says("iam list-open-id-connect-providers", "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com")
    clone.write("terraform/terraform.tfvars", 'vpc = { id = "vpc-1", subnets = ["subnet-1"], database_security_groups = ["sg-1"] }\n')
    ends(clone.run(*CHOSEN, "--github", "example/tidemark", "--yes", **LOGINS), 0, "state       s3://tidemark-state-123456789012\n")
    told = clone.settings("terraform/bootstrap/terraform.tfvars")
    want(told["manage_network"] == "true" and "oidc-provider" in told["github_provider"] and told["github_repository"] == '"example/tidemark"', f"kept {told}")
    want(told["github_environments"] == '["prod"]', f"kept {told}")
    clone = Clone()
    ends(clone.run(*CHOSEN, "--github", "example/tidemark", "--yes", **LOGINS), 0, "made elsewhere", "--github does nothing here")
    want("terraform/bootstrap/terraform.tfvars" not in clone.kept(), f"kept {clone.kept()}")


def whom_github_lets_deploy_keeps_that_right():
    def clone(environment, *written):
        made = Clone().deployed().write("terraform/bootstrap/terraform.tfstate", "{}")
        for file in ("terraform/terraform.tfvars", "terraform/pipeline.s3.tfbackend"):
            made.write(file, (made.folder / file).read_text(encoding="utf-8").replace("prod", environment))
        made.write("terraform/test.tfvars", 'environment = "test"\n').write("terraform/copied.tfvars", 'environment = "prod"\n')
        return made.write("terraform/bootstrap/terraform.tfvars", "\n".join(['region = "eu-central-1"', 'github_repository = "example/tidemark"', *written]) + "\n")

    for environment, written, now in (
        ("prod", [], "prod, test"),
        ("live", [], "prod, live, test"),
        ("live", ["github_environments = [ # two", '  "live",', '  "stage",', "]"], "live, stage, test"),
    ):
        made = clone(environment, *written)
        ends(made.run("--github", "example/tidemark", "--yes"), 0, f"github      example/tidemark may deploy from its environments {now}: protect each (reviewers, and main alone)\n")
        told = made.settings("terraform/bootstrap/terraform.tfvars")
        want(told["github_environments"] == str(now.split(", ")).replace("'", '"') and told["region"] == '"eu-central-1"', f"kept {told}")
    want("github      " not in made.run("--github", "example/tidemark", "--yes")[0], "what is let in is let in once more")
    made = clone("live")
    ends(made.run("--yes"), 0, "to do       let GitHub's environment live deploy: ./setup.sh --aws --github example/tidemark")
    want(not made.settings("terraform/bootstrap/terraform.tfvars")["github_environments"], "lets in without being told")


def a_lost_bootstrap_is_taken_on_as_it_is():
    clone = Clone().deployed().says("terraform plan", "Plan: 2 to import", 2).says("iam get-role", "repo:example/tidemark:environment:prod\trepo:example/tidemark:environment:test")
    clone.says("iam list-open-id-connect-providers", "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com").says("iam list-open-id-connect-provider-tags", "bootstrap")
    clone.says("s3api get-bucket-policy", "{}").says("iam get-policy", "NoSuchEntity", 254).built()
    ends(clone.run("--no-build"), 10, "made elsewhere: terraform/bootstrap is left alone. Where that clone is lost: ./setup.sh --aws --adopt-bootstrap")
    want("terraform/bootstrap/terraform.tfvars" not in clone.kept(), f"kept {clone.kept()}")
    ends(clone.run("--no-build", "--adopt-bootstrap", "--github", "example/another"), 2, "github_repository is example/tidemark")
    ends(clone.run("--no-build", "--adopt-bootstrap"), 10, "left as it is")
    told = clone.settings("terraform/bootstrap/terraform.tfvars")
    want(told["github_repository"] == '"example/tidemark"' and told["github_environments"] == '["prod", "test"]' and not told["github_provider"], f"kept {told}")
    imports = (clone.folder / "terraform/bootstrap/adopted.tf").read_text(encoding="utf-8")
    want("to = aws_s3_bucket_policy.state\n" in imports and "to = aws_iam_role.plan[0]\n" in imports and "boundary" not in imports, imports)
    ends(clone.write("terraform/bootstrap/terraform.tfstate", "{}").run("--no-build", "--adopt-bootstrap"), 10, "left as it is")
    want(not (clone.folder / "terraform/bootstrap/adopted.tf").exists(), "what the state knows is imported once more")


def a_bootstrap_that_was_cut_off_is_gone_on_with():
    clone = Clone().deployed().says("terraform plan", "Plan: 2 to import", 2).built()
    clone.says("s3api get-bucket-policy", "An error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation", 254)
    ends(clone.run("--no-build"), 10, "half made: a first run was cut off. It is taken on")
    imports = (clone.folder / "terraform/bootstrap/adopted.tf").read_text(encoding="utf-8")
    want("to = aws_s3_bucket.state\n" in imports and "aws_s3_bucket_policy.state" not in imports, imports)
    clone = Clone().deployed().says("s3api get-bucket-policy", "An error occurred (AccessDenied) when calling the GetBucketPolicy operation", 254).built()
    ends(clone.run("--no-build", "--yes"), 0, "made elsewhere: terraform/bootstrap is left alone")


def a_repository_is_named_as_its_tokens_name_it():
    def told(answer, code=0, named="example/tidemark"):
        clone.says("gh api", answer, code)
        result = clone.run(*CHOSEN, "--github", named, "--yes", **LOGINS)
        return result, clone.settings("terraform/bootstrap/terraform.tfvars")["github_repository"]

    def fresh():
        return Clone().says("s3api head-bucket", *reversed(NOWHERE)).write("terraform/bootstrap/terraform.tfstate", "{}")

    clone = fresh()
    result, kept = told("gh: not signed in", 4)
    ends(result, 0, "let in as example/tidemark, which is wrong for a repository made since July 2026", "gh auth login")
    want(kept == '"example/tidemark"', f"kept {kept}")
    result, kept = told("repo:example@1234/tidemark@5678")
    ends(result, 0, "the environment prod of example/tidemark", "--repo example/tidemark --body")
    want("let in as" not in result[0] and kept == '"example@1234/tidemark@5678"', f"kept {kept}")
    result, kept = told("gh: not signed in", 4)
    want("let in as" not in result[0] and kept == '"example@1234/tidemark@5678"', f"kept {kept}")
    clone = fresh()
    for answer, named in (("", "example/tidemark"), ("repo:example/tidemark", "example/tidemark"), ("repo:no/other", "example@12/tidemark@34")):
        result, kept = told(answer, named=named)
        want("let in as" not in result[0] and kept == f'"{named}"', f"kept {kept} of {named}")
    clone = fresh()
    result, kept = told("repo:example/*")
    ends(result, 2, "github_repository is written owner/name", "every other repository")
    want(not clone.kept(), f"kept {clone.kept()}")


def packages_are_built_or_not():
    clone = Clone().deployed()
    ends(clone.run("--no-build"), 2, "run this without --no-build")
    want(not list(clone.folder.rglob("*.zip")), "--no-build built")
    ends(clone.run(), 0, "packages    <stage>-lambda/target/<stage>-lambda-arm64.zip")
    want(list(clone.folder.rglob("*.zip")), "nothing was built")
    want(stat.S_IMODE((clone.folder / "target/setup").stat().st_mode) == 0o700, "others read what is in target/setup")


def the_end_says_what_is_left():
    clone = Clone().deployed().says("secretsmanager describe-secret", EMPTY).says("sns list-subscriptions-by-topic", "data@example.org")
    ends(clone.run("--yes"), 0, "to do       set tidemark/prod/totesys/source: ./setup.sh --aws --source-login FILE", 'Subscription Confirmation" to data@example.org')
    ends(Clone().run(*CHOSEN[:-2], "--yes", **LOGINS), 0, "to do       nobody hears of alarms")


def nothing_but_yes_is_consent():
    clone = Clone().deployed().built().says("terraform plan", "Plan: 1 to add", 2)
    for answer in ("", "y", "Y", "Yes", "YES", "yes, please", " no", "\x04"):
        ends(clone.type((("Apply this? Type yes", answer),), "--no-build"), 10, "left as it is")
    known = "\n".join(f"aws_{kind}.{stage}" for kind in ("iam_role", "lambda_function") for stage in ("ingest", "process", "load"))
    full = clone.says("s3api list-object-versions", "1").says("terraform state", known)
    ends(full.type((("data included? Type yes", "y"),), "--destroy", "--and-data", "tidemark-prod-totesys"), 10, "left as it is")
    want("terraform apply" not in clone.called() and "terraform destroy" not in clone.called(), f"applied without consent: {clone.called()}")
    clone.type((("Apply this? Type yes", "yes"),), "--no-build")
    want("apply" in clone.called(), f"yes is no consent: {clone.called()}")


def setup_asks_for_the_terraform_that_the_configurations_take():
    asked = re.search("terraform_oldest=(.*)", (PROJECT / "terraform/setup/tools.sh").read_text(encoding="utf-8"))[1]
    for folder in ("terraform", "terraform/bootstrap"):
        taken = re.search('required_version = "(.*)"', (PROJECT / folder / "versions.tf").read_text(encoding="utf-8"))[1]
        want(taken == f">= {asked}, < 2.0", f"{folder} takes Terraform {taken}, and setup.sh asks for {asked}")


def a_secret_comes_back_by_consent():
    clone = Clone().deployed().says("secretsmanager describe-secret", '["2026-01-01",{"1":["AWSCURRENT"]}]')
    ends(clone.run(), 10, "left as it is: without a terminal, --yes consents")
    want("restore-secret" not in clone.called(), "a secret came back without consent")
    ends(clone.run("--yes"), 0, "tidemark/prod/totesys/source is back, with its value")


def main():
    chosen = sys.argv[3:]
    tests = [test for name, test in globals().items() if callable(test) and "_" in name and (not chosen or name in chosen)]
    for test in tests:
        before = len(wrong)
        test()
        if len(wrong) > before:
            wrong.insert(before, f"--- {test.__name__}")
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"  {len(tests)} guards of setup.sh")


main()
