package dev.tidemark.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The filter in the mails finds how a call failed. What functions print themselves, [SecretsTest] and [PipelineTest] try.
class MailFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-01T12:00:00.000Z 1c5f Task timed out after 300.00 seconds",
                "RequestId: 1c5f Error: Runtime exited with error: signal: killed",
                "java.lang.OutOfMemoryError: Java heap space",
                "Error loading class dev.tidemark.load.LoadHandler"
            })
    void findsWhatLambdaSaysOfACallThatCouldSayNothing(String line) throws IOException {
        assertThat(MailFilter.in("terraform/alarms.tf").of(List.of(line))).containsExactly(line);
    }

    @Test
    void standsInTheMailAsOnThePage() throws IOException {
        assertThat(MailFilter.in("docs/operations.md").expression().pattern())
                .isEqualTo(MailFilter.in("terraform/alarms.tf").expression().pattern());
    }
}
