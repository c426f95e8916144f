"""Prints the variables of a deployment with everything switched on, as the emulator knows it.

Usage: settings.py PACKAGE BOUNDARY [PROJECT PORT]

The packages are those of PROJECT that this machine could run, or else PACKAGE; the source is expected on PORT.
"""

import json
import pathlib
import platform
import sys

import aws

PACKAGE, BOUNDARY, PROJECT, PORT = (*sys.argv[1:], "", "5432")[:4]
STAGES = ("ingest", "process", "load")
ARCHITECTURE = "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64"
ec2 = aws.Clients().ec2

network = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
of_it = [{"Name": "vpc-id", "Values": [network]}]
database = ec2.create_security_group(GroupName="database", Description="A database", VpcId=network)["GroupId"]


def packages():
    built = {stage: pathlib.Path(PROJECT, f"{stage}-lambda/target/{stage}-lambda-{ARCHITECTURE}.zip") for stage in STAGES}
    if all(package.is_file() for package in built.values()):
        return {"architecture": ARCHITECTURE, "packages": {stage: str(package) for stage, package in built.items()}}
    return {"packages": dict.fromkeys(STAGES, PACKAGE)}


print(
    json.dumps(
        {
            "region": aws.REGION,
            "environment": "check",
            "pipeline": "totesys",
            **packages(),
            "migration_login": True,
            "source_url": f"postgresql://127.0.0.1:{PORT}/shop",
            "secret_recovery_days": 0,
            "reserved_concurrency": 1,
            "tags": {"owner": "data", "tidemark-pipeline": "another"},
            "alarm_emails": ["data@example.org"],
            "budget_usd": 20,
            "permissions_boundary": BOUNDARY,
            "vpc": {
                "id": network,
                "subnets": [subnet["SubnetId"] for subnet in ec2.describe_subnets(Filters=of_it)["Subnets"][:2]],
                "database_security_groups": [database],
                "route_tables": [ec2.describe_route_tables(Filters=of_it)["RouteTables"][0]["RouteTableId"]],
            },
        }
    )
)
