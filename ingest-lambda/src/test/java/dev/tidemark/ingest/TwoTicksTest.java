package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.ingest.source.Steps;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.RunLog;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class TwoTicksTest {

    private Shop shop;

    @BeforeEach
    void open(TestDatabase database) throws SQLException {
        shop = Shop.withOrders(database);
        shop.execute("insert into orders select i, 'note ' || i from generate_series(1, 100) i");
    }

    @Test
    void oneOfTwoTicksAtOnceIsOvertaken() throws SQLException {
        shop.run();
        shop.execute("insert into orders values (101)");
        Ingestion other = shop.cold();
        var inner = new ArrayList<IngestLog>();
        shop.steps(
                new Steps() {
                    @Override
                    public void beforePublication() {
                        IngestResult result = other.tick(Deadline.none());
                        inner.add(((IngestResult.Published) result).log());
                    }
                });

        IngestResult outer = shop.tick();

        assertThat(outer).isEqualTo(new IngestResult.Overtaken(new RunNumber(2)));
        inner.forEach(shop.replay::apply);
        shop.steps(Steps.UNDISTURBED);
        assertThat(shop.tick()).isInstanceOf(IngestResult.NothingNew.class);
        assertThat(shop.archived()).isEqualTo(shop.inSource()).hasSize(101);
    }

    @Test
    void whatAnOvertakenTickReadTheNextRunReadsAgain() throws SQLException {
        shop.run();
        Ingestion other = shop.cold();
        var inner = new ArrayList<IngestLog>();
        shop.execute("insert into orders values (101)");
        shop.steps(
                new Steps() {
                    @Override
                    public void beforePublication() {
                        inner.add(((IngestResult.Published) other.tick(Deadline.none())).log());
                        try {
                            shop.execute("insert into orders values (102)");
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                });
        shop.tick();
        inner.forEach(shop.replay::apply);
        shop.steps(Steps.UNDISTURBED);

        shop.run();

        assertThat(shop.archived()).isEqualTo(shop.inSource()).hasSize(102);
    }

    @Test
    void aTickThatDiesBeforeThePublicationIsRepeatedByTheNext() throws SQLException {
        shop.steps(
                new Steps() {
                    @Override
                    public void beforePublication() {
                        throw new IllegalStateException("killed");
                    }
                });
        assertThatThrownBy(() -> shop.tick()).hasMessage("killed");
        shop.steps(Steps.UNDISTURBED);

        IngestLog log = shop.run();

        assertThat(log.header().run()).isEqualTo(RunNumber.FIRST);
        assertThat(shop.archived()).isEqualTo(shop.inSource()).hasSize(100);
    }

    @Test
    void aChangedDefinitionIsSomethingFound() {
        shop.run();
        shop.definition("definition 2");

        IngestLog log = shop.run();

        assertThat(log.header().run()).isEqualTo(new RunNumber(2));
        assertThat(log.tables()).noneMatch(table -> table.isChanged());
        assertThat(shop.tick()).isInstanceOf(IngestResult.NothingNew.class);
    }

    @Test
    void anEmptiedZoneStopsAWarmIngest() throws SQLException {
        shop.run();
        shop.zone.remove(RunLog.keyOf("shop", RunNumber.FIRST));
        shop.execute("insert into orders values (101)");

        assertThatThrownBy(() -> shop.tick())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("its query log was removed");
    }
}
