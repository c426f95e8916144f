package dev.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.column.Column;
import dev.tidemark.column.Columns;
import dev.tidemark.column.IntegerType;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.History;
import dev.tidemark.pipeline.ModelKind;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tables are filled in the order that the warehouse's foreign keys ask for, whatever their names.
@ExtendWith(PostgresExtension.class)
class LoadOrderTest {

    private final Shop shop;

    LoadOrderTest(TestDatabase database) {
        shop = new Shop(database);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static final String VERSIONED =
            """
            create table %1$s (record_id bigint primary key, id int, member int)
                partition by range (record_id);
            create table %1$s_superseded (
                record_id bigint primary key references %1$s, superseded_by bigint, run bigint);
            """;

    private void warehouse(String sql) throws IOException {
        Files.writeString(shop.migration("V1__shop.sql"), sql);
    }

    private static String dimension(String name, String member) {
        return "create table %s (id int primary key, member int %s, deleted_run bigint);"
                .formatted(name, member);
    }

    /// A table of members, each of which names another one.
    private static ModelRows members(String name) {
        return model(name, ModelKind.DIMENSION, History.LATEST, "id");
    }

    private static ModelRows model(String name, ModelKind kind, History history, String key) {
        return new ModelRows(
                name,
                kind,
                history,
                List.of(key),
                Columns.of(
                        Column.nullable("id", IntegerType.INTEGER),
                        Column.nullable("member", IntegerType.INTEGER)),
                List.of(),
                List.of(),
                false);
    }

    private List<String> rows(String... tables) {
        return Stream.of(tables)
                .flatMap(
                        table ->
                                shop
                                        .query(
                                                "select '%1$s', id, member from shop.%1$s order by id"
                                                        .formatted(table))
                                        .stream())
                .toList();
    }

    @Test
    void aDimensionThatNamesAnotherIsFilledAfterIt() throws IOException {
        warehouse(
                dimension("dim_c", "")
                        + dimension("dim_b", "references dim_c")
                        + dimension("dim_a", "references dim_b"));
        shop.runs.publish(
                members("dim_a").row(1, 1),
                members("dim_b").row(1, 1),
                members("dim_c").row(1, null));

        shop.load();

        assertThat(rows("dim_a", "dim_b", "dim_c"))
                .containsExactly("dim_a 1 1", "dim_b 1 1", "dim_c 1 null");
    }

    @Test
    void aDimensionThatNamesAPlainFactIsFilledAfterIt() throws IOException {
        warehouse(
                "create table fact_z (id int primary key, member int, deleted_run bigint);"
                        + dimension("dim_a", "references fact_z"));
        shop.runs.publish(
                members("dim_a").row(1, 7),
                model("fact_z", ModelKind.FACT, History.LATEST, "id").row(7, null));

        shop.load();

        assertThat(rows("dim_a", "fact_z")).containsExactly("dim_a 1 7", "fact_z 7 null");
    }

    @Test
    void aFactThatNamesTheRecordsOfAnotherIsFilledAfterIt() throws IOException {
        warehouse(
                VERSIONED.formatted("fact_z")
                        + VERSIONED.formatted("fact_a")
                        + "alter table fact_a add column record_of_z bigint default 1 references fact_z;");
        ModelRows first = model("fact_a", ModelKind.FACT, History.EVERY_VERSION, "id");
        ModelRows second = model("fact_z", ModelKind.FACT, History.EVERY_VERSION, "id");
        shop.runs.publish(first.row(5, null), second.row(6, null));

        shop.load();

        assertThat(rows("fact_a", "fact_z")).containsExactly("fact_a 5 null", "fact_z 6 null");
    }

    @Test
    void membersMayNameEachOtherAndGiveUpWhatOthersTake() throws IOException {
        warehouse(
                """
                create table dim_a (
                    id int primary key, member int unique references dim_a, deleted_run bigint);
                """);
        shop.runs.publish(members("dim_a").row(1, 1).row(2, null));
        shop.load();
        shop.runs.publish(members("dim_a").row(1, 3).row(3, 1));

        shop.load();

        assertThat(rows("dim_a")).containsExactly("dim_a 1 3", "dim_a 2 null", "dim_a 3 1");
    }

    @Test
    void aCircleOfKeysThatMayWaitIsCheckedWhenAllTablesAreFilled() throws IOException {
        warehouse(
                dimension("dim_a", "")
                        + dimension("dim_b", "references dim_a")
                        + "alter table dim_a add foreign key (member) references dim_b deferrable;");
        shop.runs.publish(members("dim_a").row(1, 2), members("dim_b").row(2, 1));
        shop.load();

        assertThat(rows("dim_a", "dim_b")).containsExactly("dim_a 1 2", "dim_b 2 1");

        shop.runs.publish(members("dim_a").row(3, 99));
        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "run 2: rows for shop.dim_a name a member that a dimension does not have (constraint dim_a_member_fkey)");
    }

    @Test
    void aCircleOfKeysThatMayNotWaitIsSaidWithTheCure() throws IOException {
        warehouse(
                dimension("dim_a", "")
                        + dimension("dim_b", "references dim_a")
                        + dimension("dim_c", "references dim_b")
                        + "alter table dim_a add foreign key (member) references dim_b;");
        shop.runs.publish(
                members("dim_a").row(1, 2), members("dim_b").row(2, 1), members("dim_c").row(3, 2));

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "form a circle, so that no table can be filled first: dim_a_member_fkey (dim_a names dim_b), dim_b_member_fkey (dim_b names dim_a)")
                .hasMessageContaining(
                        "alter table \"shop\".\"dim_a\" alter constraint \"dim_a_member_fkey\" deferrable")
                .hasMessageNotContaining("dim_c");
        assertThat(shop.query("select * from tidemark.load_log")).isEmpty();
    }
}
