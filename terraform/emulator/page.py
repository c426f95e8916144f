"""Types what a page says, in its order and in one shell, and compares what is printed with what the page says.

Usage: page.py PAGE FOLDER [write]

Only blocks under a comment that begins with `typed on an emulator` are typed, in FOLDER, which the page calls /home/you/tidemark;
where it ends with `with data`, the zones hold an object then; where it ends with `then NAME`, the page of that name beside this one
is typed next.
What differs from run to run is left out, and a line `…` on the page stands for any number of lines; a command of which the page says
nothing else has to end well. With `write`, the pages are written anew. Everything printed goes to the file `printed` beside FOLDER.
"""

import pathlib
import re
import subprocess
import sys

import aws

PAGE, FOLDER = (pathlib.Path(argument) for argument in sys.argv[1:3])
WRITE = sys.argv[3:] == ["write"]
MARK = "<!-- typed on an emulator"
NEXT = re.compile(r" then (\S+) -->$")
ANYTHING = ["…"]
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
        self.log = FOLDER.with_name("printed").open("a", encoding="utf-8")

    def type(self, command):
        self.process.stdin.write(f"{{ {command}\n}} </dev/null\necho '{END}'$?\n")
        self.process.stdin.flush()
        printed = []
        for line in self.process.stdout:
            if line.startswith(END):
                return printed, int(line[len(END) :])
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
        printed, ended = shell.type("\n".join(command))
        agrees = tells(lasting(said), lasting(printed)) and (said != ANYTHING or ended == 0)
        if not agrees:
            wrong.append("$ " + "\n".join(command + printed))
        right += ["$ " + command[0], *command[1:], *(said if agrees else printed)]
    return right, wrong


def fill_zones():
    for bucket in aws.Clients().s3.list_buckets()["Buckets"]:
        if not bucket["Name"].startswith("tidemark-state"):
            aws.Clients().s3.put_object(Bucket=bucket["Name"], Key="totesys/runs/000000001/query_log.json", Body=b"{}")


def type_page(page, shell):
    """How many blocks were typed of this page and of those that it leads to, and what is wrong with them."""
    lines = page.read_text(encoding="utf-8").split("\n")
    wrong, blocks, at = [], 0, 0
    while at < len(lines):
        mark = lines[at].lstrip()
        if mark.startswith(MARK):
            indent = lines[at][: -len(mark)]
            end = lines.index(indent + "```", at + 2)
            if mark.endswith("with data -->"):
                fill_zones()
            right, differing = follow(shell, [line.removeprefix(indent) for line in lines[at + 2 : end]])
            wrong += differing
            blocks += 1
            if WRITE:
                lines[at + 2 : end] = [indent + line for line in right]
                end = at + 2 + len(right)
            at = end
            for name in NEXT.findall(mark):
                # Somebody else types it, who has none of the passwords.
                more, differing = type_page(page.with_name(name), Shell())
                blocks += more
                wrong += differing
        at += 1
    if not blocks:
        sys.exit(f"{page} has no block that is typed on an emulator")
    if WRITE:
        page.write_text("\n".join(lines), encoding="utf-8")
    return blocks, wrong


def main():
    blocks, wrong = type_page(PAGE, Shell())
    if wrong and not WRITE:
        print(f"{PAGE} says something else than was printed; `terraform/verify page write` writes it anew:\n" + "\n".join(wrong))
        sys.exit(1)
    print(f"  {blocks} blocks of {PAGE.name} and of what it leads to")


main()
