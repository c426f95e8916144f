package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.environment.Environment;
import dev.tidemark.local.bus.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Values of every type arrive as they are, by the way of many rows and by the way of few.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class EveryTypeTest {

    /// So many new versions get a partition of their own.
    private static final int MANY = 20_500;

    /// The type of each column in the source and in the warehouse.
    private static final Map<String, List<String>> COLUMNS = new LinkedHashMap<>();

    static {
        column("id", "uuid", "uuid");
        column("part", "text", "text");
        column("u", "uuid", "uuid");
        column("j", "json", "json");
        column("b", "jsonb", "jsonb");
        column("b_as_text", "jsonb", "text");
        column("bin", "bytea", "bytea");
        column("r", "real", "real");
        column("d", "double precision", "double precision");
        column("r_wide", "real", "double precision");
        column("n20", "numeric(20,2)", "numeric(20,2)");
        column("n38", "numeric(38,10)", "numeric");
        column("n", "numeric", "numeric");
        column("n_as_text", "numeric", "text");
        column("n40", "numeric(40,2)", "numeric");
        column("hundreds", "numeric(5,-2)", "text");
        column("amount", "amount", "numeric(10,2)");
        column("same_amount", "amount", "amount");
        column("mood", "mood", "text");
        column("span", "interval", "text");
        column("tags", "text[]", "text");
        column("ip", "inet", "text");
        column("tz", "timetz", "text");
        column("bounds", "numrange", "text");
        column("born", "date", "date");
        column("seen", "timestamp", "timestamp");
    }

    private static final List<String> HOSTILE =
            List.of(
                    "'00000000-0000-0000-0000-000000000000', '{\"a\": 1, \"a\":  [1e400]}', '{\"a\": 1.0}', '\\x00ff', 'NaN', '-0', 'NaN', 12345678901234567.89, 1234567890123456789012345678.0123456789, 'NaN', 12345678901234567890123456789.10, 1234500, 0.10, 'it''s', '1 mon 3 days -04:05:06.789', array['a,\"b', null, 'NULL', E'\\n😀'], '10.0.0.1/8', '24:00:00-15:59:59', '(,1.50]', '4713-01-01 BC', '4713-01-01 00:00:00.000001 BC'",
                    "'ffffffff-ffff-ffff-ffff-ffffffffffff', '\"\\ud800\"', '[]', '', '-Infinity', 'Infinity', '-0', -0.01, -0.0000000001, '-Infinity', 'NaN', -100, 99999999.99, 'sad', '-1 years', '{}', '::1', '02:30:00.123456+05:30', 'empty', '5874897-12-31', '294246-12-31 23:59:59.999999'",
                    "null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null");

    @TempDir private Path pipelines;

    private static void column(String name, String source, String warehouse) {
        COLUMNS.put(name, List.of(source, warehouse));
    }

    @BeforeEach
    void write() throws IOException {
        Path pipeline = Files.createDirectories(pipelines.resolve(World.PIPELINE));
        Files.createDirectories(pipeline.resolve("models"));
        Files.createDirectories(pipeline.resolve("warehouse"));
        Files.writeString(
                pipeline.resolve("pipeline.yaml"),
                "source: {schemas: [public]}\nwarehouse: {schema: public}\n");
        String names = String.join(", ", COLUMNS.keySet());
        Files.writeString(
                pipeline.resolve("models/dim_thing.sql"),
                "/*\nkind: dimension\nkey: [id, part]\nhistory: latest\n*/\nselect %s from current.thing\n"
                        .formatted(names));
        Files.writeString(
                pipeline.resolve("models/fact_thing.sql"),
                "/*\nkind: fact\ngrain: one row per version of a thing\nkey: [id, part]\nhistory: every_version\n*/\nselect %s from delta.thing\n"
                        .formatted(names));
        Files.writeString(
                pipeline.resolve("warehouse/V1__things.sql"),
                """
                create domain amount as numeric(10,2);
                create table dim_thing (%1$s, deleted_run bigint, primary key (id, part));
                create table fact_thing (record_id bigint primary key, %1$s)
                    partition by range (record_id);
                create table fact_thing_superseded (
                    record_id bigint primary key, superseded_by bigint, run bigint not null);
                create view fact_thing_current as select * from fact_thing as f where not exists (
                    select from fact_thing_superseded as e where e.record_id = f.record_id);
                """
                        .formatted(columns(1)));
    }

    @Test
    void arriveAsTheyAre(World world) {
        world.set(Environment.PIPELINES, pipelines.toString());
        fill(world);
        var functions = Functions.all(world.environment(), Transport.FAITHFUL);

        world.tick(functions);

        requireEqual(world);

        Sql.run(
                world.source(),
                "update thing set n = 1.500, n_as_text = 1.500 where part = 'even'",
                "update thing set d = 0 where part = 'O''Keefe 1'",
                "update thing set j = '[ 1]', b = '{\"a\": 1.00}' where part = 'O''Keefe 0'",
                "update thing set id = 'a0000000-0000-0000-0000-000000000000' where part = 'O''Keefe 2'",
                "delete from thing where part = 'odd' and id < '40000000-0000-0000-0000-000000000000'");
        world.tick(functions);

        requireEqual(world);

        long versions = world.versions("fact_thing");
        Sql.run(world.source(), "update thing set n = n");
        world.tick(functions);

        assertThat(world.versions("fact_thing")).as("nothing changed").isEqualTo(versions);
        requireEqual(world);
    }

    private static void fill(World world) {
        Sql.run(
                world.source(),
                "create domain amount as numeric(10,2)",
                "create type mood as enum ('sad', 'it''s')",
                "create table thing (%s, primary key (id, part))".formatted(columns(0)));
        for (int i = 0; i < HOSTILE.size(); i++) {
            Sql.run(
                    world.source(),
                    "insert into thing (id, part, u, j, b, bin, r, d, r_wide, n20, n38, n, n40, hundreds, amount, mood, span, tags, ip, tz, bounds, born, seen) values (gen_random_uuid(), 'O''Keefe %d', %s)"
                            .formatted(i, HOSTILE.get(i)));
        }
        Sql.run(
                world.source(),
                """
                insert into thing (id, part, u, j, b, bin, r, d, n20, n38, n, tags)
                select md5(i::text)::uuid, case i %% 2 when 0 then 'even' else 'odd' end,
                       md5(i::text)::uuid, to_json(i), to_jsonb(i), decode(md5(i::text), 'hex'),
                       i / 7.0, i / 7.0, i / 7.0 - 100, i * 123456789012345678.0 / 7, i / 7.0,
                       array[i::text]
                from generate_series(1, %d) i
                """
                        .replace("%%", "%")
                        .replace("%d", Integer.toString(MANY)),
                "update thing set b_as_text = b, n_as_text = n, same_amount = amount");
    }

    private static void requireEqual(World world) {
        var expected =
                Sql.rows(world.source(), "select %s from thing order by 1, 2".formatted(texts()));
        assertThat(expected).hasSizeGreaterThan(MANY / 2);
        assertThat(
                        Sql.rows(
                                world.warehouse(),
                                "select %s from fact_thing_current order by 1, 2"
                                        .formatted(texts())))
                .isEqualTo(expected);
        assertThat(
                        Sql.rows(
                                world.warehouse(),
                                "select %s from dim_thing where deleted_run is null order by 1, 2"
                                        .formatted(texts())))
                .isEqualTo(expected);
    }

    private static String texts() {
        return COLUMNS.keySet().stream()
                .map(name -> name.equals("part") ? "part collate \"C\"" : name + "::text")
                .map(text -> text.equals("r_wide::text") ? "r_wide::real::text" : text)
                .collect(Collectors.joining(", "));
    }

    private static String columns(int side) {
        Collection<Map.Entry<String, List<String>>> columns = COLUMNS.entrySet();
        return columns.stream()
                .map(column -> column.getKey() + " " + column.getValue().get(side))
                .collect(Collectors.joining(", "));
    }
}
