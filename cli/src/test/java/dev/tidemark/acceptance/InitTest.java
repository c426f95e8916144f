package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Command;
import dev.tidemark.cli.project.Project;
import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.environment.Environment;
import dev.tidemark.local.totesys.Totesys;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.S3Extension;
import dev.tidemark.services.junit.TestDatabase;
import dev.tidemark.services.junit.TestS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What `init` writes runs as it is, and follows the source from then on.
@Tag("slow")
@ExtendWith({PostgresExtension.class, S3Extension.class})
class InitTest {

    private static final String READER = "reader_of_init";

    /// The longest name that Postgres takes, all but its last letter.
    private static final String LONG = "a_name_of_sixty_three_bytes_".repeat(3).substring(0, 62);

    private static final String[] ODD = {
        "create schema stock",
        "create type mood as enum ('sad', 'it''s')",
        "create domain money_amount as numeric(10,2)",
        """
        create table "Order Items" (
            "order" int, "Line No" smallint, "select" text not null, "50% "" off" money_amount,
            "${user}" text default 'x', "ärger" text, "a*/b" text,
            primary key ("order", "Line No"))
        """,
        "comment on table \"Order Items\" is 'It''s ${what} was \"ordered\"'",
        "comment on column \"Order Items\".\"select\" is 'chosen; -- */ ${by}'",
        """
        create table customer (
            id uuid primary key, email varchar(40) unique not null, mood mood, tags text[],
            ip inet, settings jsonb, raw json, wide numeric, password_hash text, letter char(3),
            deleted_run int, born date, seen timestamptz(3), total int generated always as (3) stored,
            span interval)
        """,
        "create table %1$sx (id int primary key, %1$sy text)".formatted(LONG),
        "create table %1$sz (id int primary key)".formatted(LONG),
        "create table stock.customer (id int primary key)",
        "create table stock.bin (place cidr primary key, n float8)",
        "create table measured (at timestamp, id int, primary key (at, id)) partition by range (at)",
        "create table measured_2026 partition of measured for values from ('2026-01-01') to ('2027-01-01')",
        "create table heap (n int)",
        "create table nearly (n int not null)",
        "create unique index nearly_key on nearly (n)",
        "create table twice (id int primary key, \"Id\" int)",
        "create table _prisma_migrations (id int primary key)",
        "create view seen as select 1 as n",
        "create materialized view stock.counted as select 1 as n",
        "create foreign data wrapper beyond",
        "create server far foreign data wrapper beyond",
        "create foreign table away (n int) server far",
        """
        insert into "Order Items" values (1, 1, 'a', 9.5), (1, 2, 'b', null), (2, 1, 'NULL', 0)
        """,
        """
        insert into customer (id, email) values (gen_random_uuid(), 'c@d');
        insert into customer values (gen_random_uuid(), 'a@b', 'it''s', array['x,y', null],
            '10.0.0.1/8', '{"a": 1.0}', '{"a":  1}', 1.50, 'secret', 'ab', 7, '1969-01-01', now(),
            default, '1 mon 2 days')
        """,
        "insert into %sx values (1, 'long')".formatted(LONG),
        "insert into stock.bin values ('10.0.0.0/8', 'NaN'), ('10.1.0.0/16', 1)",
        "insert into measured values ('2026-05-05', 1), ('2026-06-05', 1)"
    };

    @TempDir private Path folder;
    private TestDatabase source;
    private TestDatabase warehouse;
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void start(TestDatabase database, TestS3 s3) {
        source = database;
        warehouse = database.another();
        variables.putAll(s3.environment());
        variables.put(Environment.SOURCE_URL, source.url());
        variables.put(Environment.WAREHOUSE_URL, warehouse.url());
        variables.put(Environment.INGESTION_BUCKET, s3.freshBucket());
        variables.put(Environment.PROCESSED_BUCKET, s3.freshBucket());
    }

