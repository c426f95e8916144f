package dev.tidemark.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.Key;
import dev.tidemark.pipeline.History;
import dev.tidemark.pipeline.ModelKind;
import dev.tidemark.run.Stage;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryLogFormatTest {

    @Test
    void whyTablesWereLeftOutIsKept() {
        IngestLog log = Samples.first();
        var skipped =
                new IngestLog(
                        log.header(),
                        Optional.of("staff holds an infinite date"),
                        log.snapshot(),
                        log.source(),
                        log.tables());

        assertThat(new IngestLogFormat().read(new IngestLogFormat().write(skipped), "here"))
                .isEqualTo(skipped);
    }

    @Test
    void readsBackWhatIngestWrote() {
        IngestLog log = Samples.after(Samples.first());

        assertThat(new IngestLogFormat().read(new IngestLogFormat().write(log), "here"))
                .isEqualTo(log);
    }

    @Test
    void readsBackWhatProcessWrote() {
        ProcessLog log = processed();

        assertThat(new ProcessLogFormat().read(new ProcessLogFormat().write(log), "here"))
                .isEqualTo(log);
    }

    @Test
    void isMeantToBeReadByPeopleToo() {
        String text =
                new String(new IngestLogFormat().write(Samples.first()), StandardCharsets.UTF_8);

        assertThat(text)
                .startsWith("{\n  \"format\" : \"tidemark/1\",\n  \"pipeline\" : \"sales\",")
                .contains("\"last_successful_query\" : \"2026-11-01T12:00:01Z\"")
                .contains("\"rows_upserted\" : 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "run" : 1        | "run" : -1       | contradicts itself
                    "run" : 1        | "run" : "1"      | lacks `run`
                    "mode" : "delta" | "mode" : "fast"  | has a wrong `mode`
                    "rows" : 3       | "rows" : -3      | contradicts itself
                    sales/runs       | ../runs          | has a wrong `key`
                    "attempt"        | "run"            | is no JSON
                    """)
    void refusesWhatIsNoWholeQueryLog(String part, String wrong, String finding) {
        String text =
                new String(new IngestLogFormat().write(Samples.first()), StandardCharsets.UTF_8);
        byte[] broken = text.replace(part, wrong).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> new IngestLogFormat().read(broken, "s3://b/sales, run 1"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("the query log of s3://b/sales, run 1")
                .hasMessageContaining(finding);
    }

    private static ProcessLog processed() {
        IngestLog upstream = Samples.first();
        RunHeader header = upstream.header();
        DataFile file =
                new DataFile(
                        Key.of("sales", "runs", "000000001", "dim_staff", "a-00000.parquet"),
                        2,
                        9,
                        "1".repeat(64));
        return new ProcessLog(
                new RunHeader(
                        header.pipeline(),
                        Stage.PROCESS,
                        header.run(),
                        header.attempt(),
                        header.previous(),
                        header.logId(),
                        header.startedAt(),
                        header.completedAt(),
                        header.lastSuccessfulQuery(),
                        header.definition()),
                header.attempt(),
                Optional.of("staff holds a test row"),
                Optional.of(
                        new CalendarRange(LocalDate.of(2025, 1, 1), LocalDate.of(2026, 12, 31))),
                List.of(
                        new StateTable(
                                new TableName("public", "staff"),
                                List.of(new TableColumn("staff_id", "int4", false)),
                                List.of("staff_id"),
                                false,
                                List.of(file))),
                List.of(
                        new ProcessedModel(
                                "dim_staff",
                                ModelKind.DIMENSION,
                                History.LATEST,
                                ProcessedModel.Outcome.RAN,
                                "2".repeat(64),
                                List.of("current.staff"),
                                List.of("staff_id"),
                                List.of(new TableColumn("staff_id", "int4", false)),
                                true,
                                2,
                                0,
                                List.of(file),
                                List.of())));
    }
}
