package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.load.ledger.TableChange;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A dimension holds each member once, as it is now; one that left stays, and says since when.
@ExtendWith(PostgresExtension.class)
class MembersTest {

    private final Shop shop;

    MembersTest(TestDatabase database) {
        shop = new Shop(database);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private TableChange load(ModelRows customers) {
        shop.runs.publish(customers);
        var loaded = (LoadResult.Loaded) shop.load();
        return loaded.runs().getFirst().tables().getFirst();
    }

    @Test
    void newMembersAreInsertedChangedOnesUpdatedAndOthersLeftAlone() {
        load(customers().row(1, "Ada", null).row(2, "Bo", "Leeds").row(3, "Cy", null));

        TableChange change =
                load(customers().row(1, "Ada", "York").row(2, "Bo", "Leeds").row(4, "Di", null));

        assertThat(change).isEqualTo(new TableChange("dim_customer", 1, 1, 1, 0));
        assertThat(shop.customers())
                .containsExactly(
                        "1 Ada York null", "2 Bo Leeds null", "3 Cy null null", "4 Di null null");
    }

    @Test
    void aValueThatBecomesNullIsAChange() {
        load(customers().row(1, "Ada", "York"));

        assertThat(load(customers().row(1, "Ada", null)).updated()).isEqualTo(1);
        assertThat(shop.customers()).containsExactly("1 Ada null null");
    }

    @Test
    void aMemberThatLeavesStaysWithTheRunInWhichItLeft() {
        load(customers().row(1, "Ada", null).row(2, "Bo", null));

        assertThat(load(customers().left(1).left(77)).left()).isEqualTo(1);
        assertThat(load(customers().left(1)).left()).isZero();
        assertThat(shop.customers()).containsExactly("1 Ada null 2", "2 Bo null null");
    }

    @Test
    void aMemberThatReturnsUnchangedLivesAgain() {
        load(customers().row(1, "Ada", null));
        load(customers().left(1));

        assertThat(load(customers().row(1, "Ada", null)).updated()).isEqualTo(1);
        assertThat(shop.customers()).containsExactly("1 Ada null null");
    }

    @Test
    void aCompleteResultMakesEveryOtherMemberLeave() {
        load(customers().row(1, "Ada", null).row(2, "Bo", null));

        TableChange change = load(customers().row(2, "Bo", null).row(3, "Cy", null).whole());

        assertThat(change).isEqualTo(new TableChange("dim_customer", 1, 0, 1, 1));
        assertThat(shop.customers())
                .containsExactly("1 Ada null 2", "2 Bo null null", "3 Cy null null");
    }

    @Test
    void textArrivesAsItIs() {
        load(customers().row(1, "O'Keefe \"\\ ;-- \uD83D\uDE00", "NULL").row(2, "", "\t\n"));

        assertThat(shop.query("select name, city from shop.dim_customer order by customer_id"))
                .containsExactly("O'Keefe \"\\ ;-- \uD83D\uDE00 NULL", " \t\n");
    }
}
