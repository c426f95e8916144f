package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

/// A source that was dumped and restored into a new cluster is the same source: every row physically new, transaction
/// ids begun anew, and not one version more.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class RestoredSourceTest {

    private static final int ORDERS = 300;
    private static final String ANOTHER =
            "the source is another database than the one that run 2 was read from";

    @Test
    void aDumpAndRestoreYieldsNoVersionAndMissesNothing(World world)
            throws SQLException, IOException {
        var former = world.seed(ORDERS);
        world.tick();
        former.play(1);
        world.tick();
        long versions = versions(world);

        restore(world);
        assertThat(world.command("status", "totesys").out())
                .contains("the source has changed since run 2", ANOTHER);
        world.tick();
        world.audit();
        assertThat(versions(world)).isEqualTo(versions);
        assertThat(world.command("status", "totesys").out()).doesNotContain(ANOTHER);

        world.totesys(ORDERS).play(2);
        world.tick();
        world.audit();
    }

    @Test
    void whatChangedBetweenTheLastLookAndTheDumpComesFromTheNewCluster(World world)
            throws SQLException, IOException {
        world.seed(ORDERS);
        world.tick();
        long versions = versions(world);
        Sql.run(
                world.source(),
                "update sales_order set units_sold = units_sold + 1 where sales_order_id = 5",
                "delete from payment where payment_id = 6");

        restore(world);
        world.tick();
        world.audit();
        assertThat(versions(world)).isEqualTo(versions + 1);
        assertThat(world.versions("fact_payment_current where payment_id = 6")).isZero();
    }

    private static long versions(World world) {
        return Audit.facts().stream().mapToLong(fact -> world.versions(fact.table())).sum();
    }

    /// What pg_dump and psql do, with the schema taken from its maker.
    private static void restore(World world) throws SQLException, IOException {
        TestDatabase former = world.source();
        world.sourceIs(former.onAnotherServer());
        world.totesys(ORDERS).seed();
        try (var from = former.connect();
                var to = world.source().connect()) {
            to.createStatement().execute("set session_replication_role = replica");
            for (List<String> table : Sql.rows(former, TABLES)) {
                to.createStatement().execute("truncate " + table.getFirst() + " cascade");
            }
            for (List<String> table : Sql.rows(former, TABLES)) {
                copy(table.getFirst(), from, to);
            }
        }
        for (List<String> sequence : Sql.rows(former, SEQUENCES)) {
            Sql.run(
                    world.source(),
                    "select setval('%s', %s)".formatted(sequence.getFirst(), sequence.getLast()));
        }
    }

    private static final String TABLES =
            "select quote_ident(tablename) from pg_tables where schemaname = 'public' order by 1";
    private static final String SEQUENCES =
            "select quote_ident(sequencename), last_value from pg_sequences"
                    + " where schemaname = 'public' and last_value is not null";

    private static void copy(String table, Connection from, Connection to)
            throws SQLException, IOException {
        var dump = new StringWriter();
        from.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", dump);
        to.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " from stdin", new StringReader(dump.toString()));
    }
}
