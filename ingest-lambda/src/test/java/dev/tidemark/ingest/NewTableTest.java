package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A table that came after the first run is archived by itself. Whoever waits for it in the warehouse
/// hears, once, that no model reads it.
@ExtendWith(PostgresExtension.class)
class NewTableTest {

    private Shop shop;

    @BeforeEach
    void open(TestDatabase database) throws SQLException {
        shop = Shop.withOrders(database);
    }

    @Test
    void theTablesOfTheFirstRunAreNoNews() {
        shop.run();

        assertThat(shop.notices).isEmpty();
    }

    @Test
    void oneThatNoModelReadsIsSaidOnce() throws SQLException {
        shop.run();
        shop.execute("create table note (id int primary key)");

        shop.run();
        shop.execute("insert into note values (1)");
        shop.run();

        assertThat(shop.notices)
                .containsExactly("ingest: new table public.note: archived, no model reads it yet");
    }

    @Test
    void severalAreSaidTogether() throws SQLException {
        shop.run();
        shop.execute("create table a (id int primary key)", "create table b (id int primary key)");

        shop.run();

        assertThat(shop.notices)
                .containsExactly(
                        "ingest: new tables public.a, public.b: archived, no model reads them yet");
    }

    @Test
    void oneThatAModelReadsIsNotMentioned() throws SQLException {
        shop.run();
        shop.execute("create table note (id int primary key)");
        shop.models("select id from current.note");

        shop.run();

        assertThat(shop.notices).isEmpty();
    }
}
