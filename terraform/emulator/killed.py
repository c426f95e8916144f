"""A first apply outlives its terminal, and then is killed before any state is written. setup.sh says what became of it, takes on what
is there, and takes down all.

Usage: killed.py PROJECT FOLDER

PROJECT is a copy of the project in whose account the state's bucket is; FOLDER, where another is laid.
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

import aws

PROJECT, FOLDER = (pathlib.Path(argument) for argument in sys.argv[1:3])
LOG = FOLDER / "target/setup/apply.log"
SECONDS_MAX = 300
CHOSEN = ["--region", aws.REGION, "--environment", "check", "--pipeline", "totesys", "--email", "data@example.org"]
LOGINS = {
    "TIDEMARK_SOURCE_URL": "postgresql://reader:one@db.example.com:5432/totesys",
    "TIDEMARK_WAREHOUSE_URL": "postgresql://loader:two@wh.example.com:5432/stars",
}


def lay():
    shutil.copytree(PROJECT, FOLDER, ignore=shutil.ignore_patterns("target", ".terraform*", "*.tfvars", "*.tfstate*", "*.tfbackend"))


def made():
    return len(re.findall(r"Creation complete", LOG.read_text(encoding="utf-8"))) if LOG.exists() else 0


def wait_for(condition, process):
    """False where it ended before, or takes too long."""
    for _ in range(SECONDS_MAX * 10):
        if condition():
            return True
        if process.poll() is not None:
            return False
        time.sleep(0.1)
    return False


def kill_in_the_middle():
    variables = os.environ | LOGINS | {"TF_STATE_PERSIST_INTERVAL": "3600"}
    with (FOLDER / "first").open("w", encoding="utf-8") as printed:
        first = subprocess.Popen(
            ["./setup.sh", "--aws", *CHOSEN, "--yes"], cwd=FOLDER, env=variables, stdin=subprocess.DEVNULL, stdout=printed, stderr=printed, start_new_session=True
        )
    reached = wait_for(lambda: made() > 8, first)
    os.killpg(first.pid, signal.SIGHUP)
    # The functions come late, after their rights and logs.
    outlived = wait_for(lambda: re.search(r"aws_lambda_function\.\w+: Creation complete", LOG.read_text(encoding="utf-8")), first)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    if not (reached and outlived):
        sys.exit(f"it ended with its terminal, or before:\n{(FOLDER / 'first').read_text(encoding='utf-8')}")


def setup(*options):
    command = ["./setup.sh", "--aws", *options, "--yes"]
    done = subprocess.run(command, cwd=FOLDER, env=os.environ | LOGINS, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout, done.returncode


def ends(result, code, *words):
    printed, ended = result
    if ended != code or not all(word in printed for word in words):
        aws.finish([f"not exit code {code} with {words}, but {ended}:\n{printed}"])
    return printed


lay()
kill_in_the_middle()
locked = ends(setup(), 1, "the state is locked by ", " since ")
unlock = re.search(r"^  (terraform -chdir=terraform force-unlock -force \S+)$", locked, re.MULTILINE)
subprocess.run(unlock.group(1).split(), cwd=FOLDER, check=True)
ends(setup(), 0, "it is taken on", "tidemark-check-totesys is deployed.")
ends(setup("--destroy"), 0, "Apply complete! Resources: 0 added, 0 changed, 64 destroyed.")
if (FOLDER / "terraform/adopted.tf").exists():
    aws.finish(["what is imported once stays written down"])
