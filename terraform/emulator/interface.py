"""Leaves a network interface in the group of the functions, as Lambda does for a while when they are gone.

Usage: interface.py
"""

import aws

ec2 = aws.Clients().ec2
[group] = ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": ["tidemark-check-totesys-functions"]}])["SecurityGroups"]
[subnet, *_] = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [group["VpcId"]]}])["Subnets"]
ec2.create_network_interface(SubnetId=subnet["SubnetId"], Groups=[group["GroupId"]], Description="AWS Lambda VPC ENI-tidemark-check-totesys-load")
