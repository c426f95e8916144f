package dev.tidemark.load.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether all files are applied can be told without Flyway, and is said only where Flyway would say it.
@ExtendWith(PostgresExtension.class)
class HistoryTest {

    private final Database database;
    private final Connection session;
    @TempDir private Path folder;
    private History history;

    HistoryTest(TestDatabase database) throws SQLException {
        this.database =
                new Database(
                        new FixedLogin(DatabaseUrl.parse("TIDEMARK_WAREHOUSE_URL", database.url())),
                        Map.of());
        session = this.database.connect();
    }

    @BeforeEach
    void twoFilesAreApplied() throws IOException {
        write("V1__one.sql", "create table one (id int);\n");
        write("V2__two.sql", "create table two (id int);\n");
        history =
                new History(
                        database,
                        "a pipeline",
                        "filesystem:" + folder,
                        "Stars of \"ours\"",
                        "schema_history_stars",
                        Optional.of(new MigrationFiles(folder)));
        assertThat(history.isApplied(session)).isFalse();
        migrate();
        assertThat(history.isApplied(session)).isTrue();
    }

    @AfterEach
    void close() throws SQLException {
        session.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1;",
                "select 1;\r\nselect\r2;\n\n\n",
                "\ufeffselect 1; -- after a byte order mark\n",
                "select 'ünïcødé 𝄞 \u2028\u0085';\n",
                "-- nothing\n",
            })
    void aFileIsKnownWhateverItSays(String text) throws IOException {
        write("V3__three.sql", text);
        assertThat(history.isApplied(session)).isFalse();
        migrate();
        assertThat(history.isApplied(session)).isTrue();
    }

    @Test
    void aFileThatMayBeAppliedAgainIsKnownByItsLastTime() throws IOException {
        for (String text : new String[] {"select 1;", "select 2;", "select 1;"}) {
            write("R__again.sql", text);
            assertThat(history.isApplied(session)).isFalse();
            migrate();
            assertThat(history.isApplied(session)).isTrue();
        }
    }

    @Test
    void aFileThatIsNotAppliedAsItIsIsNoticed() throws IOException {
        write("V2__two.sql", "create table two (id bigint);\n");
        assertThat(history.isApplied(session)).isFalse();
        Files.delete(folder.resolve("V2__two.sql"));
        assertThat(history.isApplied(session)).isFalse();
    }

    @Test
    void whatOnlyFlywayUnderstandsIsLeftToIt() throws SQLException {
        for (String odd : new String[] {"success = false", "type = 'DELETE'", "checksum = null"}) {
            execute("update \"Stars of \"\"ours\"\"\".schema_history_stars set " + odd);
            assertThat(history.isApplied(session)).as(odd).isFalse();
            execute(
                    "update \"Stars of \"\"ours\"\"\".schema_history_stars set success = true, type = 'SQL'");
        }
    }

    @Test
    void aTableThatMayNotBeReadIsLeftToFlyway() throws SQLException {
        execute("create role \"nobody_%s\"".formatted(session.getCatalog()));
        execute("set role \"nobody_%s\"".formatted(session.getCatalog()));
        assertThat(history.isApplied(session)).isFalse();
    }

    @Test
    void allOfOurOwnFilesAreLookedFor() throws IOException, URISyntaxException {
        Path ours =
                Path.of(
                        Objects.requireNonNull(History.class.getResource("/" + History.OWN_FOLDER))
                                .toURI());
        try (Stream<Path> files = Files.list(ours)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(History.OWN_FILES);
        }
        History own = History.own(database);
        assertThat(own.isApplied(session)).isFalse();
        own.migrate(OneSession.of(session), TimeLimit.NONE);
        assertThat(own.isApplied(session)).isTrue();
    }

    private void migrate() {
        history.migrate(OneSession.of(session), TimeLimit.NONE);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