    @Test
    void totesysBecomesADimensionPerTableThatFollowsIt() {
        var login = new FixedLogin(DatabaseUrl.parse("the source", source.url()));
        var totesys = new Totesys(new Database(login, Map.of()), 7, 200);
        totesys.seed();

        Command init = done("init", "shop");

        assertThat(init.out())
                .contains("_prisma_migrations keeps the book")
                .containsSubsequence("tidemark check shop", "tidemark run shop")
                .doesNotContain("Not followed")
                .contains("select * from shop.dim_address where deleted_run is null limit 10;");
        done("run", "shop");
        String[] tables = {"address", "staff", "sales_order", "payment", "transaction"};
        for (String table : tables) {
            requireEqual("public." + table, "shop.dim_" + table);
        }
        totesys.play(1);
        totesys.play(2);
        Sql.run(source, "delete from payment where payment_id = 3");
        done("run", "shop");
        for (String table : tables) {
            requireEqual("public." + table, "shop.dim_" + table);
        }
    }

    @Test
    void oddNamesKeysAndTypesArriveAsTheyAre() throws IOException {
        Sql.run(source, ODD);

        Command init = done("init", "odd-shop");

        assertThat(init.out())
                .contains("public.heap has no primary key")
                .contains("add primary key using index \"nearly_key\";")
                .contains("public.twice has two columns id that only capitals tell apart")
                .contains("stock.customer has the name of public.customer")
                .containsSubsequence(
                        "Not followed, because no run could see what changes in them:",
                        "  public.away is a foreign table: its rows are another server's, which a pipeline of its own can follow",
                        "  public.seen is a view: write its SELECT as a model, over the tables that it reads",
                        "  stock.counted is a materialized view: write its SELECT as a model, over the tables that it reads");
        assertThat(file("pipeline.yaml"))
                .contains("    # It has no primary key")
                .contains("  #   public.customer: [password_hash]")
                .doesNotContain("\n  private:");
        assertThat(file("models/dim_order_items.sql"))
                .contains("key: [order, \"Line No\"]")
                .contains("- not_null: [order, \"Line No\", select]");
        done("run", "odd-shop");
        requireOddEqual("odd_shop.dim_customer", "odd_shop.dim_order_items", "odd_shop.dim_bin");
        assertThat(Sql.number(warehouse, "select count(*) from odd_shop.dim_measured"))
                .isEqualTo(2);
        Sql.run(
                source,
                "update \"Order Items\" set \"${user}\" = 'y', \"Line No\" = 9 where \"order\" = 2",
                "delete from \"Order Items\" where \"Line No\" = 2",
                "update customer set deleted_run = 8, raw = '1', email = email || 'x'",
                "insert into customer values (gen_random_uuid(), 'a@b')",
                "delete from stock.bin where n = 1");
        done("run", "odd-shop");
        requireOddEqual("odd_shop.dim_customer", "odd_shop.dim_order_items", "odd_shop.dim_bin");
        assertThat(
                        Sql.row(
                                warehouse,
                                "select obj_description('odd_shop.dim_order_items'::regclass), col_description('odd_shop.dim_order_items'::regclass, 3)"))
                .containsExactly(
                        "It's ${what} was \"ordered\" Rows of public.Order Items as they are now.",
                        "chosen; -- */ ${by} Source: Order Items.select.");
    }

    @Test
    void keywordsOfServerAndEngineAreNamesLikeOthers() throws SQLException {
        Set<String> words = new TreeSet<>(engineKeywords());
        Sql.rows(source, "select word from pg_get_keywords()")
                .forEach(row -> words.add(row.getFirst()));
        String columns =
                words.stream()
                        .map(word -> "\"%s\" int default 1".formatted(word))
                        .collect(Collectors.joining(", "));
        Sql.run(
                source,
                "create table \"current_user\" (id int primary key, %s)".formatted(columns),
                "insert into \"current_user\" values (1)");

        done("init", "words", "--raw");

        done("run", "words");
        requireEqual(
                "public.\"current_user\"",
                "words.\"current_user\"",
                words.stream()
                        .map(word -> "\"%s\"".formatted(word))
                        .collect(Collectors.joining(", ")));
    }

