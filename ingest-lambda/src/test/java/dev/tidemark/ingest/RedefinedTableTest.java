package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.runlog.IngestedTable.Mode;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A table that is defined anew is read in full, although no row of it was touched.
@ExtendWith(PostgresExtension.class)
class RedefinedTableTest {

    private Shop shop;

    @BeforeEach
    void open(TestDatabase database) throws SQLException {
        shop = new Shop(database);
        shop.execute(
                """
                create table item (
                    id int primary key, code int not null unique, name varchar,
                    price numeric(10,2), doubled int generated always as (code * 2) virtual,
                    flag int
                )
                """,
                "insert into item values (1, 1, 'one', 1.50, default, 7), (2, 2, 'two', 2.50, default, 8)");
        shop.run();
    }

    /// Each is a change that Postgres makes without rewriting the table.
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "a column that is renamed; rename column name to label",
                "a column that takes longer numbers; alter column price type numeric(12,2)",
                "a column of another type; alter column name type text",
                "a column that is dropped and added again; drop column flag, add column flag int",
                "a column that is computed in another way; alter column doubled set expression as (code * 3)",
                "another primary key; drop constraint item_pkey, add primary key (code)",
            })
    void readInFull(String change, String definition) throws SQLException {
        shop.execute("alter table item " + definition);

        assertThat(Shop.table(shop.run(), "item").mode()).as(change).isEqualTo(Mode.FULL);
        assertThat(shop.archived("item")).isEqualTo(inSource());
    }

    private Map<String, String> inSource() throws SQLException {
        return shop.rows(
                "select id, array_to_string(array(select coalesce(value, 'null') from json_each_text(row_to_json(i))), '|') from item i");
    }
}
