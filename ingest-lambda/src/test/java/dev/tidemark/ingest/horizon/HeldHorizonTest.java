package dev.tidemark.ingest.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.runlog.Snapshot;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class HeldHorizonTest {

    private TestDatabase database;

    @BeforeEach
    void open(TestDatabase fresh) throws SQLException {
        database = fresh;
        database.execute("create table item (id int primary key)");
    }

    @Test
    void whoHoldsATransactionOpenIsNamedWithTheCommandThatEndsIt() throws SQLException {
        try (Connection writer = database.connect()) {
            int pid = writes(writer);

            HeldHorizon held = HeldHorizon.of(source(database.url()));

            assertThat(held.sight()).isEqualTo(HeldHorizon.Sight.WHOLE);
            assertThat(backend(held).state()).isEqualTo("idle in transaction");
            assertThat(backend(held).application()).isEqualTo("forgotten");
            assertThat(backend(held).open()).isPresent();
            assertThat(backend(held).cure())
                    .isEqualTo("select pg_terminate_backend(%d)".formatted(pid));
        }
    }

    @Test
    void aPreparedTransactionIsNamedWithTheCommandThatEndsIt() throws SQLException {
        database.execute("begin; insert into item values (1); prepare transaction 'it''s'");
        try {
            assertThat(HeldHorizon.of(source(database.url())).holders())
                    .filteredOn(Holder.Prepared.class::isInstance)
                    .singleElement()
                    .satisfies(
                            holder -> {
                                assertThat(holder.cure()).isEqualTo("rollback prepared 'it''s'");
                                assertThat(holder.open()).isPresent();
                            });
        } finally {
            database.execute("rollback prepared 'it''s'");
        }
    }

    @Test
    void whoMayNotSeeWhatOthersDoIsToldSo() throws SQLException {
        String reader = "watcher_of_" + database.name();
        database.execute("create role %s login password 'reading'".formatted(reader));
        try (Connection writer = database.connect()) {
            int pid = writes(writer);

            HeldHorizon held = HeldHorizon.of(source(database.url(reader, "reading")));

            assertThat(held.sight()).isEqualTo(HeldHorizon.Sight.IDENTITIES);
            assertThat(backend(held).pid()).isEqualTo(pid);
            assertThat(backend(held).state()).isEmpty();
        }
    }

    @Test
    void whoOnlyReadsHoldsNothing() throws SQLException {
        try (Connection reader = database.connect()) {
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            reader.setAutoCommit(false);
            reader.createStatement().execute("select count(*) from item");
            long before = xmin();
            database.execute("insert into item values (1)", "insert into item values (2)");

            assertThat(xmin()).isGreaterThan(before);
            assertThat(HeldHorizon.of(source(database.url())).holders())
                    .noneMatch(holder -> database.name().equals(name(holder)));
        }
    }

    @Test
    void aSnapshotConcernsWhoeverRunsOutOfIdsToRemember() {
        assertThat(HeldHorizon.concerns(new Snapshot("5:9:", 5, 9, List.of(6L)))).isFalse();
        assertThat(HeldHorizon.concerns(new Snapshot("", 5, 20_005, List.of()))).isTrue();
        List<Long> many = LongStream.range(5, 5_005).boxed().toList();
        assertThat(HeldHorizon.concerns(new Snapshot("", 5, 6_000, many))).isTrue();
    }

    private static int writes(Connection writer) throws SQLException {
        writer.setAutoCommit(false);
        writer.createStatement().execute("set application_name = 'forgotten'");
        writer.createStatement().execute("insert into item values (1)");
        try (ResultSet row = writer.createStatement().executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private long xmin() throws SQLException {
        try (Connection connection = database.connect();
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")) {
            row.next();
            return row.getLong(1);
        }
    }

    private Holder.Backend backend(HeldHorizon held) {
        return held.holders().stream()
                .filter(Holder.Backend.class::isInstance)
                .map(Holder.Backend.class::cast)
                .filter(backend -> backend.database().equals(database.name()))
                .findFirst()
                .orElseThrow();
    }

    private static String name(Holder holder) {
        return switch (holder) {
            case Holder.Backend backend -> backend.database();
            case Holder.Prepared prepared -> prepared.database();
        };
    }

    private static Database source(String url) {
        return new Database(new FixedLogin(DatabaseUrl.parse("TEST", url)), Map.of());
    }
}
