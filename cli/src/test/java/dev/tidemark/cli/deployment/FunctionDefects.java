package dev.tidemark.cli.deployment;

import java.util.List;

/// What a check has to find wrong with functions.
final class FunctionDefects {

    private static final String NAME = "tidemark-check-totesys";
    private static final String ROLE = "arn:aws:iam::123456789012:role/" + NAME;

    /// SHA-256 of `other`, in base64 as Lambda says it.
    private static final String OTHER = "2SmKENGwc1g33EvYXaxkGw887yekfl1TpU8vP1svz/o=";

    private FunctionDefects() {}

    static List<Defect> all() {
        return List.of(
                new Defect(
                        "a function that is missing",
                        "f = kept['f'] = a.functions.get_function_configuration(FunctionName=N +"
                                + " '-process');d = a.functions.get_function_event_invoke_config(FunctionName=N"
                                + " + '-process')['DestinationConfig'];a.functions.delete_function(FunctionName=N +"
                                + " '-process')",
                        "a.functions.create_function(Code={'ZipFile': PACKAGE}, **{k: f[k] for k in"
                                + " ['FunctionName', 'Role', 'Handler', 'Runtime', 'Architectures',"
                                + " 'Timeout', 'Description',"
                                + " 'Environment']});a.functions.add_permission(FunctionName=N +"
                                + " '-process', StatementId='schedule', Action='lambda:InvokeFunction',"
                                + " Principal='events.amazonaws.com',"
                                + " SourceArn='arn:aws:events:eu-central-1:123456789012:rule/' + N +"
                                + " '-tick');"
                                + bucketMayCall()
                                + ";a.functions.put_function_event_invoke_config(FunctionName=N +"
                                + " '-process', DestinationConfig=d)",
                        "function %s-process".formatted(NAME),
                        "is not there"),
                new Defect(
                        "a handler that no package has",
                        "a.functions.update_function_configuration(FunctionName=N + '-load',"
                                + " Handler='main.handler')",
                        "a.functions.update_function_configuration(FunctionName=N + '-load',"
                                + " Handler='dev.tidemark.load.LoadHandler::handleRequest')",
                        "function %s-load".formatted(NAME),
                        "has the handler `main.handler` instead of"
                                + " `dev.tidemark.load.LoadHandler::handleRequest`"),
                new Defect(
                        "a runtime that no package is for",
                        "a.functions.update_function_configuration(FunctionName=N + '-load',"
                                + " Runtime='java17')",
                        "a.functions.update_function_configuration(FunctionName=N + '-load',"
                                + " Runtime='java21')",
                        "function %s-load".formatted(NAME),
                        "has the runtime `java17`; the packages want java21 or java25"),
                new Defect(
                        "a package that somebody put there by hand",
                        "a.functions.update_function_code(FunctionName=N + '-load', ZipFile=b'other')",
                        "a.functions.update_function_code(FunctionName=N + '-load', ZipFile=PACKAGE)",
                        "function %s-load".formatted(NAME),
                        "runs the package %s, which Terraform did not deploy".formatted(OTHER)),
                new Defect(
                        "a function that works for another bucket",
                        "v = a.functions.get_function_configuration(FunctionName=N +"
                                + " '-ingest')['Environment']['Variables'];a.functions.update_function_configuration(FunctionName=N"
                                + " + '-ingest', Environment={'Variables': {**v,"
                                + " 'TIDEMARK_INGESTION_BUCKET': 'other'}})",
                        "a.functions.update_function_configuration(FunctionName=N + '-ingest',"
                                + " Environment={'Variables': v})",
                        "function %s-ingest".formatted(NAME),
                        "TIDEMARK_INGESTION_BUCKET has another value; it should name %s-ingestion-123456789012"
                                .formatted(NAME)),
                new Defect(
                        "a bucket that may not call",
                        "a.functions.remove_permission(FunctionName=N + '-process',"
                                + " StatementId='ingestion-zone')",
                        bucketMayCall(),
                        "function %s-process".formatted(NAME),
                        "may not be called by s3.amazonaws.com for arn:aws:s3:::%s-ingestion-123456789012"
                                .formatted(NAME)),
                new Defect(
                        "somebody else who may call",
                        "a.functions.add_permission(FunctionName=N + '-load', StatementId='all',"
                                + " Action='lambda:InvokeFunction', Principal='sns.amazonaws.com')",
                        "a.functions.remove_permission(FunctionName=N + '-load',"
                                + " StatementId='all')",
                        "function %s-load".formatted(NAME),
                        "may be called by sns.amazonaws.com, whom Terraform does not let in"),
                new Defect(
                        "a function with the rights of another",
                        "a.functions.update_function_configuration(FunctionName=N + '-load', Role='%s-ingest')"
                                .formatted(ROLE),
                        "a.functions.update_function_configuration(FunctionName=N + '-load', Role='%s-load')"
                                .formatted(ROLE),
                        "function %s-load".formatted(NAME),
                        "has the role `%1$s-ingest` instead of `%1$s-load`".formatted(ROLE)),
                answered(
                        "a function that is not ready",
                        "{'State': 'Failed', 'StateReason': 'no address is left'}",
                        "is not ready: Failed (no address is left)"),
                answered(
                        "a function whose update failed",
                        "{'LastUpdateStatus': 'Failed'}",
                        "runs what it ran before its last update: Failed"),
                answered(
                        "a function on another processor",
                        "{'Architectures': ['x86_64']}",
                        "runs on x86_64, and others on arm64: a package fits one processor only"));
    }

    /// What the emulator answers besides, when it is asked for the function.
    private static Defect answered(String name, String answer, String problem) {
        return new Defect(
                name,
                "v = a.functions.get_function_configuration(FunctionName=N +"
                        + " '-load')['Environment']['Variables'];a.functions.update_function_configuration(FunctionName=N"
                        + " + '-load', Environment={'Variables': {**v, 'EMULATED':"
                        + " json.dumps(%s)}})".formatted(answer),
                "a.functions.update_function_configuration(FunctionName=N + '-load',"
                        + " Environment={'Variables': v})",
                "function %s-load".formatted(NAME),
                problem);
    }

    private static String bucketMayCall() {
        return "a.functions.add_permission(FunctionName=N + '-process',"
                + " StatementId='ingestion-zone', Action='lambda:InvokeFunction',"
                + " Principal='s3.amazonaws.com', SourceArn='arn:aws:s3:::' + N +"
                + " '-ingestion-123456789012', SourceAccount='123456789012')";
    }
}
