package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.ingest.source.Steps;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.run.Deadline;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every message names the thing and the fix; nothing is written.
@ExtendWith(PostgresExtension.class)
class BadSourceTest {

    private Shop shop;

    @BeforeEach
    void open(TestDatabase database) throws SQLException {
        shop = Shop.withOrders(database);
    }

    @Test
    void aWrongPassword() {
        shop.url(shop.database.url(shop.reader(), "wrong-s3cret"));

        assertThat(refusal())
                .startsWith(place() + " refuses the login of user `%s`".formatted(shop.reader()))
                .contains("check user and password")
                .doesNotContain("wrong-s3cret");
    }

    @Test
    void anUnknownDatabase() {
        shop.url(shop.database.url().replace(shop.database.name(), "nowhere"));

        assertThat(refusal()).contains("there is no database `nowhere`");
    }

    @Test
    void anUnknownHostAndAClosedPort() {
        shop.url("postgresql://anna:secret@no-such-host.invalid/shop");
        assertThat(refusal()).contains("the host `no-such-host.invalid` is unknown");

        shop.url("postgresql://anna:secret@127.0.0.1:1/shop");
        assertThatThrownBy(() -> shop.tick())
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("nothing listens at 127.0.0.1:1");
    }

    @Test
    void aMissingRightOnOneTable() throws SQLException {
        shop.execute(
                "revoke all on orders from " + shop.reader(),
                "create table open (id int primary key)");

        assertThat(refusal())
                .contains(
                        """
                        the user `%1$s` may not read public.orders: a run holds every table that is not excluded, also those that no model reads, so nothing is read
                          To fix: GRANT SELECT ON public.orders TO %1$s; or exclude it in shop/pipeline.yaml"""
                                .formatted(shop.reader()));
    }

    @Test
    void aMissingRightOnTheSchema() throws SQLException {
        shop.execute("revoke usage on schema public from public");

        assertThat(refusal())
                .contains(
                        """
                          To fix: GRANT USAGE ON SCHEMA public TO %1$s; or exclude it in shop/pipeline.yaml"""
                                .formatted(shop.reader()));
    }

    @Test
    void aMissingRightOnBoth() throws SQLException {
        shop.execute(
                "revoke usage on schema public from public",
                "revoke all on orders from " + shop.reader());

        assertThat(refusal())
                .contains(
                        """
                          To fix: GRANT USAGE ON SCHEMA public TO %1$s; GRANT SELECT ON public.orders TO %1$s; or exclude it in shop/pipeline.yaml"""
                                .formatted(shop.reader()));
    }

    @Test
    void aTableInCapitalsIsQuotedInTheCommandThatHelps() throws SQLException {
        shop.execute(
                "create table \"Patient\" (id int primary key)",
                "create table \"group of 2\" (id int primary key)",
                "revoke all on \"Patient\", \"group of 2\" from " + shop.reader());

        assertThat(refusal())
                .contains("GRANT SELECT ON public.\"Patient\", public.\"group of 2\" TO ")
                .contains("or exclude them in shop/pipeline.yaml");
    }

    @Test
    void aTableWithoutPrimaryKey() throws SQLException {
        shop.execute("create table heap (id int)");

        assertThat(refusal())
                .contains("table public.heap has no primary key")
                .contains("ALTER TABLE public.heap ADD PRIMARY KEY")
                .contains("add `public.heap` to source.exclude in shop/pipeline.yaml");
    }

    @Test
    void aValueThatCannotBeKeptIsNamedByItsKeyAndNotShown() throws SQLException {
        shop.execute("insert into orders values (17, 'secret note', 1, '-infinity')");

        assertThat(refusal())
                .contains("public.orders, column last_updated (timestamp")
                .contains("(row order_id 17)")
                .doesNotContain("secret note");
    }

    @Test
    void aTextKeyIsNamedByAHash() throws SQLException {
        shop.execute(
                "create table card (number text primary key, until date)",
                "insert into card values ('4929 1234', 'infinity')");

        assertThat(refusal()).contains("(row number #").doesNotContain("4929");
    }

