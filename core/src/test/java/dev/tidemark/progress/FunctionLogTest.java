package dev.tidemark.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A function's log is read by people and by CloudWatch.
class FunctionLogTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final RunNumber RUN = new RunNumber(42);

    private final List<String> lines = new ArrayList<>();
    private final FunctionLog log =
            new FunctionLog(
                    lines::add,
                    "tidemark-prod-sales-load",
                    "sales",
                    Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void aRunThatIsDoneSaysWhatItMovedAndHowLongItTook() {
        log.runStarted(Stage.LOAD, RUN);
        log.relationDone(Stage.LOAD, "dim_staff", 3, 100);
        log.relationDone(Stage.LOAD, "fact_order", 4, 200);
        log.runDone(Stage.LOAD, RUN);

        assertThat(lines)
                .containsExactly(
                        """
                        {"timestamp":"2026-11-01T12:00:00Z","level":"INFO","message":"run started",\
                        "pipeline":"sales","stage":"load","run":42}""",
                        """
                        {"timestamp":"2026-11-01T12:00:00Z","level":"INFO","message":"run done",\
                        "pipeline":"sales","stage":"load","run":42,"Rows":7,"Bytes":300,"RunMilliseconds":0,\
                        "FunctionName":"tidemark-prod-sales-load",\
                        "_aws":{"Timestamp":1793534400000,"CloudWatchMetrics":[{"Namespace":"Tidemark",\
                        "Dimensions":[["FunctionName"]],\
                        "Metrics":[{"Name":"Rows","Unit":"Count"},{"Name":"RunMilliseconds","Unit":"Milliseconds"}]}]}}""");
    }

    @Test
    void eachRunIsCountedAnew() {
        log.runStarted(Stage.LOAD, RUN);
        log.relationDone(Stage.LOAD, "dim_staff", 3, 100);
        log.runDone(Stage.LOAD, RUN);
        log.runStarted(Stage.LOAD, RUN.next());
        log.runDone(Stage.LOAD, RUN.next());

        assertThat(lines.getLast()).contains("\"run\":43,\"Rows\":0,\"Bytes\":0");
    }

    @Test
    void aCallThatLeftNothingToDoSaysThatItHasCaughtUp() {
        log.looked(Stage.LOAD, Optional.empty());

        assertThat(lines)
                .containsExactly(
                        """
                        {"timestamp":"2026-11-01T12:00:00Z","level":"INFO","message":"caught up",\
                        "pipeline":"sales","stage":"load","LagSeconds":0,\
                        "FunctionName":"tidemark-prod-sales-load",\
                        "_aws":{"Timestamp":1793534400000,"CloudWatchMetrics":[{"Namespace":"Tidemark",\
                        "Dimensions":[["FunctionName"]],\
                        "Metrics":[{"Name":"LagSeconds","Unit":"Seconds"}]}]}}""");
    }

    @Test
    void theLagIsTheAgeOfTheOldestRunThatWaits() {
        log.looked(Stage.LOAD, Optional.of(NOON.minusSeconds(90)));

        assertThat(lines).singleElement().asString().contains("runs wait", "\"LagSeconds\":90,");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void aRunThatWaitsIsBehindEvenWhereItIsNewOrClocksDiffer(int seconds) {
        log.looked(Stage.LOAD, Optional.of(NOON.plusSeconds(seconds)));

        assertThat(lines).singleElement().asString().contains("runs wait", "\"LagSeconds\":1,");
    }

    @Test
    void aFailureIsAnErrorOfTheRunThatItBroke() {
        log.runStarted(Stage.LOAD, RUN);
        log.failed(Stage.LOAD, TerminalFailure.world("no such table", "make it"));
        log.failed(Stage.LOAD, TerminalFailure.world("no connection", ""));

        assertThat(lines.subList(1, 3))
                .containsExactly(
                        """
                        {"timestamp":"2026-11-01T12:00:00Z","level":"ERROR",\
                        "message":"no such table\\n  To fix: make it",\
                        "pipeline":"sales","stage":"load","run":42}""",
                        """
                        {"timestamp":"2026-11-01T12:00:00Z","level":"ERROR","message":"no connection",\
                        "pipeline":"sales","stage":"load"}""");
    }

    @Test
    void aRunThatIsDoneIsNotBlamedForALaterFailure() {
        log.runStarted(Stage.LOAD, RUN);
        log.runDone(Stage.LOAD, RUN);
        log.failed(Stage.LOAD, TerminalFailure.world("no connection", ""));

        assertThat(lines.getLast()).doesNotContain("\"run\"");
    }

    @Test
    void whatAnUnforeseenFailureSaysMayBeASecretAndIsLeftOut() {
        log.failed(Stage.LOAD, new IllegalStateException("password=canary"));

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"an unforeseen java.lang.IllegalStateException\"")
                .doesNotContain("canary");
    }

    @Test
    void aNoticeIsAWarningOnOneLine() {
        log.notice(Stage.INGEST, "table \"a\"\nwas left out");

        assertThat(lines)
                .containsExactly(
                        """
                        {"timestamp":"2026-11-01T12:00:00Z","level":"WARN","message":"table \\"a\\"\\nwas left out",\
                        "pipeline":"sales","stage":"ingest"}""");
    }
}
