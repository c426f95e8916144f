package dev.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.column.Column;
import dev.tidemark.column.Columns;
import dev.tidemark.column.IntegerType;
import dev.tidemark.column.TextType;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.History;
import dev.tidemark.pipeline.ModelKind;
import dev.tidemark.postgres.Identifier;
import dev.tidemark.run.Deadline;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tables and columns may have any name that Postgres takes, and stand in any order.
@ExtendWith(PostgresExtension.class)
class NamesTest {

    private static final String KEY = "Größe des \"Schlüssels\"";
    private static final String RESERVED = "select";
    private static final String LONG_COLUMN = "c".repeat(63);
    private static final String DIMENSION = "Dim 'Kunde'; drop table x; --";

    private final Shop shop;

    NamesTest(TestDatabase database) {
        shop = new Shop(database);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static ModelRows model(String name, ModelKind kind, History history) {
        return new ModelRows(
                name,
                kind,
                history,
                List.of(KEY),
                Columns.of(
                        Column.nullable(KEY, IntegerType.INTEGER),
                        Column.nullable(RESERVED, TextType.TEXT),
                        Column.nullable(LONG_COLUMN, IntegerType.INTEGER)),
                List.of(),
                List.of(),
                false);
    }

    private static ModelRows fact(String name) {
        return model(name, ModelKind.FACT, History.EVERY_VERSION);
    }

    /// Columns in another order than the model's, and one that the model does not know.
    private static String dimension(String name) {
        return """
        create table %1$s (
            %4$s integer, extra text default 'x', %3$s text, deleted_run bigint,
            %2$s integer primary key
        );
        """
                .formatted(
                        Identifier.quote(name),
                        Identifier.quote(KEY),
                        Identifier.quote(RESERVED),
                        Identifier.quote(LONG_COLUMN));
    }

    private static String fact(String name, String dimension) {
        return """
        create table %1$s (
            %5$s integer references %6$s, %4$s text, extra text default 'x',
            %3$s integer, "Record Id" bigint primary key
        ) partition by range ("Record Id");
        create unique index on %1$s (%3$s, "Record Id" desc);
        create table %2$s (
            run bigint, superseded_by bigint, "Record Id" bigint primary key
        );
        """
                .formatted(
                        Identifier.quote(name),
                        Identifier.quote(name + "_superseded"),
                        Identifier.quote(KEY),
                        Identifier.quote(RESERVED),
                        Identifier.quote(LONG_COLUMN),
                        Identifier.quote(dimension));
    }

    private List<String> rows(String table) {
        return shop.query(
                "select %s, %s, %s, extra from %s order by 1, 2"
                        .formatted(
                                Identifier.quote(KEY),
                                Identifier.quote(RESERVED),
                                Identifier.quote(LONG_COLUMN),
                                Identifier.quote("shop", table)));
    }

    @ParameterizedTest
    @EnumSource(VersionsTest.Way.class)
    void oddNamesInAnotherOrderAreFilledByName(VersionsTest.Way way) throws IOException {
        String fact = "Fact \"Verkäufe\" " + "f".repeat(34);
        Files.writeString(
                shop.migration("V1__shop.sql"), dimension(DIMENSION) + fact(fact, DIMENSION));
        ModelRows customers = model(DIMENSION, ModelKind.DIMENSION, History.LATEST);
        shop.runs.publish(
                customers.row(7, "Ada", 1).row(8, "Bo", 2),
                fact(fact).row(1, "a", 7).row(2, "b", 8));
        shop.runs.publish(customers.row(7, "Adele", 1).left(8), fact(fact).row(1, "A", 7).left(2));

        shop.loading(way == VersionsTest.Way.SMALL ? Limits.DEFAULT : Shop.LARGE)
                .catchUp(Deadline.none());

        assertThat(rows(DIMENSION)).containsExactly("7 Adele 1 x", "8 Bo 2 x");
        assertThat(rows(fact)).containsExactly("1 A 7 x", "1 a 7 x", "2 b 8 x");
        assertThat(
                        shop.query(
                                "select count(*), count(superseded_by) from "
                                        + Identifier.quote("shop", fact + "_superseded")))
                .containsExactly("2 1");
    }

    @Test
    void partitionsOfFactsWhoseLongNamesBeginAlikeDoNotMeet() throws IOException {
        String one = "f".repeat(51) + "1";
        String two = "f".repeat(51) + "2";
        Files.writeString(
                shop.migration("V1__shop.sql"),
                dimension(DIMENSION) + fact(one, DIMENSION) + fact(two, DIMENSION));
        shop.loading().catchUp(Deadline.none());
        for (String name : List.of(one, two)) {
            shop.execute(
                    "create table shop.%1$s_old partition of shop.%1$s for values from (1) to (1000000000)"
                            .formatted(name));
        }
        shop.runs.publish(fact(one).row(1, "a", null), fact(two).row(2, "b", null));

        shop.largeLoading().catchUp(Deadline.none());

        assertThat(rows(one)).containsExactly("1 a null x");
        assertThat(rows(two)).containsExactly("2 b null x");
    }

    @Test
    void aFactWhoseOtherTablesWouldHaveTooLongNamesIsRefused() throws IOException {
        String name = "f".repeat(53);
        Files.writeString(
                shop.migration("V1__shop.sql"),
                "create table " + name + " (id bigint primary key)");
        shop.runs.publish(fact(name).row(1, "a", null));

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "the name of the model %1$s is too long: the table %1$s_superseded would need more than the 63 bytes that Postgres takes"
                                .formatted(name));
    }
}
