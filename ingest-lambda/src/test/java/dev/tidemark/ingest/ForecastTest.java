package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.ingest.Forecast.Reason;
import dev.tidemark.ingest.table.TableForecast;
import dev.tidemark.pipeline.DeleteGuard;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A forecast says what the next tick then does, and archives nothing.
@ExtendWith(PostgresExtension.class)
class ForecastTest {

    private final Shop shop;
    private final Problems problems = new Problems();

    ForecastTest(TestDatabase database) throws SQLException {
        this.shop = Shop.withOrders(database);
    }

    @Test
    void aFirstRunBringsEveryRow() throws SQLException {
        shop.execute("insert into orders select i, 'note' from generate_series(1, 7) as i");

        Forecast forecast = forecast();

        assertThat(forecast.run()).contains(RunNumber.FIRST);
        assertThat(forecast.because()).containsExactly(Reason.FIRST_RUN);
        assertThat(said(forecast)).containsExactly("public.orders FULL read 7 new 7 deleted 0");
        assertThat(shop.zone.keys()).isEmpty();
    }

    @Test
    void tellsNewRowsFromChangedAndDeletedOnes() throws SQLException {
        shop.execute("insert into orders select i, 'note' from generate_series(1, 9) as i");
        shop.run();
        shop.execute(
                "insert into orders values (10, 'new'), (11, 'new')",
                "update orders set note = 'changed' where order_id <= 3",
                "delete from orders where order_id = 9");

        Forecast forecast = forecast();

        assertThat(said(forecast)).containsExactly("public.orders DELTA read 5 new 2 deleted 1");
        assertThat(forecast.tables().getFirst().changed()).hasValue(3);
        requireThatTheRunDoesTheSame(forecast);
    }

    @Test
    void insertsAloneNeedNoKeysToBeCompared() throws SQLException {
        shop.execute("insert into orders values (1, 'a')");
        IngestLog log = shop.run();
        Shop.table(log, "orders").keyFiles().forEach(file -> shop.zone.remove(file.key()));
        shop.execute("insert into orders values (2, 'b')");

        assertThat(said(forecast())).containsExactly("public.orders DELTA read 1 new 1 deleted 0");
    }

    @Test
    void aTableThatIsReadInFullIsComparedByItsKeys() throws SQLException {
        shop.execute("insert into orders select i, 'note' from generate_series(1, 4) as i");
        shop.run();
        shop.execute(
                "alter table orders add column extra int default 5",
                "delete from orders where order_id = 1",
                "insert into orders values (5, 'new')");

        Forecast forecast = forecast();

        assertThat(said(forecast)).containsExactly("public.orders FULL read 4 new 1 deleted 1");
        requireThatTheRunDoesTheSame(forecast);
    }

    @Test
    void whereTheKeyIsAnotherOneNobodyCanSayWhatIsNew() throws SQLException {
        shop.execute("insert into orders select i, i::text from generate_series(1, 4) as i");
        shop.run();
        shop.execute(
                "alter table orders drop constraint orders_pkey, add primary key (note)",
                "delete from orders where order_id = 1");

        Forecast forecast = forecast();

        assertThat(forecast.tables().getFirst().added()).isEmpty();
        assertThat(forecast.tables().getFirst().table().rowsUpserted()).isEqualTo(3);
    }

    @Test
    void aTableThatWasDroppedLosesAllItsRows() throws SQLException {
        shop.execute("create table gift (gift_id int primary key)", "insert into gift values (1)");
        shop.run();
        shop.execute("drop table gift");

        assertThat(said(forecast()))
                .containsExactly(
                        "public.orders UNCHANGED read 0 new 0 deleted 0",
                        "public.gift GONE read 0 new 0 deleted 1");
    }

    @Test
    void whereNothingRanThereIsNoRun() throws SQLException {
        shop.execute("insert into orders values (1, 'a')");
        shop.run();

        Forecast forecast = forecast();

        assertThat(forecast.run()).isEmpty();
        assertThat(forecast.tables()).isEmpty();
    }

    @Test
    void aChangedFolderIsReasonEnough() {
        shop.run();
        shop.definition("another");

        assertThat(forecast().because()).containsExactly(Reason.FOLDER_CHANGED);
    }

    @Test
    void saysWhatTheGuardRailWouldStop() throws SQLException {
        shop.guard(new DeleteGuard(0.5, 1));
        shop.execute("insert into orders select i, 'note' from generate_series(1, 4) as i");
        shop.run();
        shop.execute("delete from orders where order_id <= 3");

        Forecast forecast = forecast();

        assertThat(said(forecast)).containsExactly("public.orders DELTA read 0 new 0 deleted 3");
        assertThat(problems.found().stream().map(TidemarkFailure::what))
                .singleElement()
                .asString()
                .startsWith("public.orders lost 3 of its 4 rows (75 %)");
    }

    @Test
    void waitsForNobodyWhoWrites() throws SQLException {
        shop.execute("insert into orders values (1, 'a')");
        shop.run();
        try (Connection writer = shop.transaction()) {
            writer.createStatement().execute("lock table orders in share row exclusive mode");
            writer.createStatement().execute("update orders set note = 'open'");

            Forecast forecast = forecast();

            assertThat(forecast.run()).isEmpty();
            writer.commit();
        }
    }

    private Forecast forecast() {
        return shop.cold().forecast(Deadline.none(), problems);
    }

    private void requireThatTheRunDoesTheSame(Forecast forecast) {
        IngestLog log = shop.run();
        for (TableForecast table : forecast.tables()) {
            IngestedTable forecasted = table.table();
            IngestedTable done = log.table(forecasted.name()).orElseThrow();
            assertThat(done.mode()).isEqualTo(forecasted.mode());
            assertThat(done.rowsUpserted()).isEqualTo(forecasted.rowsUpserted());
            assertThat(done.rowsDeleted()).isEqualTo(forecasted.rowsDeleted());
            assertThat(done.rowsInSource()).isEqualTo(forecasted.rowsInSource());
        }
        assertThat(log.header().run()).isEqualTo(forecast.run().orElseThrow());
    }

    private static List<String> said(Forecast forecast) {
        return forecast.tables().stream()
                .map(
                        of ->
                                "%s %s read %d new %d deleted %d"
                                        .formatted(
                                                of.table().name(),
                                                of.table().mode(),
                                                of.table().rowsUpserted(),
                                                of.added().orElse(-1),
                                                of.table().rowsDeleted()))
                .toList();
    }
}