    @Test
    void rowLevelSecurityThatWouldHideRows() throws SQLException {
        shop.execute(
                "alter table orders enable row level security",
                "create policy mine on orders using (order_id > 10)");

        assertThat(refusal())
                .contains("row-level security hides rows of public.orders")
                .contains("BYPASSRLS");
    }

    @Test
    void rowLevelSecurityThatBeginsToHideRowsDuringTheReadStopsIt() throws SQLException {
        shop.execute(
                "insert into orders values (1), (2)",
                "alter table orders enable row level security",
                "alter role %s bypassrls".formatted(shop.reader()));
        shop.steps(
                new Steps() {
                    @Override
                    public void beforeRows() {
                        try {
                            shop.execute("alter role %s nobypassrls".formatted(shop.reader()));
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                });

        assertThat(refusal()).contains("row-level security");
    }

    @Test
    void namesInThePipelineThatMeanNothing() throws SQLException {
        shop.settings(new SourceSettings(List.of("public"), Set.of("order"), Map.of()));
        assertThat(refusal())
                .contains("shop/pipeline.yaml, source.exclude: the source has no table `order`")
                .contains("did you mean `orders`?");

        shop.settings(
                new SourceSettings(List.of("public"), Set.of(), Map.of("orders", Set.of("nots"))));
        assertThat(refusal())
                .contains("source.private: table public.orders has no column `nots`")
                .contains("did you mean `note`?");

        shop.settings(
                new SourceSettings(
                        List.of("public", "publik"),
                        Set.of(),
                        Map.of(),
                        Map.of("schemas/publik", "shop/pipeline.yaml:2")));
        assertThat(refusal())
                .isEqualTo(
                        "shop/pipeline.yaml:2, source.schemas: the source has no schema `publik`\n  To fix: did you mean `public`?");
    }

    @Test
    void aDatabaseWithoutTablesIsNotBlamedForTheNamesOfSome() throws SQLException {
        shop.settings(
                new SourceSettings(
                        List.of("public"), Set.of("note"), Map.of("orders", Set.of("note"))));
        shop.execute("drop table orders");

        assertThat(refusal())
                .startsWith("the source has no table to follow in schema public")
                .contains("TIDEMARK_SOURCE_URL");
    }

    @Test
    void aLockThatIsNotGivenPasses() throws SQLException {
        try (Connection other = shop.transaction()) {
            other.createStatement().execute("lock table orders in access exclusive mode");

            assertThatThrownBy(() -> shop.tick())
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("lock timeout")
                    .hasMessageContaining("pg_locks");
        }
    }

    @Test
    void aDeadlineThatIsNearStopsBeforeATableIsRead() {
        assertThatThrownBy(
                        () ->
                                shop.ingestion()
                                        .tick(
                                                Deadline.in(
                                                        Duration.ofSeconds(2), Clock.systemUTC())))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining(
                        "the time of this invocation, or that a snapshot may be held, is up")
                .hasMessageEndingWith("tidemark ingest shop");
        assertThat(shop.zone.keys()).isEmpty();
    }

    @Test
    void aSnapshotIsHeldNoLongerThanItMay() {
        var hours = new AtomicLong();
        shop.steps(
                new Steps() {
                    @Override
                    public void beforeRows() {
                        hours.set(3);
                    }
                });
        var moving =
                new Clock() {
                    @Override
                    public Instant instant() {
                        return Clock.systemUTC().instant().plus(Duration.ofHours(hours.get()));
                    }

                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                };

        assertThatThrownBy(() -> shop.ingestion().tick(Deadline.in(Duration.ofDays(1), moving)))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("that a snapshot may be held, is up");
        assertThat(shop.zone.keys()).isEmpty();
    }

    private String place() {
        return shop.database.url().replaceFirst(".*@", "");
    }

    private String refusal() {
        var failure = new String[1];
        assertThatThrownBy(() -> shop.tick())
                .isInstanceOf(TerminalFailure.class)
                .satisfies(e -> failure[0] = e.getMessage());
        assertThat(shop.zone.keys()).isEmpty();
        return failure[0];
    }
}
