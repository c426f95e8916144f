package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.environment.Environment;
import dev.tidemark.local.bus.Transport;
import java.nio.file.Path;

/// The smallest pipeline that has every kind of file: a dimension, a fact that refers to it, and a migration for each.
public record Shop(World world) {

    private static final Path PIPELINES = Path.of("src/test/pipelines").toAbsolutePath();
    private static final String ITEMS = "select item_id, item_name from ";
    private static final String SALES = "select sale_id, item_id, units from ";

    public static Shop open(World world) {
        Sql.run(
                world.source(),
                "create table item (item_id integer primary key, item_name text not null)",
                "create table sale (sale_id integer primary key, item_id integer not null references item, units integer not null)",
                "insert into item select n, 'item ' || n from generate_series(1, 10) as n",
                "insert into sale select n, 1 + n % 10, n from generate_series(1, 60) as n");
        world.set(Environment.PIPELINES, PIPELINES.toString());
        world.set(Environment.PIPELINE, "shop");
        return new Shop(world);
    }

    /// Something for each kind of file: rows changed and new, a row deleted, a dimension refreshed.
    public void change() {
        Sql.run(
                world.source(),
                "update sale set units = units + 1 where sale_id % 7 = 1",
                "insert into sale select max(sale_id) + 1, 3, 5 from sale",
                "delete from sale where sale_id = (select min(sale_id) from sale)",
                "update item set item_name = item_name || '!' where item_id = 4");
    }

    void tick() {
        world.tick(Functions.all(world.environment(), Transport.FAITHFUL));
    }

    /// The warehouse says what the source says.
    public void audit() {
        requireEqual(ITEMS + "item", ITEMS + "dim_item where deleted_run is null");
        requireEqual(SALES + "sale", SALES + "fact_sale_current");
    }

    private void requireEqual(String sourceQuery, String warehouseQuery) {
        assertThat(Sql.rows(world.warehouse(), warehouseQuery))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(Sql.rows(world.source(), sourceQuery));
    }
}