    private static Set<String> engineKeywords() throws SQLException {
        Set<String> words = new TreeSet<>();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var row = statement.executeQuery("select keyword_name from duckdb_keywords()")) {
            while (row.next()) {
                words.add(row.getString(1));
            }
        }
        return words;
    }

    @Test
    void aMirrorHasTheNamesOfTheSource() {
        Sql.run(source, ODD);

        done("init", "mirror", "--raw");

        done("run", "mirror");
        requireOddEqual("mirror.customer", "mirror.\"Order Items\"", "mirror.bin");
        requireEqual("public." + LONG + "x", "mirror." + LONG + "x");
    }

    @Test
    void pgbenchIsFollowedWithoutItsHistory() {
        Sql.run(
                source,
                "create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84)) with (fillfactor=100)",
                "create table pgbench_branches (bid int primary key, bbalance int, filler char(88))",
                "create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84))",
                "create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))",
                "insert into pgbench_accounts select i, 1, 0, '' from generate_series(1, 10000) i",
                "insert into pgbench_branches values (1, 0, '')",
                "insert into pgbench_tellers select i, 1, 0, '' from generate_series(1, 10) i",
                "grant select on all tables in schema public to public");

        assertThat(done("init", "bench").out())
                .contains("public.pgbench_history has no primary key");

        done("run", "bench");
        Sql.run(
                source,
                "update pgbench_accounts set abalance = 5 where aid % 100 = 1",
                "delete from pgbench_tellers where tid = 4",
                "insert into pgbench_history values (1, 1, 1, 5, now(), '')");
        done("run", "bench");
        for (String table : new String[] {"accounts", "branches", "tellers"}) {
            requireEqual("public.pgbench_" + table, "bench.dim_pgbench_" + table);
        }
    }

    @Test
    void whoMayReadNothingIsToldWhatToGrant() {
        Sql.run(
                source,
                "create table secret (id int primary key)",
                "create role %s login password 'reader'".formatted(READER));
        variables.put(Environment.SOURCE_URL, source.url(READER, "reader"));

        Command init = tidemark("init", "shop");

        assertThat(init.exitCode()).isEqualTo(1);
        assertThat(init.err())
                .contains("the user `reader_of_init` may read no table")
                .contains("grant usage on schema \"public\" to \"reader_of_init\";")
                .contains("grant select on all tables in schema \"public\" to \"reader_of_init\";");
        assertThat(folder.resolve("pipelines")).doesNotExist();
    }

    @Test
    void whatMayNotBeReadIsLeftOutWithItsGrants() {
        String reader = READER + "_of_some";
        Sql.run(
                source,
                "create schema hr",
                "create table hr.salary (id int primary key)",
                "create table open (id int primary key)",
                "insert into open values (1)",
                "create role %s login password 'reader'".formatted(reader),
                "grant select on open to " + reader);
        variables.put(Environment.SOURCE_URL, source.url(reader, "reader"));

        String grants =
                done("init", "shop")
                        .out()
                        .lines()
                        .filter(line -> line.contains("hr.salary may not be read: "))
                        .findFirst()
                        .orElseThrow();

        done("run", "shop");
        requireEqual("public.open", "shop.dim_open");
        Sql.run(source, grants.substring(grants.indexOf("grant")));
        done("init", "all", "--schema", "hr");
    }

    @Test
    void whatIsThereAlreadyIsNotOverwritten() throws IOException {
        Files.createDirectories(folder.resolve("pipelines/.shop.unfinished/models"));
        Files.writeString(folder.resolve("pipelines/.shop.unfinished/models/old.sql"), "stale");
        Sql.run(source, "create table customer (id int primary key)");
        done("init", "shop");

        assertThat(folder.resolve("pipelines/shop/models")).isDirectoryNotContaining("glob:**old*");
        Command again = tidemark("init", "shop");

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("is there already").contains("--into FOLDER");
        Command elsewhere = done("init", "shop", "--into", folder.resolve("draft").toString());
        assertThat(elsewhere.out())
                .contains("Once it lies in " + folder.resolve("pipelines/shop") + ", type:");
        assertThat(folder.resolve("draft/pipeline.yaml")).exists();
    }

    @Test
    void fromInitToTheFirstQueryThereAreThreeCommands() {
        Sql.run(
                source,
                "create table patient (patient_id int primary key, born date not null)",
                "create table visit (visit_id bigint primary key, patient_id int references patient, fee numeric(10, 2))",
                "insert into patient values (1, '1980-02-29'), (2, '1999-12-31')",
                "insert into visit values (10, 1, 9.50), (11, 2, null)");
        String[] printed = done("init", "clinic").out().lines().toArray(String[]::new);

        assertThat(done("check", "clinic").out()).contains("clinic is ready:");
        done("run", "clinic");

        assertThat(Sql.rows(warehouse, printed[printed.length - 1]))
                .extracting(List::getFirst)
                .containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void namesThatWouldShareASchemaOfTheWarehouseAreRefused() {
        Sql.run(source, "create table customer (id int primary key)");
        done("init", "shop-a");

        Command init = tidemark("init", "shop_a");

        assertThat(init.exitCode()).isEqualTo(2);
        assertThat(init.err())
                .isEqualTo(
                        """
                        tidemark: `shop_a` would fill the warehouse's schema `shop_a`, as pipeline `shop-a` does: one would overwrite the other's rows
                          To fix: choose a name that differs in more than - and _
                        """);
        assertThat(folder.resolve("pipelines/shop_a")).doesNotExist();
        done("init", "shop_b");
    }

    @Test
    void aModelSaysWhatCanBeChangedInIt() throws IOException {
        Sql.run(source, "create table customer (id int primary key, name text)");

        done("init", "odd-shop");

        assertThat(file("models/dim_customer.sql"))
                .isEqualTo(
                        """
                        /*
                        kind: dimension
                        key: [id]
                        # A change overwrites the row (type one). To keep every version (type two), make a fact of it: pipelines/README.md.
                        history: latest
                        # A run in which one of these does not hold is not published. Where a column names a row of another model, add
                        #   - refers: {column: dim_other.key}
                        checks:
                          - not_null: [id]
                          - unique: [id]
                        */
                        -- To leave a column out, delete its line here, and before the first run in warehouse/V1__tables.sql.
                        select
                            id,
                            name
                        from current.customer
                        """);
    }

    @Test
    void anEmptyDatabaseAMisspeltSchemaAndABadNameAreRefused() {
        assertThat(tidemark("init", "shop").err()).contains("has no table");
        Sql.run(source, "create schema sales", "create table sales.customer (id int primary key)");
        assertThat(tidemark("init", "shop", "--schema", "sale").err())
                .contains("no schema `sale`")
                .contains("did you mean `sales`?");
        assertThat(tidemark("init", "My Shop").err()).contains("`My Shop` is no name");
        for (String reserved : List.of("pg-shop", "pg_shop", "information_schema", "tidemark")) {
            assertThat(tidemark("init", reserved).err())
                    .contains("schema `%s`".formatted(reserved.replace('-', '_')))
                    .contains("choose another name");
        }
        assertThat(done("init", "shop", "--schema", "sales").out()).contains("dim_customer");
    }

    private void requireOddEqual(String customer, String items, String bin) {
        requireEqual(
                "(select *, deleted_run as source_deleted_run from customer)",
                customer,
                "id, email, mood, tags, ip, settings, raw, wide, password_hash, letter, source_deleted_run, born, seen, total, span");
        requireEqual(
                "public.\"Order Items\"",
                items,
                "\"order\", \"Line No\", \"select\", \"50% \"\" off\", \"${user}\", \"ärger\", \"a*/b\"");
        requireEqual("stock.bin", bin, "place, n");
    }

    private void requireEqual(String table, String target) {
        requireEqual(
                table,
                target,
                String.join(
                        ", ", Sql.columns(source, "select * from %s limit 0".formatted(table))));
    }

    private void requireEqual(String table, String target, String columns) {
        assertThat(rows(warehouse, columns, target, "where deleted_run is null"))
                .as(target)
                .isNotEmpty()
                .isEqualTo(rows(source, columns, table, ""));
    }

    private static List<String> rows(
            TestDatabase database, String columns, String table, String where) {
        String texts = columns.replaceAll(", (?=[a-z\"])", "::text, ") + "::text";
        return Sql.rows(database, "select %s from %s as t %s".formatted(texts, table, where))
                .stream()
                .map(List::toString)
                .sorted()
                .toList();
    }

    private String file(String name) throws IOException {
        return Files.readString(folder.resolve("pipelines/odd-shop").resolve(name));
    }

    private Command done(String... arguments) {
        Command command = tidemark(arguments);
        assertThat(command.err()).isEmpty();
        assertThat(command.exitCode()).isZero();
        return command;
    }

    private Command tidemark(String... arguments) {
        return Command.run(new Project(folder, variables), arguments);
    }
}
