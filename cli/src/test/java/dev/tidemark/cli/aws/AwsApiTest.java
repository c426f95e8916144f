package dev.tidemark.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What AWS refuses is told apart: what is not there, what may not be seen, who asks, and what passes by itself.
class AwsApiTest {

    private final HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    private final AtomicInteger asked = new AtomicInteger();

    AwsApiTest() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void absenceIsNoFailure() {
        answer(400, "{\"__type\": \"com.amazonaws#ResourceNotFoundException\"}");
        assertThat(aws().find(Question.rule("tick"))).isEmpty();
    }

    @Test
    void anAnswerInXmlIsReadLikeOneInJson() {
        answer(
                200,
                "<A><R><Subscriptions><member><Endpoint>a@b</Endpoint></member></Subscriptions><NextToken/></R></A>");

        var subscriptions = aws().require(Question.subscriptionsOf("arn")).path("R");

        assertThat(subscriptions.path("Subscriptions").path(0).path("Endpoint").asText())
                .isEqualTo("a@b");
        assertThat(subscriptions.path("NextToken").asText()).isEmpty();
    }

    @Test
    void aRefusalNamesTheRightThatIsLacking() {
        answer(
                403,
                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>");

        assertThatThrownBy(() -> aws().find(Question.role("ingest")))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage(
                        "AWS refuses iam:GetRole: AccessDenied\n"
                                + "  To fix: look with credentials that may; docs/check.md lists the"
                                + " rights");
    }

    @Test
    void credentialsThatAreOverAreSaidToBe() {
        answer(400, "{\"__type\": \"ExpiredTokenException\", \"message\": \"secret\"}");

        assertThatThrownBy(() -> aws().find(Question.secret("source")))
                .isInstanceOfSatisfying(
                        TerminalFailure.class,
                        failure ->
                                assertThat(failure.kind())
                                        .isEqualTo(TerminalFailure.Kind.CONFIGURATION))
                .hasMessageStartingWith(
                        "AWS does not take these credentials: ExpiredTokenException");
    }

    @Test
    void whatMayPassIsTriedThreeTimes() {
        answer(503, "");

        assertThatThrownBy(() -> aws().find(Question.function("ingest")))
                .isInstanceOf(TransientFailure.class)
                .hasMessageStartingWith(
                        "AWS is too busy to answer lambda:GetFunctionConfiguration");
        assertThat(asked).hasValue(3);
    }

    private AwsApi aws() {
        return AwsApi.of(
                new Environment(
                        Map.of(
                                "AWS_ENDPOINT_URL",
                                "http://127.0.0.1:" + server.getAddress().getPort(),
                                "AWS_REGION",
                                "eu-central-1",
                                "AWS_ACCESS_KEY_ID",
                                "id",
                                "AWS_SECRET_ACCESS_KEY",
                                "key")));
    }

    private void answer(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }
}
