package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the warehouse lost by somebody's hand comes back by command.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class ReloadTest {

    private static final int ORDERS = 200;

    private static final String EMPTIED =
            """
            rows are missing that were loaded, and no run brings them again by itself
              public.fact_payment was emptied
              To ask for all rows once more:  tidemark reload totesys fact_payment
            """;

    private static final String PAYMENTS =
            "select payment_id, payment_amount, paid from %s order by 1";

    @Test
    void allRowsOfAFactThatWasEmptied(World world) {
        world.seed(ORDERS);
        world.tick();
        Sql.run(world.warehouse(), "truncate fact_payment, fact_payment_superseded");
        world.tick();
        assertThat(world.versions("fact_payment")).as("without the command").isZero();
        assertThat(world.command("check", "totesys").out()).contains("note: " + EMPTIED);
        assertThat(world.command("status", "totesys").out())
                .containsPattern("load +1 .*rows are missing")
                .contains(EMPTIED);

        var command = world.command("reload", "totesys", "fact_payment");

        assertThat(command.err()).isEmpty();
        assertThat(command.out())
                .isEqualTo(
                        "asked for all rows of fact_payment; the next run brings them:  tidemark run totesys\n");
        assertThat(world.command("status", "totesys").out()).doesNotContain(EMPTIED);
        assertThat(world.command("check", "totesys").out()).doesNotContain("rows are missing");
        world.tick();
        assertThat(world.command("status", "totesys").out()).contains("up to date with process");
        assertThat(Sql.rows(world.warehouse(), PAYMENTS.formatted("fact_payment_current")))
                .isEqualTo(Sql.rows(world.source(), PAYMENTS.formatted("payment")));
        requireHealth(world);
    }

    @Test
    void membersThatSomebodyChanged(World world) {
        world.seed(ORDERS);
        world.tick();
        Sql.run(world.warehouse(), "update dim_staff set first_name = 'nobody'");

        assertThat(world.command("reload", "totesys").exitCode()).isZero();
        world.tick();

        requireHealth(world);
    }

    @Test
    void nothingIsAskedForAModelThatIsNotThere(World world) {
        world.seed(ORDERS);
        world.tick();

        var command = world.command("reload", "totesys", "dim_staf");

        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.err())
                .isEqualTo(
                        """
                        tidemark: totesys has no model `dim_staf`
                          To fix: did you mean `dim_staff`?
                        """);
        assertThat(world.command("plan", "totesys").exitCode()).isZero();
    }

    @Test
    void beforeTheFirstRunThereIsNothingToBringOnceMore(World world) {
        world.seed(ORDERS);

        var command = world.command("reload", "totesys");

        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.err())
                .contains("no run of totesys was processed yet", "tidemark run totesys");
    }

    private static void requireHealth(World world) {
        world.audit();
        world.totesys(ORDERS).play(1);
        world.tick();
        world.audit();
    }
}
