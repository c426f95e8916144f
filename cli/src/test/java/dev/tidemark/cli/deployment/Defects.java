package dev.tidemark.cli.deployment;

import java.util.List;
import java.util.stream.Stream;

/// All that a check has to find, one at a time.
final class Defects {

    private static final String NAME = "tidemark-check-totesys";
    private static final String TOPIC =
            "arn:aws:sns:eu-central-1:123456789012:%s-alarms".formatted(NAME);

    private static final String OTHER_FUNCTION =
            "arn:aws:lambda:eu-central-1:123456789012:function:other";

    private Defects() {}

    static Stream<Defect> all() {
        return Stream.of(
                        FunctionDefects.all(),
                        rights(),
                        secretsAndBuckets(),
                        protection(),
                        schedule(),
                        failures(),
                        alarms())
                .flatMap(List::stream);
    }

    private static List<Defect> rights() {
        return List.of(
                new Defect(
                        "a right too many",
                        "a.iam.put_role_policy(RoleName=N + '-ingest', PolicyName='more',"
                                + " PolicyDocument=json.dumps({'Version': '2012-10-17', 'Statement':"
                                + " [{'Effect': 'Allow', 'Action': 's3:DeleteObject', 'Resource':"
                                + " '*'}]}))",
                        "a.iam.delete_role_policy(RoleName=N + '-ingest', PolicyName='more')",
                        "role %s-ingest".formatted(NAME),
                        "has rights that its function does not need: s3:DeleteObject on *"),
                new Defect(
                        "a right too few",
                        "p = a.iam.get_role_policy(RoleName=N + '-process',"
                                + " PolicyName='process')['PolicyDocument'];a.iam.put_role_policy(RoleName=N"
                                + " + '-process', PolicyName='process', PolicyDocument=json.dumps({**p,"
                                + " 'Statement': [s for s in p['Statement'] if s['Sid'] !="
                                + " 'AskForFullRead']}))",
                        "a.iam.put_role_policy(RoleName=N + '-process', PolicyName='process',"
                                + " PolicyDocument=json.dumps(p))",
                        "role %s-process".formatted(NAME),
                        "lacks rights that its function needs: s3:PutObject on arn:aws:s3:::%s-ingestion-123456789012/totesys/runs/*/read_in_full.json"
                                .formatted(NAME)),
                new Defect(
                        "a policy besides",
                        "b = a.iam.create_policy(PolicyName='everything',"
                                + " PolicyDocument=json.dumps({'Version': '2012-10-17', 'Statement':"
                                + " [{'Effect': 'Allow', 'Action': '*', 'Resource':"
                                + " '*'}]}))['Policy']['Arn'];a.iam.attach_role_policy(RoleName=N +"
                                + " '-load', PolicyArn=b)",
                        "a.iam.detach_role_policy(RoleName=N + '-load', PolicyArn=b);"
                                + " a.iam.delete_policy(PolicyArn=b)",
                        "role %s-load".formatted(NAME),
                        "has the policy everything besides its own, which may allow anything"),
                new Defect(
                        "a role that others may take on",
                        "t = a.iam.get_role(RoleName=N +"
                                + " '-load')['Role']['AssumeRolePolicyDocument'];a.iam.update_assume_role_policy(RoleName=N"
                                + " + '-load', PolicyDocument=json.dumps({**t, 'Statement':"
                                + " t['Statement'] + [{'Effect': 'Allow', 'Action': 'sts:AssumeRole',"
                                + " 'Principal': {'AWS': '*'}}]}))",
                        "a.iam.update_assume_role_policy(RoleName=N + '-load',"
                                + " PolicyDocument=json.dumps(t))",
                        "role %s-load".formatted(NAME),
                        "may be taken on by others than Lambda, or not by Lambda"));
    }

