"""Types at setup.sh as a person does, who declines in the end; and shows what it leaves alone that nobody consented to.

Usage: terminal.py DEPLOYED FOLDER

DEPLOYED is a copy of the project in which docs/deploy.md was typed; FOLDER, where a second one is laid for a newcomer. Beside both
lies `seen`, what others could see of the programs that were called.
"""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

import aws
import person

DEPLOYED, FOLDER = (pathlib.Path(argument) for argument in sys.argv[1:3])
SETUP = ["./setup.sh", "--aws"]
PASSWORD = "canary-f3a91c at@the/terminal%"
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("TIDEMARK_")}
ANSWERS = (
    ("Region of AWS", ""),
    ("Environment", "check"),
    ("Pipeline", ""),
    ("Addresses for alarms", "data@example.org team@example.org"),
    ("Address of the source", "postgresql://db.example.com:5432/totesys?sslmode=require"),
    ("User for the source", "tidemark_ingest"),
    ("Password of tidemark_ingest", PASSWORD),
    ("Address of the warehouse", "postgresql://wh.example.com:5432/stars"),
    ("User for the warehouse", "tidemark_load"),
    ("Password of tidemark_load", PASSWORD),
    ("Apply this?", "no"),
)
REMEMBERED = (
    'environment "check"',
    'pipeline "totesys"',
    'alarm_emails ["data@example.org", "team@example.org"]',
    'architecture "x86_64"',
    "migration_login true",
    'source_url "postgresql://db.example.com:5432/totesys?sslmode=require"',
    'warehouse_url "postgresql://wh.example.com:5432/stars"',
)
wrong = []


def want(condition, what):
    if not condition:
        wrong.append(what)


def answer(options, answers, folder):
    """What a terminal shows, and the exit code. Each answer is typed once its question is on the screen."""
    shown, code, unasked, _ = person.answer([*SETUP, *options], answers, folder, ENVIRONMENT)
    want(not unasked, f"was never asked: {unasked[:1]}; shown instead:\n{shown}")
    return shown, code


def unasked(options, folder):
    """The same without a terminal."""
    done = subprocess.run(
        [*SETUP, *options], cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return done.stdout, done.returncode


def files(folder):
    """A checksum of each file but those that nobody else reads."""
    kept = {"target", ".terraform", ".terraform.lock.hcl"}
    found = (f for f in folder.rglob("*") if f.is_file() and not kept & set(f.relative_to(folder).parts))
    return {str(f): hashlib.sha256(f.read_bytes()).hexdigest() for f in found}


def lay_newcomer():
    shutil.copytree(DEPLOYED, FOLDER, ignore=shutil.ignore_patterns("target", ".terraform*", "*.tfvars", "*.tfstate*", "*.tfbackend"))
    (FOLDER / "login.json").write_text('{"username":"tidemark_migrate","password":"' + PASSWORD + '"}', encoding="utf-8")


def a_person_is_asked_and_may_decline():
    shown, code = answer(["--migration-login", "login.json", "--architecture", "x86_64"], ANSWERS, FOLDER)
    want(code == 10 and "left as it is" in shown, f"who declines at a terminal ended with {code}:\n{shown}")
    want("is not shown" in shown and PASSWORD not in shown, f"a password was shown:\n{shown}")
    told = (FOLDER / "terraform/terraform.tfvars").read_text(encoding="utf-8")
    lines = {" ".join(line.replace(" = ", " ", 1).split()) for line in told.splitlines()}
    want(not set(REMEMBERED) - lines, f"remembered other than what was answered: {set(REMEMBERED) - lines}, but:\n{told}")
    want('"x86_64",' in (FOLDER / "target/setup/deployment.txt").read_text(encoding="utf-8"), "the plan is not for x86_64")
    (FOLDER / "login.json").unlink()
    for file in [FOLDER.with_name("seen"), *filter(pathlib.Path.is_file, FOLDER.rglob("*"))]:
        want(b"f3a91c at" not in file.read_bytes(), f"a password is in {file}")


def without_a_terminal_nobody_consents():
    printed, code = unasked(["--destroy", "--and-data", "tidemark-prod-totesys"], DEPLOYED)
    want(code == 10 and "--yes consents" in printed, f"without consent it ended with {code}:\n{printed}")


def data_goes_by_its_name_only():
    printed, code = unasked(["--destroy", "--and-data", "tidemark-prod-other", "--yes"], DEPLOYED)
    want(code == 2 and "is not this deployment" in printed, f"another deployment's name ended with {code}:\n{printed}")


def a_look_changes_no_file():
    before = files(DEPLOYED)
    printed, code = unasked(["--check", "--architecture", "arm64"], DEPLOYED)
    want(code == 10 and "something is to do" in printed, f"a look at what was destroyed ended with {code}:\n{printed}")
    want(before == files(DEPLOYED), f"a look changed {dict(before.items() ^ files(DEPLOYED).items())}")


lay_newcomer()
a_person_is_asked_and_may_decline()
without_a_terminal_nobody_consents()
data_goes_by_its_name_only()
a_look_changes_no_file()
aws.finish(wrong)
