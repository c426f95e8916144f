package dev.tidemark.bench.limit;

import dev.tidemark.bench.meter.Command;
import dev.tidemark.bench.meter.Meter;
import dev.tidemark.bench.scene.SalesPipeline;
import dev.tidemark.bench.scene.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A warehouse in which the small tables of the source stand ready with their keys, and the large one is empty and has
/// none: what a tool that copies tables fills. The keys come afterwards, as many as the source has: a primary key, two
/// indexes, five foreign keys. The fact of the star has nine.
public final class BareTable {

    private static final String COLUMNS =
            """
            select string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' order by attnum)
            from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped
            """;

    private static final String KEYS =
            """
            \\set ON_ERROR_STOP on
            do $$ begin
                if not exists (select from pg_constraint where conrelid = 'sales_order'::regclass and contype = 'p') then
                    alter table sales_order add primary key (sales_order_id);
                end if;
            end $$;
            create index on sales_order (last_updated);
            create index on sales_order (created_at);
            alter table sales_order add foreign key (design_id) references public.design;
            alter table sales_order add foreign key (staff_id) references public.staff;
            alter table sales_order add foreign key (counterparty_id) references public.counterparty;
            alter table sales_order add foreign key (currency_id) references public.currency;
            alter table sales_order add foreign key (agreed_delivery_location_id) references public.address;
            """;

    private final Site site;
    private final String empty;
    private final String columns;
    private final Path keys;
    private @Nullable String last;

    private BareTable(Site site, String empty, String columns, Path keys) {
        this.site = site;
        this.empty = empty;
        this.columns = columns;
        this.keys = keys;
    }

    public static BareTable prepare(Site site, Meter meter) {
        String empty = site.destination().warehouse();
        Path keys = site.folder().resolve("keys.sql");
        try (Connection source = site.source().connect()) {
            for (String table : SalesPipeline.SMALL_TABLES) {
                String key = table + "_id";
                site.inWarehouse(
                        empty,
                        "create table %s (%s, primary key (%s))"
                                .formatted(table, columns(source, table), key));
                meter.run(Command.shell(pipe(site, site.warehouseUrl(empty), table)));
            }
            Files.writeString(keys, KEYS);
            String columns = columns(source, SalesPipeline.LARGE_TABLE);
            return new BareTable(site, empty, columns, keys);
        } catch (SQLException e) {
            throw new IllegalStateException("preparing the bare tables: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String columns(Connection source, String table) throws SQLException {
        try (PreparedStatement query = source.prepareStatement(COLUMNS)) {
            query.setString(1, table);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static String pipe(Site site, String warehouseUrl, String table) {
        return ("psql -Xq -d '%s' -c 'copy %s to stdout (format binary)'"
                        + " | psql -Xq -d '%s' -c 'copy %s from stdin (format binary)'")
                .formatted(site.sourceUrl(), table, warehouseUrl, table);
    }

    /// COPY piped into COPY, then the keys.
    public Command copyAndKeys() {
        String database = next();
        site.inWarehouse(database, "create table sales_order (%s)".formatted(columns));
        String url = site.warehouseUrl(database);
        return Command.shell(pipe(site, url, "sales_order") + "; " + keys(url, "public"));
    }

    /// A tool that makes the table itself, and no key.
    ///
    /// @param tool as in [#toolAndKeys]
    public Command tool(String tool) {
        return Command.shell(tool.formatted(site.sourceUrl(), site.warehouseUrl(next())));
    }

    /// A tool that makes the table itself, then the keys.
    ///
    /// @param tool what it is called with, after the URLs of source and warehouse are put in for `%s` and `%s`
    /// @param schema where it puts the table
    public Command toolAndKeys(String tool, String schema) {
        String url = site.warehouseUrl(next());
        return Command.shell(tool.formatted(site.sourceUrl(), url) + "; " + keys(url, schema));
    }

    private String keys(String url, String schema) {
        return "PGOPTIONS='-c search_path=%s,public' psql -Xq -d '%s' -f '%s'"
                .formatted(schema, url, keys);
    }

    private String next() {
        if (last != null) {
            site.drop(last);
        }
        last = site.copyOfWarehouse(empty);
        site.inWarehouse(last, "checkpoint");
        return last;
    }
}
