"""Types what a page says, in its order and in one shell, and compares what is printed with what the page says.

Usage: page.py PAGE FOLDER [write]

Only blocks under a comment that begins with `typed on an emulator` are typed, in FOLDER, which the page calls /home/you/tidemark;
where it ends with `with data`, the zones hold an object then.
What differs from run to run is left out, and a line `…` on the page stands for any number of lines. With `write`, the page is
written anew. Everything printed goes to the file `printed` beside FOLDER.
"""

import pathlib
import re
import subprocess
import sys

import aws

PAGE, FOLDER = (pathlib.Path(argument) for argument in sys.argv[1:3])
WRITE = sys.argv[3:] == ["write"]
MARK = "<!-- typed on an emulator"
END = "--- typed, and ended with "
CHANGING = ((r"\d+(\.\d+)? (s|ms|min)\b", "DURATION"), (r"Terraform \d[\d.]*, aws-cli/[\d.]+", "TOOLS"), (r"\s+", " "))


def lasting(lines):
    kept = []
    for line in lines:
        for pattern, name in CHANGING:
            line = re.sub(pattern, name, line)
        kept.append(line.strip())
    return "\n".join(kept).strip().split("\n")


def tells(said, printed):
    if not said:
        return not printed
    if said[0] == "…":
        return any(tells(said[1:], printed[skipped:]) for skipped in range(len(printed) + 1))
    return bool(printed) and said[0] == printed[0] and tells(said[1:], printed[1:])


class Shell:
    def __init__(self):
        self.process = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            cwd=FOLDER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.log = FOLDER.with_name("printed").open("w", encoding="utf-8")

    def type(self, command):
        self.process.stdin.write(f"{{ {command}\n}} </dev/null\necho '{END}'$?\n")
        self.process.stdin.flush()
        printed = []
        for line in self.process.stdout:
            if line.startswith(END):
                return printed
            self.log.write(line)
            printed.append(line.rstrip("\n").replace(str(FOLDER), "/home/you/tidemark"))
        raise SystemExit(f"the shell ended with: {command}")


def typed(block):
    """Commands and what the page says that each prints. A command goes on after a backslash."""
    pairs = []
    for line in block:
        if line.startswith("$ "):
            pairs.append(([line[2:]], []))
        elif pairs and pairs[-1][0][-1].endswith("\\") and not pairs[-1][1]:
            pairs[-1][0].append(line)
        elif pairs:
            pairs[-1][1].append(line)
    return pairs


def follow(shell, block):
    """The block as it should be, and what is wrong with it."""
    right, wrong = [], []
    for command, said in typed(block):
        printed = shell.type("\n".join(command))
        agrees = tells(lasting(said), lasting(printed))
        if not agrees:
            wrong.append("$ " + "\n".join(command + printed))
        right += ["$ " + command[0], *command[1:], *(said if agrees else printed)]
    return right, wrong


def fill_zones():
    for bucket in aws.Clients().s3.list_buckets()["Buckets"]:
        if not bucket["Name"].startswith("tidemark-state"):
            aws.Clients().s3.put_object(Bucket=bucket["Name"], Key="totesys/runs/000000001/query_log.json", Body=b"{}")


def main():
    lines = PAGE.read_text(encoding="utf-8").split("\n")
    shell, wrong, blocks, at = Shell(), [], 0, 0
    while at < len(lines):
        if lines[at].startswith(MARK):
            end = lines.index("```", at + 2)
            if lines[at].endswith("with data -->"):
                fill_zones()
            right, differing = follow(shell, lines[at + 2 : end])
            wrong += differing
            blocks += 1
            if WRITE:
                lines[at + 2 : end] = right
                end = at + 2 + len(right)
            at = end
        at += 1
    if WRITE:
        PAGE.write_text("\n".join(lines), encoding="utf-8")
    elif wrong:
        print(f"{PAGE} says something else than was printed; `terraform/verify page write` writes it anew:\n" + "\n".join(wrong))
        sys.exit(1)
    if not blocks:
        sys.exit(f"{PAGE} has no block that is typed on an emulator")
    print(f"  {blocks} blocks of {PAGE.name}")


main()
