package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.local.totesys.Totesys;
import dev.tidemark.postgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// An embedded source is filled on its first use: an empty one has nothing to show.
final class EmbeddedSource {

    private static final String PIPELINE = "totesys";
    private static final int ORDERS = 10_000;
    private static final long SEED = 42;

    private static final String TABLES =
            "select count(*) from pg_catalog.pg_tables where schemaname = 'public'";

    private EmbeddedSource() {}

    /// Only where the source is ours, and the pipeline is the one whose source we can make.
    static void fillIfEmpty(Workplace workplace, Console console) {
        boolean ours =
                workplace.hasEmbeddedSource() && workplace.pipeline().name().equals(PIPELINE);
        if (ours && isEmpty(workplace.source())) {
            new Totesys(workplace.source(), SEED, ORDERS).seed();
            console.err()
                    .println(
                            "Filled the embedded source with %s sales orders."
                                    .formatted(Text.count(ORDERS)));
        }
    }

    private static boolean isEmpty(Database source) {
        try (Connection connection = source.connect();
                PreparedStatement query = connection.prepareStatement(TABLES);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1) == 0;
        } catch (SQLException e) {
            throw source.failure(e, "looking for tables");
        }
    }
}
