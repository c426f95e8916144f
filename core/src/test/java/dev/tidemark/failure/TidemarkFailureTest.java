package dev.tidemark.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Who reads only the message is told the place too.
class TidemarkFailureTest {

    @Test
    void theMessageBeginsWithThePlace() {
        assertThat(failure("two keys are alike").at("sales/models/dim_item.example.yaml:5"))
                .hasMessage(
                        "sales/models/dim_item.example.yaml:5: two keys are alike\n  To fix: mend it");
    }

    @Test
    void aFileThatTheTextBeginsWithIsSaidOnce() {
        assertThat(failure("sales/pipeline.yaml, source has no `a`").at("sales/pipeline.yaml:3"))
                .hasMessage("sales/pipeline.yaml:3, source has no `a`\n  To fix: mend it");
    }

    @Test
    void whatIsWrongIsSaidWithoutThePlaceToWhoAsksForBoth() {
        TerminalFailure failure = failure("sales/pipeline.yaml is odd").at("sales/pipeline.yaml:3");

        assertThat(failure.what()).isEqualTo("sales/pipeline.yaml is odd");
        assertThat(failure.place()).hasValue("sales/pipeline.yaml:3");
    }

    @Test
    void aFailureWithoutAPlaceBeginsWithWhatIsWrong() {
        assertThat(failure("the source is away"))
                .hasMessage("the source is away\n  To fix: mend it");
        assertThat(new TransientFailure("busy", "")).hasMessage("busy");
    }

    private static TerminalFailure failure(String what) {
        return TerminalFailure.configuration(what, "mend it");
    }
}
