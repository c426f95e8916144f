"""How many mails a night costs in which the source is down, a single call that failed, and one that failed for good: what the alarms
that were deployed would say, minute by minute. They are evaluated as CloudWatch does it, where a period has a value and where not.

Usage: terraform show -json | night.py
"""

import collections
import json
import sys

import aws

STAGES = ("ingest", "process", "load")
TICK_MINUTES = 10
MINUTES = 24 * 60
NIGHT = range(6 * 60, 14 * 60)
HICCUP = range(6 * 60, 6 * 60 + TICK_MINUTES)
LONG_EMPTY = range(0)  # minutes at which the failure queue says something: none, where nobody used it for six hours
EMPTIED = range(60, 120 + 6 * 60)
FAILED_FOR_GOOD = range(60, 120)
STATISTICS = {"Sum": sum, "Minimum": min, "Maximum": max}


def metrics(trouble, heard):
    """By metric and function or queue, what each minute brought: ingest fails while the source is in trouble, the others find nothing
    new, and a queue is heard of while it holds something and six hours longer."""
    values = collections.defaultdict(dict)
    for minute in range(0, MINUTES, TICK_MINUTES):
        for stage in STAGES:
            fails = stage == "ingest" and minute in trouble
            values["Errors", stage][minute] = 1 if fails else 0
            values["Throttles", stage][minute] = 0
            values["Duration", stage][minute] = 3000
            if not fails:
                values["LagSeconds", stage][minute] = 0
    values["ApproximateNumberOfMessagesVisible", "failures"] = {minute: int(minute in FAILED_FOR_GOOD) for minute in heard}
    return values


def breaches(alarm, values):
    """For each period that is over, whether it breached; None where it was silent."""
    length = alarm["period"] // 60
    for begin in range(0, MINUTES, length):
        found = [values[minute] for minute in range(begin, begin + length) if minute in values]
        yield STATISTICS[alarm["statistic"]](found) > alarm["threshold"] if found else None


def mails(alarm, values, state):
    """Each change of the alarm's state that tells somebody."""
    silent = alarm["treat_missing_data"] == "breaching"
    recent = collections.deque([state == "ALARM"] * alarm["evaluation_periods"], alarm["evaluation_periods"])
    for breach in breaches(alarm, values):
        if breach is None and alarm["treat_missing_data"] == "ignore":
            continue
        recent.append(silent if breach is None else breach)
        now = "ALARM" if sum(recent) >= (alarm["datapoints_to_alarm"] or alarm["evaluation_periods"]) else "OK"
        if now != state and alarm["alarm_actions" if now == "ALARM" else "ok_actions"]:
            yield now
        state = now


def told(alarms, values, ringing):
    """The mails by the end of the alarm's name; of alarms that stay silent, nothing."""
    found = {}
    for alarm in alarms:
        [subject] = alarm["dimensions"].values()
        name = alarm["alarm_name"].split("-", 3)[-1]
        if sent := list(mails(alarm, values[alarm["metric_name"], subject.rsplit("-", 1)[-1]], "ALARM" if name == ringing else "OK")):
            found[name] = sent
    return found


resources = json.load(sys.stdin)["values"]["root_module"]["resources"]
watching = [r["values"] for r in resources if r["type"] == "aws_cloudwatch_metric_alarm"]
both = ["ALARM", "OK"]
wrong = []
for what, trouble, heard, ringing, wanted in (
    ("a night without the source", NIGHT, LONG_EMPTY, None, {"ingest-failing": both, "ingest-not-fresh": both}),
    ("one call that failed", HICCUP, LONG_EMPTY, None, {}),
    ("a call that failed for good", (), EMPTIED, None, {"failures": both}),
    ("an alarm that somebody rings to try the mails", (), LONG_EMPTY, "failures", {"failures": ["OK"]}),
):
    if (found := told(watching, metrics(trouble, heard), ringing)) != wanted:
        wrong.append(f"{what} sends {found}, and should send {wanted}")
print(f"  {len(watching)} alarms")
aws.finish(wrong)
