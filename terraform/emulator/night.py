"""How many mails a night costs in which the source is down, and a single call that failed: what the alarms that were deployed would
say, minute by minute. They are evaluated as CloudWatch does it, as far as each period has a value or silence counts as a breach.

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
STATISTICS = {"Sum": sum, "Minimum": min, "Maximum": max}


def metrics(trouble):
    """By metric and stage, what each minute brought: ingest fails while the source is in trouble, the others find nothing new."""
    values = collections.defaultdict(dict)
    for minute in range(0, MINUTES, TICK_MINUTES):
        for stage in STAGES:
            fails = stage == "ingest" and minute in trouble
            values["Errors", stage][minute] = 1 if fails else 0
            values["Throttles", stage][minute] = 0
            values["Duration", stage][minute] = 3000
            if not fails:
                values["LagSeconds", stage][minute] = 0
    return values


def breaches(alarm, values):
    """For each period that is over, whether it breached; None where it was silent."""
    length = alarm["period"] // 60
    for begin in range(0, MINUTES, length):
        found = [values[minute] for minute in range(begin, begin + length) if minute in values]
        yield STATISTICS[alarm["statistic"]](found) > alarm["threshold"] if found else None


def mails(alarm, values):
    """Each change of the alarm's state that tells somebody."""
    silent = alarm["treat_missing_data"] == "breaching"
    recent, state = collections.deque([False] * alarm["evaluation_periods"], alarm["evaluation_periods"]), "OK"
    for breach in breaches(alarm, values):
        if breach is None and alarm["treat_missing_data"] == "ignore":
            continue
        recent.append(silent if breach is None else breach)
        now = "ALARM" if sum(recent) >= alarm["datapoints_to_alarm"] else "OK"
        if now != state and alarm["alarm_actions" if now == "ALARM" else "ok_actions"]:
            yield now
        state = now


def told(alarms, trouble):
    """The mails by the end of the alarm's name; of alarms that stay silent, nothing."""
    values = metrics(trouble)
    found = {}
    for alarm in alarms:
        stage = (alarm["dimensions"] or {}).get("FunctionName", "").rsplit("-", 1)[-1]
        if stage in STAGES and (sent := list(mails(alarm, values[alarm["metric_name"], stage]))):
            found[stage + alarm["alarm_name"].split(stage, 1)[1]] = sent
    return found


resources = json.load(sys.stdin)["values"]["root_module"]["resources"]
watching = [r["values"] for r in resources if r["type"] == "aws_cloudwatch_metric_alarm"]
both = ["ALARM", "OK"]
wrong = []
for what, trouble, wanted in (
    ("a night without the source", NIGHT, {"ingest-failing": both, "ingest-not-fresh": both}),
    ("one call that failed", HICCUP, {}),
):
    if (found := told(watching, trouble)) != wanted:
        wrong.append(f"{what} sends {found}, and should send {wanted}")
print(f"  {len(watching)} alarms")
aws.finish(wrong)
