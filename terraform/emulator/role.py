"""Takes on a role, and prints what a shell exports to have its rights.

Usage: role.py ARN
"""

import sys

import aws

taken = aws.credentials(sys.argv[1])
print(f"export AWS_ACCESS_KEY_ID={taken['AccessKeyId']} AWS_SECRET_ACCESS_KEY={taken['SecretAccessKey']} AWS_SESSION_TOKEN={taken['SessionToken']}")
