"""Each role does what it may and what it may not; the answers are compared with this table.

Usage: terraform output -json | rights.py
"""

import aws

OUTPUTS = aws.outputs()
INGESTION, PROCESSED = OUTPUTS["buckets"]["ingestion"], OUTPUTS["buckets"]["processed"]
RUN = "totesys/runs/000000001/"


def put(bucket, key):
    return lambda as_role: as_role.s3.put_object(Bucket=bucket, Key=key, Body=b"{}", IfNoneMatch="*")


def get(bucket, key):
    return lambda as_role: as_role.s3.get_object(Bucket=bucket, Key=key)


def delete(bucket, key):
    return lambda as_role: as_role.s3.delete_object(Bucket=bucket, Key=key)


def objects(bucket):
    return lambda as_role: as_role.s3.list_objects_v2(Bucket=bucket, MaxKeys=1)


def secret(name):
    return lambda as_role: as_role.secretsmanager.get_secret_value(SecretId=OUTPUTS["secrets"][name])


def log(stage):
    """A line in the log of that stage, as Lambda writes it with the rights of the function."""

    def write(as_role):
        of_it = {"logGroupName": OUTPUTS["log_groups"][stage], "logStreamName": "verify"}
        as_role.logs.create_log_stream(**of_it)
        as_role.logs.put_log_events(**of_it, logEvents=[{"timestamp": 1, "message": "a line"}])

    return write


def attach(as_role):
    """What Lambda does to let a function into the network."""
    found = as_role.ec2.describe_subnets()["Subnets"][0]
    interface = {"NetworkInterfaceId": as_role.ec2.create_network_interface(SubnetId=found["SubnetId"])["NetworkInterface"]["NetworkInterfaceId"]}
    as_role.ec2.assign_private_ip_addresses(**interface, SecondaryPrivateIpAddressCount=1)
    [described] = as_role.ec2.describe_network_interfaces(NetworkInterfaceIds=list(interface.values()))["NetworkInterfaces"]
    second = [address["PrivateIpAddress"] for address in described["PrivateIpAddresses"] if not address["Primary"]]
    as_role.ec2.unassign_private_ip_addresses(**interface, PrivateIpAddresses=second)
    as_role.ec2.delete_network_interface(**interface)


# The call, and who may make it.
CALLS = {
    "write a run of the ingestion zone": (put(INGESTION, RUN + "query_log.json"), "ingest"),
    "ask for a full read": (put(INGESTION, RUN + "read_in_full.json"), "ingest process"),
    "write elsewhere in the ingestion zone": (put(INGESTION, "other/query_log.json"), ""),
    "write a run of the processed zone": (put(PROCESSED, RUN + "query_log.json"), "process"),
    "write the current state": (put(PROCESSED, "totesys/state/public.staff/1.parquet"), "process"),
    "write elsewhere in the processed zone": (put(PROCESSED, "other/query_log.json"), ""),
    "read a run of the ingestion zone": (get(INGESTION, RUN + "given"), "ingest process"),
    "read a run of the processed zone": (get(PROCESSED, RUN + "given"), "process load"),
    "read the current state": (get(PROCESSED, "totesys/state/given"), "process"),
    "read elsewhere in the ingestion zone": (get(INGESTION, "other/given"), ""),
    "list the ingestion zone": (objects(INGESTION), "ingest process"),
    "list the processed zone": (objects(PROCESSED), "process load"),
    "delete a run of the ingestion zone": (delete(INGESTION, RUN + "given"), ""),
    "delete a run of the processed zone": (delete(PROCESSED, RUN + "given"), ""),
    "change the ingestion zone's policy": (lambda as_role: as_role.s3.delete_bucket_policy(Bucket=INGESTION), ""),
    "read the source's secret": (secret("source"), "ingest"),
    "read the warehouse's secret": (secret("warehouse"), "load"),
    "read the migrations' secret": (secret("migration"), "load"),
    "write a secret": (
        lambda as_role: as_role.secretsmanager.put_secret_value(SecretId=OUTPUTS["secrets"]["source"], SecretString="{}"),
        "",
    ),
    "report a failed call": (
        lambda as_role: as_role.sqs.send_message(QueueUrl=OUTPUTS["failure_queue"], MessageBody="{}"),
        "process load",
    ),
    "read what failed": (lambda as_role: as_role.sqs.receive_message(QueueUrl=OUTPUTS["failure_queue"]), ""),
    "write the log of ingest": (log("ingest"), "ingest"),
    "write the log of process": (log("process"), "process"),
    "write the log of load": (log("load"), "load"),
    "attach to the network": (attach, "ingest load"),
    "send a mail": (lambda as_role: as_role.sns.publish(TopicArn=OUTPUTS["alarm_topic"], Message="x"), ""),
    "change a function": (
        lambda as_role: as_role.functions.update_function_configuration(FunctionName=OUTPUTS["functions"]["load"], Timeout=60),
        "",
    ),
    "stop the clock": (lambda as_role: as_role.events.disable_rule(Name=OUTPUTS["schedule"]), ""),
    "list users": (lambda as_role: as_role.iam.list_users(), ""),
}


def prepare():
    """Objects to read, and values in the secrets."""
    admin = aws.Clients()
    for bucket in (INGESTION, PROCESSED):
        for key in (RUN + "given", "totesys/state/given", "other/given"):
            admin.s3.put_object(Bucket=bucket, Key=key, Body=b"{}")
    for arn in OUTPUTS["secrets"].values():
        admin.secretsmanager.put_secret_value(SecretId=arn, SecretString="{}")


def matrix():
    roles = {stage: aws.assume(arn) for stage, arn in OUTPUTS["roles"].items()}
    wrong = []
    for stage, as_role in roles.items():
        for name, (call, allowed) in CALLS.items():
            expected = "may" if stage in allowed.split() else "may not"
            found = aws.answer(call, as_role)
            if found != expected:
                wrong.append(f"{stage} {expected} {name}, but {found}")
        absent = aws.answer(get(INGESTION if stage == "ingest" else PROCESSED, RUN + "absent"), as_role)
        if absent != "answers 404 NoSuchKey":
            wrong.append(f"to {stage}, an absent object of its zone {absent}, and should be absent")
    print(f"  {len(roles)} roles, {len(CALLS) + 1} calls each")
    return wrong


prepare()
aws.finish(matrix())