    private static List<Defect> secretsAndBuckets() {
        return List.of(
                new Defect(
                        "an empty secret",
                        "i = 'tidemark/check/totesys/source'; w = next(v for v, s in"
                                + " a.secretsmanager.describe_secret(SecretId=i)['VersionIdsToStages'].items()"
                                + " if 'AWSCURRENT' in"
                                + " s);a.secretsmanager.update_secret_version_stage(SecretId=i,"
                                + " VersionStage='AWSCURRENT', RemoveFromVersionId=w)",
                        "a.secretsmanager.put_secret_value(SecretId=i, SecretString='{}')",
                        "secret tidemark/check/totesys/source",
                        "is empty: Terraform makes it, and somebody has to set it"),
                new Defect(
                        "a secret that somebody deleted",
                        "a.secretsmanager.delete_secret(SecretId='tidemark/check/totesys/migration')",
                        "a.secretsmanager.restore_secret(SecretId='tidemark/check/totesys/migration')",
                        "secret tidemark/check/totesys/migration",
                        "is about to be deleted, and cannot be read any more"),
                new Defect(
                        "a bucket that notifies nobody",
                        "n = a.s3.get_bucket_notification_configuration(Bucket=N +"
                                + " '-ingestion-123456789012');"
                                + " n.pop('ResponseMetadata');a.s3.put_bucket_notification_configuration(Bucket=N"
                                + " + '-ingestion-123456789012', NotificationConfiguration={})",
                        "a.s3.put_bucket_notification_configuration(Bucket=N +"
                                + " '-ingestion-123456789012', NotificationConfiguration=n)",
                        "bucket %s-ingestion-123456789012".formatted(NAME),
                        "its query logs do not call %s-process: runs wait for the schedule"
                                .formatted(NAME)),
                new Defect(
                        "a bucket that notifies of what is no run",
                        "B = N + '-ingestion-123456789012'; n ="
                                + " a.s3.get_bucket_notification_configuration(Bucket=B);"
                                + " n.pop('ResponseMetadata'); a.s3.put_bucket_notification_configuration(Bucket=B,"
                                + " NotificationConfiguration={'LambdaFunctionConfigurations': [{**c,"
                                + " 'Filter': {'Key': {'FilterRules': [r for r in"
                                + " c['Filter']['Key']['FilterRules'] if r['Name'].lower() !="
                                + " 'prefix']}}} for c in n['LambdaFunctionConfigurations']]})",
                        "a.s3.put_bucket_notification_configuration(Bucket=B,"
                                + " NotificationConfiguration=n)",
                        "bucket %s-ingestion-123456789012".formatted(NAME),
                        "its query logs do not call %s-process: runs wait for the schedule"
                                .formatted(NAME)),
                new Defect(
                        "a bucket that is missing",
                        "n = a.s3.get_bucket_notification_configuration(Bucket=N +"
                                + " '-processed-123456789012');y = a.s3.get_bucket_policy(Bucket=N +"
                                + " '-processed-123456789012')['Policy'];c ="
                                + " a.s3.get_public_access_block(Bucket=N +"
                                + " '-processed-123456789012')['PublicAccessBlockConfiguration'];"
                                + " n.pop('ResponseMetadata');a.s3.delete_bucket(Bucket=N +"
                                + " '-processed-123456789012')",
                        "X = N + '-processed-123456789012';a.s3.create_bucket(Bucket=X,"
                                + " CreateBucketConfiguration={'LocationConstraint':"
                                + " 'eu-central-1'});a.s3.put_bucket_notification_configuration(Bucket=X,"
                                + " NotificationConfiguration=n);a.s3.put_bucket_policy(Bucket=X,"
                                + " Policy=y);a.s3.put_bucket_versioning(Bucket=X,"
                                + " VersioningConfiguration={'Status':"
                                + " 'Enabled'});a.s3.put_public_access_block(Bucket=X,"
                                + " PublicAccessBlockConfiguration=c)",
                        "bucket %s-processed-123456789012".formatted(NAME),
                        "is not there"));
    }

    private static List<Defect> protection() {
        String bucket = "bucket %s-ingestion-123456789012".formatted(NAME);
        return List.of(
                new Defect(
                        "a bucket that talks without TLS",
                        keepPolicy() + putPolicy("s['Sid'] != 'EncryptedConnectionsOnly'"),
                        "a.s3.put_bucket_policy(Bucket=B, Policy=o)",
                        bucket,
                        "takes connections without TLS, on which others can listen"),
                new Defect(
                        "query logs that can be overwritten",
                        keepPolicy() + putPolicy("s['Sid'] != 'QueryLogsAreNeverOverwritten'"),
                        "a.s3.put_bucket_policy(Bucket=B, Policy=o)",
                        bucket,
                        "lets a query log be overwritten: a run could change after it was handled"),
                new Defect(
                        "a policy that lets in another account",
                        keepPolicy()
                                + "z = json.loads(o); z['Statement'].append({'Effect': 'Allow',"
                                + " 'Principal': {'AWS': 'arn:aws:iam::210987654321:root'}, 'Action':"
                                + " 's3:GetObject', 'Resource': 'arn:aws:s3:::' + B + '/*'});"
                                + " a.s3.put_bucket_policy(Bucket=B, Policy=json.dumps(z))",
                        "a.s3.put_bucket_policy(Bucket=B, Policy=o)",
                        bucket,
                        "its policy lets in whom Terraform does not: s3:GetObject on arn:aws:s3:::%s-ingestion-123456789012/*"
                                .formatted(NAME)),
                new Defect(
                        "a bucket that forgets",
                        "B = N + '-ingestion-123456789012'; a.s3.put_bucket_versioning(Bucket=B,"
                                + " VersioningConfiguration={'Status': 'Suspended'})",
                        "a.s3.put_bucket_versioning(Bucket=B, VersioningConfiguration={'Status':"
                                + " 'Enabled'})",
                        bucket,
                        "keeps no former versions: what somebody deletes or overwrites by hand is gone"),
                new Defect(
                        "a bucket that may be opened",
                        "B = N + '-ingestion-123456789012'; c ="
                                + " a.s3.get_public_access_block(Bucket=B)['PublicAccessBlockConfiguration'];"
                                + " a.s3.put_public_access_block(Bucket=B,"
                                + " PublicAccessBlockConfiguration={**c, 'BlockPublicPolicy': False})",
                        "a.s3.put_public_access_block(Bucket=B, PublicAccessBlockConfiguration=c)",
                        bucket,
                        "can be opened to the public: BlockPublicPolicy not set"));
    }

