package dev.tidemark.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.ingest.catalog.PastRuns;
import dev.tidemark.ingest.catalog.Selection;
import dev.tidemark.ingest.catalog.SourceTable;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two sessions read one table. The first part waits for a lock that the test holds: it never ends
/// by itself.
@ExtendWith(PostgresExtension.class)
@Timeout(60)
class ReadingTest {

    private static final String WAITS = "pg_advisory_lock_shared(7) is not null";
    private static final String FAILS = "1 / (id - 2) is not null";

    private TestDatabase database;
    private Reading reading;
    private SourceTable table;

    @BeforeEach
    void open(TestDatabase fresh) throws SQLException {
        database = fresh;
        database.execute(
                "create table item (id int primary key)", "insert into item values (1), (2), (3)");
        var source =
                new Database(
                        new FixedLogin(DatabaseUrl.parse("TEST", database.url())),
                        Map.of("application_name", "reader"));
        reading =
                new Reading(
                        source,
                        List.of(new Session(source.connect()), new Session(source.connect())));
        var selection =
                new Selection(
                        "shop",
                        new SourceSettings(List.of("public"), Set.of(), Map.of()),
                        name -> false,
                        PastRuns.none());
        try (Connection connection = database.connect()) {
            table = selection.read(connection, "anna").tables().getFirst();
        }
    }

    /// The limit is not the server's, which nobody needs to raise.
    @Test
    void aReadThatOutlastsTheInvocationSaysThatItsTimeIsUp() throws SQLException {
        for (Session session : reading.sessions()) {
            session.limit(Duration.ofMillis(300));
        }
        try (Connection holder = database.connect()) {
            holder.createStatement().execute("select pg_advisory_lock(7)");

            assertThatThrownBy(
                            () -> reading.read(List.of(new Part(table, WAITS)), () -> batch -> {}))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageStartingWith("reading public.item at ")
                    .hasMessageContaining("the time of this invocation")
                    .hasMessageContaining("give the function more time or memory")
                    .hasMessageNotContaining("raise the server's statement_timeout");
        }
    }

    @Test
    void thePartThatFailsEndsTheOtherAtOnceAndIsWhatIsReported() throws SQLException {
        try (Connection holder = database.connect()) {
            holder.createStatement().execute("select pg_advisory_lock(7)");

            Throwable failure =
                    catchThrowable(
                            () ->
                                    reading.read(
                                            List.of(new Part(table, WAITS), new Part(table, FAILS)),
                                            () -> batch -> {}));

            assertThat(failure).hasMessageContaining("reading public.item at");
            assertThat(failure).hasMessageContaining("22012");
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .satisfies(
                            other -> assertThat(other).hasMessageContaining("reading public.item"));
        }
    }

    @Test
    void nobodyGoesOnReadingAtTheSource() throws Exception {
        try (Connection holder = database.connect()) {
            holder.createStatement().execute("select pg_advisory_lock(7)");

            assertThatThrownBy(
                            () ->
                                    reading.read(
                                            List.of(new Part(table, WAITS), new Part(table, FAILS)),
                                            () -> batch -> {}))
                    .isNotNull();

            while (readers(holder) > 0) {
                Thread.sleep(10);
            }
        }
    }

    @Test
    void theRowsOfBothPartsCount() {
        assertThat(
                        reading.read(
                                List.of(new Part(table, "id < 2"), new Part(table, "id >= 2")),
                                () -> batch -> {}))
                .isEqualTo(3);
    }

    private static long readers(Connection connection) throws SQLException {
        try (ResultSet row =
                connection
                        .createStatement()
                        .executeQuery(
                                "select count(*) from pg_stat_activity where application_name = 'reader'"
                                        + " and datname = current_database()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
