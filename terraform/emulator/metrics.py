"""Real lines of the functions' logs, compared with what alarms and dashboard look at."""

import json


def watched(admin):
    """The metrics of our own that alarms and dashboard look at, with the function that each is of."""
    for alarm in admin.cloudwatch.describe_alarms()["MetricAlarms"]:
        if alarm.get("Namespace") == "Tidemark":
            dimension = alarm["Dimensions"][0]
            yield alarm["Namespace"], alarm["MetricName"], dimension["Name"], dimension["Value"]
    for board in admin.cloudwatch.list_dashboards()["DashboardEntries"]:
        body = json.loads(admin.cloudwatch.get_dashboard(DashboardName=board["DashboardName"])["DashboardBody"])
        for chart in body["widgets"]:
            yield from (tuple(line[:4]) for line in chart["properties"]["metrics"] if line[0] == "Tidemark")


def printed(lines):
    """The metrics that CloudWatch takes from such lines ("Embedded metric format specification")."""
    for line in lines:
        if line.startswith("{"):
            record = json.loads(line)
            for directive in record.get("_aws", {}).get("CloudWatchMetrics", []):
                for metric in directive["Metrics"]:
                    yield from ((directive["Namespace"], metric["Name"], name, record[name]) for [name] in directive["Dimensions"])


def differences(admin, lines):
    told, found = set(printed(lines)), set(watched(admin))
    yield from (f"an alarm or the dashboard looks at {metric}, which no function printed" for metric in sorted(found - told))
    yield from (f"functions print {metric}, at which nothing looks" for metric in sorted(told - found))
