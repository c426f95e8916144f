package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/// A change yields one version if a model can see it, and none otherwise, whatever `last_updated` says.
@Tag("slow")
@ExtendWith(WorldExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class SilentUpdateTest {

    private static final int ORDERS = 200;

    private final World world;

    SilentUpdateTest(World world) {
        this.world = world;
    }

    @BeforeAll
    void follow() {
        world.seed(ORDERS);
        world.tick();
    }

    @Test
    void anUpdateThatLeavesLastUpdatedAloneIsOneVersion() {
        assertThat(
                        versionsAfter(
                                "update sales_order set units_sold = units_sold + 1 where sales_order_id = 11"))
                .isEqualTo(1);
    }

    @Test
    void anUpdateToTheSameValueIsNone() {
        assertThat(versionsAfter("update sales_order set units_sold = units_sold")).isZero();
    }

    @Test
    void aColumnThatNoModelReadsIsNone() {
        assertThat(versionsAfter("update payment set company_ac_number = company_ac_number + 1"))
                .isZero();
    }

    @Test
    void thereAndBackAgainWithinOneIntervalIsNone() {
        assertThat(
                        versionsAfter(
                                "update sales_order set units_sold = units_sold + 1 where sales_order_id = 12",
                                "update sales_order set units_sold = units_sold - 1 where sales_order_id = 12"))
                .isZero();
    }

    @Test
    void thereAndBackAgainAcrossTicksIsTwo() {
        assertThat(
                        versionsAfter(
                                "update sales_order set design_id = design_id + 1 where sales_order_id = 13"))
                .isEqualTo(1);
        assertThat(
                        versionsAfter(
                                "update sales_order set design_id = design_id - 1 where sales_order_id = 13"))
                .isEqualTo(1);
        assertThat(world.versions("fact_sales_order where sales_order_id = 13")).isEqualTo(3);
    }

    @Test
    void aRowDeletedAndInsertedAgainWithinOneIntervalIsNone() {
        assertThat(
                        versionsAfter(
                                "create temp table gone as select * from payment where payment_id = 14",
                                "delete from payment where payment_id = 14",
                                "insert into payment select * from gone"))
                .isZero();
    }

    @Test
    void aRowDeletedAndInsertedAgainAfterATickLivesAgain() {
        Sql.run(
                world.source(),
                "create schema kept",
                "create table kept.payment as select * from payment where payment_id = 15");
        assertThat(versionsAfter("delete from payment where payment_id = 15")).isZero();
        assertThat(world.versions("fact_payment_current where payment_id = 15")).isZero();

        assertThat(versionsAfter("insert into payment select * from kept.payment")).isEqualTo(1);
        assertThat(world.versions("fact_payment_current where payment_id = 15")).isEqualTo(1);
    }

    @Test
    void aChangedAddressRefreshesTheDimensionsThatReadIt() {
        assertThat(
                        versionsAfter(
                                "update address set phone = '020 7946 0000' where address_id ="
                                        + " (select legal_address_id from counterparty where counterparty_id = 2)"))
                .isZero();
        assertThat(
                        Sql.rows(
                                world.warehouse(),
                                "select phone from dim_location where phone = '020 7946 0000' union all"
                                        + " select counterparty_legal_phone_number from dim_counterparty where counterparty_id = 2"))
                .isEqualTo(List.of(List.of("020 7946 0000"), List.of("020 7946 0000")));
    }

    @Test
    void aChangedDepartmentRefreshesItsStaff() {
        assertThat(
                        versionsAfter(
                                "update department set location = 'Leeds' where department_id = 2"))
                .isZero();
        assertThat(world.versions("dim_staff where location = 'Leeds'")).isPositive();
    }

    /// How many versions the facts have after a tick that they had not before the changes.
    private long versionsAfter(String... changes) {
        long before = versions();
        Sql.run(world.source(), changes);
        world.tick();
        world.audit();
        return versions() - before;
    }

    private long versions() {
        return Audit.facts().stream().mapToLong(fact -> world.versions(fact.table())).sum();
    }
}
