package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static dev.tidemark.load.ModelRows.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.load.ledger.LoadedRun;
import dev.tidemark.load.ledger.TableChange;
import dev.tidemark.run.Deadline;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A fact that keeps every version has one record per change, however it is loaded.
@ExtendWith(PostgresExtension.class)
class VersionsTest {

    /// Whether new versions join others in a partition or get one of their own.
    enum Way {
        SMALL,
        LARGE
    }

    private final Shop shop;

    VersionsTest(TestDatabase database) {
        shop = new Shop(database);
    }

    @BeforeEach
    void customersAreThere() {
        shop.runs.publish(customers().row(1, "Ada", null).row(2, "Bo", "Leeds"));
        shop.load();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private TableChange load(Way way, ModelRows orders) {
        shop.runs.publish(orders);
        Loading loading = way == Way.SMALL ? shop.loading() : shop.largeLoading();
        var result = (LoadResult.Loaded) loading.catchUp(Deadline.none());
        return result.runs().stream()
                .map(LoadedRun::tables)
                .map(List::getFirst)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aChangeAndItsReversalAreThreeVersions(Way way) {
        load(way, orders().row(10, 1, "1.50", "a").row(11, 2, "2.00", null));
        load(way, orders().row(10, 1, "1.50", null));
        load(way, orders().row(10, 1, "1.50", "a"));

        assertThat(shop.versions().stream().map(version -> version.split(" ", 2)[1]))
                .containsExactly("10 1 1.50 a", "11 2 2.00 null", "10 1 1.50 null", "10 1 1.50 a");
        assertThat(shop.current()).containsExactly("10 1 1.50 a", "11 2 2.00 null");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aRowThatSaysTheSameIsNoVersion(Way way) {
        load(way, orders().row(10, 1, "1.50", null).row(11, 2, "2.00", "b"));

        TableChange change = load(way, orders().row(10, 1, "1.50", null).row(11, 2, "2.00", "b"));

        assertThat(change).isEqualTo(new TableChange("fact_order", 0, 0, 2, 0));
        assertThat(shop.versions()).hasSize(2);
        assertThat(shop.superseded()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aKeyThatLeavesIsSupersededByNothing(Way way) {
        load(way, orders().row(10, 1, "1.50", null).row(11, 2, "2.00", "b"));

        TableChange change = load(way, orders().left(10).left(99));

        assertThat(change.left()).isEqualTo(1);
        assertThat(shop.superseded()).containsExactly("1 null 3");
        assertThat(shop.current()).containsExactly("11 2 2.00 b");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aKeyThatLeftTwiceIsSupersededOnce(Way way) {
        load(way, orders().row(10, 1, "1.50", null));
        load(way, orders().left(10));

        assertThat(load(way, orders().left(10)).left()).isZero();
        assertThat(shop.superseded()).containsExactly("1 null 3");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aRowThatReturnsUnchangedIsAVersionOfItsOwn(Way way) {
        load(way, orders().row(10, 1, "1.50", null));
        load(way, orders().left(10));
        load(way, orders().row(10, 1, "1.50", null));

        assertThat(shop.versions()).hasSize(2);
        assertThat(shop.superseded()).containsExactly("1 null 3");
        assertThat(shop.current()).containsExactly("10 1 1.50 null");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aCompleteResultMakesEveryOtherKeyLeave(Way way) {
        load(
                way,
                orders().row(10, 1, "1.50", null).row(11, 2, "2.00", "b").row(12, 2, "3.00", "c"));
        load(way, orders().left(12));

        TableChange change =
                load(way, orders().row(11, 2, "2.50", "b").row(13, 1, "4.00", null).whole());

        assertThat(change).isEqualTo(new TableChange("fact_order", 2, 0, 0, 1));
        assertThat(shop.current()).containsExactly("11 2 2.50 b", "13 1 4.00 null");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aCompleteResultWithoutRowsMakesAllKeysLeave(Way way) {
        load(way, orders().row(10, 1, "1.50", null));

        assertThat(load(way, orders().whole()).left()).isEqualTo(1);
        assertThat(shop.current()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theSupersedingVersionIsNamed(Way way) {
        load(way, orders().row(10, 1, "1.50", null));
        load(way, orders().row(10, 1, "9.50", null));

        List<String> ids = shop.query("select record_id from shop.fact_order order by 1");
        assertThat(shop.superseded()).containsExactly("1 " + ids.get(1) + " 3");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theLedgerKnowsTheRecordIdsOfARun(Way way) {
        load(way, orders().row(11, 1, "1.50", null).row(10, 1, "1.50", null));
        load(way, orders().row(12, 1, "1.50", null));

        assertThat(
                        shop.query(
                                """
                                select l.run, count(f.record_id)
                                from tidemark.load_log_fact as l
                                join shop.fact_order as f
                                    on f.record_id between l.first_record_id and l.last_record_id
                                where l.fact = 'fact_order' group by 1 order by 1
                                """))
                .containsExactly("2 2", "3 1");
    }

    @Test
    void versionsOfARunAreNumberedInTheOrderOfTheirKeys() {
        load(Way.SMALL, orders().row(12, 1, "1.00", null).row(10, 1, "1.00", null));
        load(Way.SMALL, orders().row(11, 1, "1.00", null).row(9, 1, "1.00", null));

        assertThat(shop.query("select record_id, order_id from shop.fact_order order by 1"))
                .containsExactly("1 10", "2 12", "3 9", "4 11");
    }
}