    private static String keepPolicy() {
        return "B = N + '-ingestion-123456789012'; o = a.s3.get_bucket_policy(Bucket=B)['Policy'];";
    }

    /// The policy that was kept, with fewer statements.
    private static String putPolicy(String kept) {
        return "a.s3.put_bucket_policy(Bucket=B, Policy=json.dumps({**json.loads(o), 'Statement': [s for s in json.loads(o)['Statement'] if %s]}))"
                .formatted(kept);
    }

    private static List<Defect> schedule() {
        return List.of(
                new Defect(
                        "a schedule that is off",
                        "a.events.disable_rule(Name=N + '-tick')",
                        "a.events.enable_rule(Name=N + '-tick')",
                        "rule %s-tick".formatted(NAME),
                        "is switched off: nothing looks at the source any more"),
                new Defect(
                        "a target that is missing",
                        "g = [g for g in a.events.list_targets_by_rule(Rule=N + '-tick')['Targets']"
                                + " if g['Id'] == 'load'];a.events.remove_targets(Rule=N + '-tick',"
                                + " Ids=['load'])",
                        "a.events.put_targets(Rule=N + '-tick', Targets=g)",
                        "rule %s-tick".formatted(NAME),
                        "does not call %s-load".formatted(NAME)),
                new Defect(
                        "a target too many",
                        "a.events.put_targets(Rule=N + '-tick', Targets=[{'Id': 'other', 'Arn': '%s',"
                                        .formatted(OTHER_FUNCTION)
                                + " 'DeadLetterConfig': {'Arn':"
                                + " 'arn:aws:sqs:eu-central-1:123456789012:' + N + '-failures'}}])",
                        "a.events.remove_targets(Rule=N + '-tick', Ids=['other'])",
                        "rule %s-tick".formatted(NAME),
                        "calls %s too, which is no target that Terraform made"
                                .formatted(OTHER_FUNCTION)),
                new Defect(
                        "a target that reports nothing",
                        "g = [g for g in a.events.list_targets_by_rule(Rule=N + '-tick')['Targets']"
                                + " if g['Id'] == 'load'];a.events.put_targets(Rule=N + '-tick',"
                                + " Targets=[{k: g[0][k] for k in ['Id', 'Arn']}])",
                        "a.events.put_targets(Rule=N + '-tick', Targets=g)",
                        "rule %s-tick".formatted(NAME),
                        "does not report to %s-failures what it cannot hand over to load"
                                .formatted(NAME)));
    }

    private static List<Defect> failures() {
        String queue = "queue %s-failures".formatted(NAME);
        return List.of(
                new Defect(
                        "a queue that is missing",
                        keepQueue() + "a.sqs.delete_queue(QueueUrl=q)",
                        "a.sqs.create_queue(QueueName=N + '-failures', Attributes={'Policy': o})",
                        queue,
                        "is not there"),
                new Defect(
                        "a queue that takes nothing from the schedule",
                        keepQueue()
                                + "a.sqs.set_queue_attributes(QueueUrl=q, Attributes={'Policy':"
                                + " json.dumps({**json.loads(o), 'Statement': [s for s in"
                                + " json.loads(o)['Statement'] if s['Effect'] == 'Deny']})})",
                        "a.sqs.set_queue_attributes(QueueUrl=q, Attributes={'Policy': o})",
                        queue,
                        "does not take what %s-tick cannot hand over".formatted(NAME)),
                new Defect(
                        "a queue that takes from everybody",
                        keepQueue()
                                + "z = json.loads(o); z['Statement'].append({'Effect': 'Allow',"
                                + " 'Principal': '*', 'Action': 'sqs:SendMessage', 'Resource': '*'});"
                                + " a.sqs.set_queue_attributes(QueueUrl=q, Attributes={'Policy':"
                                + " json.dumps(z)})",
                        "a.sqs.set_queue_attributes(QueueUrl=q, Attributes={'Policy': o})",
                        queue,
                        "lets in others than Terraform does: sqs:SendMessage on *"),
                new Defect(
                        "a function that reports nothing",
                        "d = a.functions.get_function_event_invoke_config(FunctionName=N +"
                                + " '-load')['DestinationConfig'];a.functions.delete_function_event_invoke_config(FunctionName=N"
                                + " + '-load')",
                        "a.functions.put_function_event_invoke_config(FunctionName=N + '-load',"
                                + " DestinationConfig=d)",
                        "function %s-load".formatted(NAME),
                        "does not report to %s-failures the calls that failed for good"
                                .formatted(NAME)),
                new Defect(
                        "an alarm that looks at another queue",
                        keepAlarm("-failures")
                                + putAlarm(
                                        ", 'Dimensions': [{'Name': 'QueueName', 'Value': 'other'}]"),
                        putAlarm(""),
                        "alarm %s-failures".formatted(NAME),
                        "does not look at the queue %s-failures: nobody hears of what failed for good"
                                .formatted(NAME)));
    }

