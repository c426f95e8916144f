package dev.tidemark.cli.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.cli.aws.AwsApi;
import dev.tidemark.cli.aws.Question;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import java.util.Optional;

/// A look at one area: what is asked, and what was found to be wrong.
record Look(AwsApi aws, Names names, Problems problems) {

    /// What most problems are mended by.
    static final String APPLY = "./setup.sh --aws";

    private static final String ABSENT = "is not there";

    static Look at(AwsApi aws, Names names) {
        return new Look(aws, names, new Problems());
    }

    /// The answer, unless there is no such thing or AWS refuses to say, which is a problem then.
    Optional<JsonNode> require(String place, Question question) {
        Optional<Optional<JsonNode>> answer = problems.attempt(() -> aws.find(question));
        if (answer.isPresent() && answer.get().isEmpty()) {
            add(place, ABSENT, APPLY);
        }
        return answer.flatMap(found -> found);
    }

    /// Whether all that was required so far is absent, and not just refused.
    boolean foundNothing() {
        return problems.found().stream().allMatch(problem -> problem.what().equals(ABSENT));
    }

    void add(String place, String what, String fix) {
        problems.add(TerminalFailure.world(what, fix).at(place));
    }

    /// A command of the AWS CLI in the region that was looked at.
    String command(String text) {
        return "aws %s --region %s".formatted(text, names.region().id());
    }
}
