package dev.tidemark.bench.limit;

import dev.tidemark.bench.meter.Command;
import dev.tidemark.bench.meter.Meter;
import dev.tidemark.bench.scene.Destination;
import dev.tidemark.bench.scene.SalesPipeline;
import dev.tidemark.bench.scene.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A load as a warehouse's tables in files of binary COPY, and the script that brings them into a warehouse which has
/// the tables and no rows.
public final class ReadyFiles {

    private static final String PARTITION = SalesPipeline.FACT + "_p1";

    private final Site site;
    private final Path script;
    private final String empty;
    private @Nullable String last;

    private ReadyFiles(Site site, Path script, String empty) {
        this.site = site;
        this.script = script;
        this.empty = empty;
    }

    /// @param loaded a warehouse with run 1 in it
    public static ReadyFiles of(Site site, Meter meter, Destination loaded, long rows) {
        Path folder = site.folder().resolve("ready");
        Path script = folder.resolve("load.sql");
        List<String> load = new ArrayList<>(List.of("\\set ON_ERROR_STOP on", "begin;"));
        try {
            Files.createDirectories(folder);
            for (String dimension : SalesPipeline.DIMENSIONS) {
                save(meter, loaded, dimension, folder);
                load.add(copy(dimension, dimension, folder));
            }
            save(meter, loaded, SalesPipeline.FACT, folder);
            load.addAll(fact(folder, rows));
            load.add("commit;");
            Files.write(script, load);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ReadyFiles(site, script, emptied(site, loaded));
    }

    private static void save(Meter meter, Destination loaded, String table, Path folder) {
        meter.run(
                Command.of(
                        "psql",
                        "-Xq",
                        "-d",
                        loaded.warehouseUrl(),
                        "-c",
                        "\\copy (select * from %s) to '%s' (format binary)"
                                .formatted(table, folder.resolve(table))));
    }

    private static String copy(String table, String file, Path folder) {
        return "\\copy %s from '%s' (format binary)".formatted(table, folder.resolve(file));
    }

    /// What the load stage does with a large load.
    private static List<String> fact(Path folder, long rows) {
        return List.of(
                "create table %s (like %s including all excluding indexes excluding identity, check (sales_record_id >= 1 and sales_record_id < %d));"
                        .formatted(PARTITION, SalesPipeline.FACT, rows + 1),
                copy(PARTITION, SalesPipeline.FACT, folder),
                "alter table %s add primary key (sales_record_id);".formatted(PARTITION),
                "create index on %s (sales_order_id, sales_record_id desc);".formatted(PARTITION),
                "create index on %s (created_date);".formatted(PARTITION),
                "analyze %s;".formatted(PARTITION),
                "alter table %s attach partition %s for values from (1) to (%d);"
                        .formatted(SalesPipeline.FACT, PARTITION, rows + 1));
    }

    /// A copy of the loaded warehouse without its rows.
    private static String emptied(Site site, Destination loaded) {
        String copy = site.copyOfWarehouse(loaded.warehouse());
        site.inWarehouse(
                copy,
                """
                do $$
                declare part regclass;
                begin
                    for part in select inhrelid from pg_inherits where inhparent = '%s'::regclass loop
                        execute format('drop table %%s', part);
                    end loop;
                end $$
                """
                        .formatted(SalesPipeline.FACT),
                "truncate %s cascade".formatted(String.join(", ", SalesPipeline.DIMENSIONS)),
                "vacuum analyze");
        return copy;
    }

    /// The script in another copy of the empty warehouse.
    public Command load() {
        if (last != null) {
            site.drop(last);
        }
        last = site.copyOfWarehouse(empty);
        site.inWarehouse(last, "checkpoint");
        return Command.of("psql", "-Xq", "-d", site.warehouseUrl(last), "-f", script.toString());
    }
}
