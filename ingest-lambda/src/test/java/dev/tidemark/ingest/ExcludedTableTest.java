package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An excluded name that no table has is either misspelt, which must not go unheard, or that of a
/// table that was dropped, which must not stop anything.
@ExtendWith(PostgresExtension.class)
class ExcludedTableTest {

    private static final String GONE =
            "ingest: shop/pipeline.yaml, source.exclude: the source has no table `salary` any more;"
                    + " its line can go once no stage is behind";

    private Shop shop;

    @BeforeEach
    void open(TestDatabase database) throws SQLException {
        shop = Shop.withOrders(database);
        shop.execute("create table salary (id int primary key)");
        excluding("salary");
    }

    @Test
    void oneThatIsDroppedLaterStopsNothingAndIsMentioned() throws SQLException {
        shop.run();
        shop.execute("drop table salary", "insert into orders values (1)");

        assertThat(shop.run().tables()).hasSize(1);
        assertThat(shop.notices).containsExactly(GONE);
    }

    @Test
    void oneThatIsThereIsNotMentioned() {
        shop.run();

        assertThat(shop.notices).isEmpty();
    }

    @Test
    void oneThatWasNeverThereStopsTheFirstRun() {
        excluding("holidays");

        assertThatThrownBy(() -> shop.run())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "shop/pipeline.yaml, source.exclude: the source has no table `holidays`")
                .hasMessageContaining("known are: ");
    }

    @Test
    void oneThatIsRenamedStopsTheRunThatWouldFollowItsNewName() throws SQLException {
        shop.run();
        shop.execute("alter table salary rename to salaries");

        assertThatThrownBy(() -> shop.run())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("source.exclude: the source has no table `salary`")
                .hasMessageContaining("did you mean `salaries`?");
    }

    @Test
    void aMisspellingInAChangedDefinitionStopsTheRunThoughTheTableWasFollowed() {
        shop.run();
        excluding("order");

        assertThatThrownBy(() -> shop.run())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("did you mean `orders`?");
    }

    @Test
    void aNearNameThatWasFollowedAllAlongStopsNothing() throws SQLException {
        shop.execute("create table salary_2 (id int primary key)");
        shop.run();
        shop.execute("drop table salary", "insert into orders values (1)");

        assertThat(shop.run().tables()).hasSize(2);
        assertThat(shop.notices).containsExactly(GONE);
    }

    @Test
    void oneThatAnEarlierRunHasMayBeExcludedThoughItWasDroppedSince() throws SQLException {
        excluding("salary");
        shop.execute("create table order_2 (id int primary key)");
        shop.run();
        shop.execute("drop table order_2", "insert into orders values (1)");
        shop.run();
        shop.execute("insert into orders values (2)");
        shop.run();
        shop.settings(new SourceSettings(List.of("public"), Set.of("salary", "order_2"), Map.of()));

        shop.run();

        assertThat(shop.notices)
                .containsExactly(
                        "ingest: shop/pipeline.yaml, source.exclude: the source has no table `order_2` any more;"
                                + " its line can go once no stage is behind");
    }

    @Test
    void oneThatAnEarlierRunHasStopsTheRunThatWouldFollowItsNewName() throws SQLException {
        shop.execute("create table wage (id int primary key)");
        shop.run();
        shop.execute("alter table wage rename to wages");
        excluding("wage");

        assertThatThrownBy(() -> shop.run())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("did you mean `wages`?");
    }

    private void excluding(String table) {
        shop.settings(new SourceSettings(List.of("public"), Set.of(table), Map.of()));
    }
}
