"""Prints the variables of a deployment with everything switched on, as the emulator knows it.

Usage: settings.py PACKAGE BOUNDARY
"""

import json
import sys

import aws

PACKAGE, BOUNDARY = sys.argv[1:]
ec2 = aws.Clients().ec2

network = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
of_it = [{"Name": "vpc-id", "Values": [network]}]
database = ec2.create_security_group(GroupName="database", Description="A database", VpcId=network)["GroupId"]

print(
    json.dumps(
        {
            "region": aws.REGION,
            "environment": "check",
            "pipeline": "totesys",
            "packages": {"ingest": PACKAGE, "process": PACKAGE, "load": PACKAGE},
            "migration_login": True,
            "source_url": "postgresql://shop.example.org/shop",
            "secret_recovery_days": 0,
            "alarm_emails": ["data@example.org"],
            "permissions_boundary": BOUNDARY,
            "vpc": {
                "id": network,
                "subnets": [ec2.describe_subnets(Filters=of_it)["Subnets"][0]["SubnetId"]],
                "database_security_groups": [database],
                "route_tables": [ec2.describe_route_tables(Filters=of_it)["RouteTables"][0]["RouteTableId"]],
            },
        }
    )
)
