package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.failure.Problems;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.Stage;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// How many rows are to come is said before the first one moves, and only where it is known.
@ExtendWith(PostgresExtension.class)
class ForeseenRowsTest {

    private final List<String> heard = new ArrayList<>();

    @Test
    void aTableThatWasAnalysedIsReckonedByItsPages(TestDatabase database) throws SQLException {
        database.execute(
                "create table visit (id int primary key) with (autovacuum_enabled = off)",
                "insert into visit select generate_series(1, 2260)",
                "analyze visit",
                "insert into visit select generate_series(2261, 4520)");

        shop(database).run();

        assertThat(heard).containsExactly("expected public.visit 4520", "done public.visit 4520");
    }

    @Test
    void aTableThatWasNeverAnalysedIsNotMeasured(TestDatabase database) throws SQLException {
        database.execute(
                "create table visit (id int primary key)", "insert into visit values (1), (2)");

        shop(database).run();

        assertThat(heard).containsExactly("unmeasured public.visit", "done public.visit 2");
    }

    @Test
    void anEmptyTableIsKnownToBeEmpty(TestDatabase database) throws SQLException {
        database.execute("create table visit (id int primary key)");

        shop(database).run();

        assertThat(heard).containsExactly("expected public.visit 0", "done public.visit 0");
    }

    @Test
    void thePartsOfAPartitionedTableAreAddedUp(TestDatabase database) throws SQLException {
        database.execute(
                "create table visit (id int primary key) partition by range (id)",
                "create table visit_1 partition of visit for values from (0) to (100)",
                "create table visit_2 partition of visit for values from (100) to (200)",
                "create table visit_3 partition of visit for values from (200) to (300)",
                "insert into visit select generate_series(51, 160)",
                "analyze visit");

        shop(database).run();

        assertThat(heard).containsExactly("expected public.visit 110", "done public.visit 110");
    }

    @Test
    void changedRowsAreCounted(TestDatabase database) throws SQLException {
        database.execute(
                "create table visit (id int primary key)", "insert into visit values (1), (2)");
        var shop = shop(database);
        shop.run();
        heard.clear();
        shop.execute("insert into visit select generate_series(3, 12)");

        shop.run();

        assertThat(heard).containsExactly("expected public.visit 10", "done public.visit 10");
    }

    @Test
    void aForecastSaysWhatIsScannedAndWhoseKeysAreRead(TestDatabase database) throws SQLException {
        database.execute(
                "create table visit (id int primary key, room text)",
                "insert into visit select generate_series(1, 10)");
        var shop = shop(database);
        shop.run();
        heard.clear();
        shop.execute(
                "delete from visit where id = 1", "update visit set room = 'blue' where id < 5");

        shop.ingestion().forecast(Deadline.none(), new Problems());

        assertThat(heard)
                .containsExactly(
                        "done public.visit 9", "expected public.visit 3", "done public.visit 3");
    }

    private Shop shop(TestDatabase database) throws SQLException {
        return new Shop(database)
                .progress(
                        new Progress() {
                            @Override
                            public void expected(Stage stage, String relation, long rows) {
                                heard.add("expected %s %d".formatted(relation, rows));
                            }

                            @Override
                            public void unmeasured(Stage stage, String relation) {
                                heard.add("unmeasured " + relation);
                            }

                            @Override
                            public void relationDone(
                                    Stage stage, String relation, long rows, long bytes) {
                                heard.add("done %s %d".formatted(relation, rows));
                            }
                        });
    }
}
