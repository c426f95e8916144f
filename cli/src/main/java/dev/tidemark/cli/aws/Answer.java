package dev.tidemark.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.failure.TransientFailure;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpResponse;

/// What AWS answered, in one form for all services.
record Answer(SdkHttpResponse head, JsonNode body) {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int FORBIDDEN = 403;

    private static final Set<String> ABSENT =
            Set.of("ResourceNotFoundException", "NoSuchEntity", "NotFound", "QueueDoesNotExist");

    private static final Set<String> CREDENTIALS =
            Set.of(
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "InvalidClientTokenId",
                    "InvalidSignatureException",
                    "SignatureDoesNotMatch",
                    "UnrecognizedClientException");

    boolean isFine() {
        return head.isSuccessful();
    }

    boolean isOfSomethingAbsent() {
        return ABSENT.contains(code());
    }

    /// Whether the next try may not meet it.
    boolean mayPass() {
        int status = head.statusCode();
        return status >= SERVER_ERROR
                || status == TOO_MANY_REQUESTS
                || code().startsWith("Throttl");
    }

    TidemarkFailure refusal(Question question) {
        String right = question.right();
        if (mayPass()) {
            return new TransientFailure("AWS is too busy to answer " + right, "try again");
        }
        if (CREDENTIALS.contains(code())) {
            return TerminalFailure.configuration(
                    "AWS does not take these credentials: " + code(),
                    "log in again, for example with  aws sso login, or check AWS_PROFILE and"
                            + " AWS_ACCESS_KEY_ID");
        }
        return TerminalFailure.world(
                "AWS refuses %s: %s".formatted(right, code()),
                head.statusCode() == FORBIDDEN || code().startsWith("AccessDenied")
                        ? "look with credentials that may; docs/check.md lists the rights"
                        : "check account and region");
    }

    /// Each protocol has another place for it, and may wrap it: `prefix#Code`, `Code:http://…`.
    private String code() {
        String written =
                head.firstMatchingHeader("x-amzn-ErrorType")
                        .orElseGet(
                                () ->
                                        body.path("Error")
                                                .path("Code")
                                                .asText(body.path("__type").asText("")));
        String code = written.substring(written.indexOf('#') + 1).split(":", 2)[0];
        return code.isEmpty() ? String.valueOf(head.statusCode()) : code;
    }
}