    private static String keepQueue() {
        return "q = a.sqs.get_queue_url(QueueName=N + '-failures')['QueueUrl']; o ="
                + " a.sqs.get_queue_attributes(QueueUrl=q,"
                + " AttributeNames=['Policy'])['Attributes']['Policy'];";
    }

    private static List<Defect> alarms() {
        return List.of(
                new Defect(
                        "an alarm that is missing",
                        keepAlarm("-load-failing")
                                + "a.cloudwatch.delete_alarms(AlarmNames=[m['AlarmName']])",
                        putAlarm(""),
                        "alarm %s-load-failing".formatted(NAME),
                        "is not there"),
                new Defect(
                        "an alarm that is off",
                        keepAlarm("-failures") + putAlarm(", 'ActionsEnabled': False"),
                        putAlarm(", 'ActionsEnabled': True"),
                        "alarm %s-failures".formatted(NAME),
                        "is switched off: it rings unheard"),
                new Defect(
                        "an alarm that does not tell the topic",
                        keepAlarm("-load-failing") + putAlarm(", 'AlarmActions': []"),
                        putAlarm(""),
                        "alarm %s-load-failing".formatted(NAME),
                        "does not tell %s: it rings unheard".formatted(TOPIC)),
                new Defect(
                        "an alarm that takes silence for health",
                        keepAlarm("-ingest-not-fresh")
                                + putAlarm(", 'TreatMissingData': 'notBreaching'"),
                        putAlarm(""),
                        "alarm %s-ingest-not-fresh".formatted(NAME),
                        "takes silence for health: it would not ring for a stage that stopped"),
                new Defect(
                        "a subscription that nobody confirmed",
                        "u = a.sns.subscribe(TopicArn='%s', Protocol='email', Endpoint='unconfirmed@example.org', ReturnSubscriptionArn=True)['SubscriptionArn']"
                                .formatted(TOPIC),
                        "a.sns.unsubscribe(SubscriptionArn=u)",
                        "topic %s-alarms".formatted(NAME),
                        "unconfirmed@example.org has not confirmed, and hears of no alarm"),
                new Defect(
                        "alarms that nobody hears",
                        "u = a.sns.list_subscriptions_by_topic(TopicArn='%s')['Subscriptions'][0]; a.sns.unsubscribe(SubscriptionArn=u['SubscriptionArn'])"
                                .formatted(TOPIC),
                        "a.sns.subscribe(TopicArn='%s', Protocol='email', Endpoint=u['Endpoint'])"
                                .formatted(TOPIC),
                        "topic %s-alarms".formatted(NAME),
                        "has no subscription: alarms ring unheard"),
                new Defect(
                        "a topic with a key",
                        "a.sns.set_topic_attributes(TopicArn='%s', AttributeName='KmsMasterKeyId', AttributeValue='alias/aws/sns')"
                                .formatted(TOPIC),
                        "a.sns.set_topic_attributes(TopicArn='%s', AttributeName='KmsMasterKeyId', AttributeValue='')"
                                .formatted(TOPIC),
                        "topic %s-alarms".formatted(NAME),
                        "is encrypted with a key: CloudWatch's alarms may be dropped in silence"));
    }

    private static String keepAlarm(String name) {
        return "m = a.cloudwatch.describe_alarms(AlarmNames=[N + '%s'])['MetricAlarms'][0];"
                .formatted(name);
    }

    /// The alarm that was kept, with something changed.
    private static String putAlarm(String change) {
        return "a.cloudwatch.put_metric_alarm(**{**{k: v for k, v in m.items() if k in ('AlarmName', 'AlarmDescription', 'ActionsEnabled', 'OKActions', 'AlarmActions', 'MetricName', 'Namespace', 'Statistic', 'Dimensions', 'Period', 'EvaluationPeriods', 'DatapointsToAlarm', 'Threshold', 'ComparisonOperator', 'TreatMissingData', 'Metrics')}%s})"
                .formatted(change);
    }
}
