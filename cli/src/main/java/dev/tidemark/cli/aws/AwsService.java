package dev.tidemark.cli.aws;

/// A service that is asked, with its three names: in addresses and signatures, in the variable of its endpoint, in rights.
enum AwsService {
    ALARMS("monitoring", "CLOUDWATCH", "cloudwatch"),
    FUNCTIONS("lambda", "LAMBDA", "lambda"),
    IDENTITY("sts", "STS", "sts"),
    QUEUES("sqs", "SQS", "sqs"),
    RIGHTS("iam", "IAM", "iam"),
    SCHEDULE("events", "EVENTBRIDGE", "events"),
    SECRETS("secretsmanager", "SECRETS_MANAGER", "secretsmanager"),
    TOPICS("sns", "SNS", "sns");

    private final String id;
    private final String variable;
    private final String rights;

    AwsService(String id, String variable, String rights) {
        this.id = id;
        this.variable = variable;
        this.rights = rights;
    }

    String id() {
        return id;
    }

    /// As it ends the name of the variable for its endpoint.
    String variable() {
        return variable;
    }

    /// As it begins the name of a right.
    String rights() {
        return rights;
    }
}
