package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// After any number of ticks the warehouse equals what an independent statement computes from the source.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class WarehouseFollowsTest {

    private static final int ORDERS = 2_000;
    private static final int DAYS = 10;

    @Test
    void equalsTheAuditAfterEachOfTenDays(World world) {
        var totesys = world.seed(ORDERS);
        world.tick();
        world.audit();

        for (int day = 1; day <= DAYS; day++) {
            totesys.play(day);
            world.tick();
            world.audit();
        }

        assertThat(
                        world.versions(
                                "fact_sales_order where sales_order_id = "
                                        + totesys.watchedOrder()))
                .isEqualTo(1 + DAYS);
    }

    @Test
    void bringsTheLateTransactionWhenItCommits(World world) {
        var totesys = world.seed(ORDERS / 10);
        world.tick();

        try (var late = totesys.openLateTransaction(1)) {
            totesys.play(1);
            world.tick();
            totesys.play(2);
            world.tick();
            world.audit();
            late.commit();
            world.tick();
            world.audit();
            assertThat(
                            world.versions(
                                    "fact_sales_order where sales_order_id = "
                                            + late.salesOrderId()))
                    .isOne();
        }
    }

    @Test
    void theAuditorNoticesWhatIsWrong(World world) {
        world.seed(ORDERS / 10);
        world.tick();
        world.audit();

        Sql.run(world.warehouse(), "update dim_design set file_name = '' where design_id = 2");
        assertThatThrownBy(world::audit).hasMessageContaining("dim_design");

        Sql.run(world.source(), "update design set file_name = '' where design_id = 2");
        world.audit();
        Sql.run(world.warehouse(), "insert into fact_payment_superseded values (1, null, 1)");
        assertThatThrownBy(world::audit).hasMessageContaining("fact_payment");
    }
}
