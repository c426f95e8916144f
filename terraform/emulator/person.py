"""Types at a terminal as a person does."""

import os
import select
import signal
import subprocess
import termios

SECONDS_MAX = 120


def answer(command, answers, folder, environment):
    """What a terminal shows, the exit code, and what was never asked. Each answer is typed once its question is on the screen; instead
    of None, Ctrl-C."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, preexec_fn=heed_interrupts)
    os.close(theirs)
    shown, seen, questions = "", 0, list(answers)
    while printed := read(ours, process):
        shown += printed
        if questions and (at := shown.find(questions[0][0], seen)) >= 0 and shown.endswith(": "):
            typed = questions.pop(0)[1]
            seen = len(shown)
            if typed is None:
                process.send_signal(signal.SIGINT)
            else:
                os.write(ours, (typed + "\n").encode())
    echoes = bool(termios.tcgetattr(ours)[3] & termios.ECHO)
    os.close(ours)
    return shown, process.wait(), questions, echoes


def heed_interrupts():
    """As a terminal's foreground does, and what a shell starts by the side does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def read(terminal, process):
    """Empty when the other end was closed, as a process does that ends."""
    if not select.select([terminal], [], [], SECONDS_MAX)[0]:
        process.kill()
        return ""
    try:
        return os.read(terminal, 65536).decode()
    except OSError:
        return ""
