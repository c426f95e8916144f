package dev.tidemark.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.environment.AwsAddress;
import dev.tidemark.environment.AwsLogin;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// Asks AWS with the SDK's credentials, regions, signatures and HTTP client, but without a client of its own for each
/// service: six of them would weigh more than all the rest of the command for a dozen questions.
public final class AwsApi implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(20);
    private static final int TRIES_MAX = 3;

    private static final JsonMapper JSON = new JsonMapper();
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    private final Environment environment;
    private final Region region;
    private final AwsCredentialsIdentity credentials;
    private final SdkHttpClient http =
            UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(SOCKET_TIMEOUT)
                    .build();

    private AwsApi(Environment environment, Region region, AwsCredentialsIdentity credentials) {
        this.environment = environment;
        this.region = region;
        this.credentials = credentials;
    }

    public static AwsApi of(Environment environment) {
        return new AwsApi(environment, region(environment), credentials(environment));
    }

    private static Region region(Environment environment) {
        try {
            return AwsAddress.region(environment)
                    .orElseGet(() -> new DefaultAwsRegionProviderChain().getRegion());
        } catch (SdkClientException e) {
            throw TerminalFailure.configuration(
                    "it is not known which region of AWS is meant",
                    "name it, for example --region eu-central-1",
                    e);
        }
    }

    private static AwsCredentialsIdentity credentials(Environment environment) {
        AwsCredentialsProvider provider =
                AwsLogin.of(environment)
                        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
        try {
            return provider.resolveCredentials();
        } catch (SdkClientException e) {
            throw TerminalFailure.configuration(
                    "no credentials for AWS were found, or they cannot be used: " + firstLine(e),
                    "log in as for the AWS CLI, for example with  aws sso login  and AWS_PROFILE",
                    e);
        }
    }

    public Region region() {
        return region;
    }

    public Identity whoAsks() {
        JsonNode answer = require(Question.whoAsks()).path("GetCallerIdentityResult");
        String arn = answer.path("Arn").asText();
        return new Identity(arn.split(":", -1)[1], answer.path("Account").asText(), arn);
    }

    /// The answer to a question about something that must be there.
    public JsonNode require(Question question) {
        return find(question)
                .orElseThrow(
                        () ->
                                TerminalFailure.world(
                                        "AWS knows nothing of what %s is about"
                                                .formatted(question.right()),
                                        "check account and region"));
    }

    /// Empty only when AWS says that there is no such thing.
    public Optional<JsonNode> find(Question question) {
        Answer answer = ask(question, 1);
        if (answer.isFine()) {
            return Optional.of(answer.body());
        }
        if (answer.isOfSomethingAbsent()) {
            return Optional.empty();
        }
        throw answer.refusal(question);
    }

    private Answer ask(Question question, int attempt) {
        try {
            Answer answer = send(question);
            return answer.mayPass() && attempt < TRIES_MAX ? ask(question, attempt + 1) : answer;
        } catch (IOException e) {
            if (attempt < TRIES_MAX) {
                return ask(question, attempt + 1);
            }
            throw new TransientFailure(
                    "%s does not answer %s: %s"
                            .formatted(
                                    address(question.service()), question.right(), e.getMessage()),
                    "try again; if it lasts, check the network, AWS_REGION and AWS_ENDPOINT_URL",
                    e);
        }
    }

    private Answer send(Question question) throws IOException {
        SignedRequest signed = signed(question);
        var request =
                HttpExecuteRequest.builder()
                        .request(signed.request())
                        .contentStreamProvider(signed.payload().orElse(null))
                        .build();
        var response = http.prepareRequest(request).call();
        byte[] body = {};
        if (response.responseBody().isPresent()) {
            try (var stream = response.responseBody().get()) {
                body = stream.readAllBytes();
            }
        }
        return new Answer(response.httpResponse(), tree(body));
    }

    private SignedRequest signed(Question question) {
        byte[] body = question.body().getBytes(StandardCharsets.UTF_8);
        boolean reads = body.length == 0;
        var request =
                SdkHttpRequest.builder()
                        .uri(address(question.service()))
                        .encodedPath(question.path())
                        .method(reads ? SdkHttpMethod.GET : SdkHttpMethod.POST)
                        .putHeader("Content-Type", question.type());
        if (!question.target().isEmpty()) {
            request.putHeader("X-Amz-Target", question.target());
        }
        if (!reads) {
            request.putHeader("Content-Length", String.valueOf(body.length));
        }
        String id = question.service().id();
        return SIGNER.sign(
                r ->
                        r.identity(credentials)
                                .request(request.build())
                                .payload(reads ? null : ContentStreamProvider.fromByteArray(body))
                                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, id)
                                .putProperty(
                                        AwsV4HttpSigner.REGION_NAME,
                                        ServiceMetadata.of(id).signingRegion(region).id()));
    }

    private URI address(AwsService service) {
        return AwsAddress.endpoint(environment, service.variable())
                .orElseGet(
                        () ->
                                URI.create(
                                        "https://"
                                                + ServiceMetadata.of(service.id())
                                                        .endpointFor(region)));
    }

    private static JsonNode tree(byte[] body) throws IOException {
        if (body.length == 0) {
            return JSON.createObjectNode();
        }
        return body[0] == '<' ? Xml.tree(body) : JSON.readTree(body);
    }

    private static String firstLine(SdkClientException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        http.close();
    }
}
