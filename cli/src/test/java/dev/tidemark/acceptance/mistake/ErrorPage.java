package dev.tidemark.acceptance.mistake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// docs/errors.md, which is compared with what is printed, and written anew where that is asked for.
record ErrorPage(String text) {

    private static final Path FILE = Path.of("../docs/errors.md");
    private static final String ASKED = "tidemark.docs";

    private static final String REWRITE =
            "./mvnw -q -pl cli -am test -Dtest=ErrorsTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dtidemark.docs=write";

    private static final String HEAD = "| what was done | what is printed | what to type | exit |";

    private static final String OPENING =
            """
            # When something is wrong

            Every failure is one message: what is wrong, where, and after `To fix:` what to type. Exit codes are 1 failed, 2 usage or
            configuration, 3 a check of a model did not hold. `--stacktrace` prints where in the code it came from;
            nothing else does. Where trying again may help, the message says so.

            Whatever stopped a run, it left nothing half done: a run is published whole or not at all, source, warehouse and your folder
            are as they were, in the lake lie at most files that nobody reads, and once the mistake is mended the next run brings what
            this one did not. `./tidemark check` says beforehand what a run would stop at; where it cannot, the row tells why. A test makes
            each mistake below, checks, runs, compares all of that, types what is told, and runs again; run numbers and addresses stand
            for those of the test.
            """;

    /// What takes a second server: tests of ingest see to it.
    private static final String CLOSING =
            """
            ## Of a source that is a standby, or that was restored

            - `the source is a standby that is more than 900 s behind its primary`: it is not believed, nothing is read, the exit code is 1.
              That passes once it catches up; look at its replication, or point `TIDEMARK_SOURCE_URL` to the primary.
            - `canceling statement due to conflict with recovery (SQLSTATE 40001)`: the standby had to remove rows that a run was still
              reading. Nothing is published, the exit code is 1, and trying again may help; `hot_standby_feedback` or a longer
              `max_standby_streaming_delay` on the standby does.
            - A source that was restored or failed over is no mistake: the next run sees that it is another server, database, timeline or
              position, reads every table whole, and compares. What is the same makes no new version. Rows that the restore took away are
              deleted, and if they are many, the guard rail asks. `check`, `status`, `plan` and the run say so: it may as well be that
              `TIDEMARK_SOURCE_URL` names the wrong database.
            """;

    static ErrorPage read() {
        try {
            return new ErrorPage(Files.exists(FILE) ? Files.readString(FILE) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> rows() {
        return text.lines()
                .filter(
                        line ->
                                line.startsWith("| ")
                                        && !line.equals(HEAD)
                                        && !line.startsWith("| ---"))
                .toList();
    }

    void requireRow(Row row) {
        if (!isAsked()) {
            assertThat(rows())
                    .as("docs/errors.md; to write it anew: " + REWRITE)
                    .contains(row.markdown());
        }
    }

    void rewriteIfAsked(Map<Mistake, Row> rows) throws IOException {
        if (isAsked()) {
            String tables =
                    Mistakes.EVERYWHERE.stream()
                            .map(place -> table(place, rows))
                            .collect(Collectors.joining("\n"));
            Files.writeString(FILE, OPENING + "\n" + tables + "\n" + CLOSING);
        }
    }

    private static boolean isAsked() {
        return "write".equals(System.getProperty(ASKED));
    }

    private static String table(Mistakes place, Map<Mistake, Row> rows) {
        String lines =
                place.all().stream()
                        .flatMap(mistake -> Optional.ofNullable(rows.get(mistake)).stream())
                        .map(row -> row.markdown() + "\n")
                        .collect(Collectors.joining());
        return "## %s\n\n%s\n| --- | --- | --- | --- |\n%s".formatted(place.place(), HEAD, lines);
    }
}
