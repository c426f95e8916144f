package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Command;
import dev.tidemark.cli.project.Project;
import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.environment.Environment;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What would stop a run is said before one: all of it at once, each with its place and what to type.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class CheckTest {

    private static final String STAFF =
            """
            /*
            kind: dimension
            key: [staff_id]
            history: latest
            */
            select
                staff_id,
                name
            from current.staff
            """;

    private static final String ORDER =
            """
            /*
            kind: fact
            grain: one row per version of an order
            key: [order_id]
            history: every_version
            checks:
              - refers: {staff_id: dim_staff.staff_id}
            */
            select order_id, staff_id from delta.orders
            """;

    private static final String TABLES =
            """
            create table dim_staff (staff_id integer primary key, name text, deleted_run bigint);
            create table fact_order (record_id bigint primary key, order_id integer, staff_id integer)
                partition by range (record_id);
            create table fact_order_superseded (record_id bigint primary key, superseded_by bigint,
                run bigint);
            """;

    @TempDir private Path pipelines;
    private final World world;

    CheckTest(World world) {
        this.world = world;
    }

    @BeforeEach
    void aShop() {
        Sql.run(
                world.source(),
                "create table staff (staff_id integer primary key, name text, salary integer)",
                "create table orders (order_id integer primary key, staff_id integer)");
        write("pipeline.yaml", "source:\n  private:\n    staff: [salary]\n");
        write("models/dim_staff.sql", STAFF);
        write("models/fact_order.sql", ORDER);
        write("warehouse/V1__star.sql", TABLES);
        world.set(Environment.PIPELINES, pipelines.toString());
    }

    @Test
    void aPipelineThatCanRunIsReadyAndNothingWasWritten() {
        write(
                "models/dim_staff.example.yaml",
                """
                types:
                  current.staff: {staff_id: integer, name: varchar}
                  dim_staff: {staff_id: integer, name: varchar}
                given:
                  current.staff: [{staff_id: 1, name: Ann}]
                expect: [{staff_id: 1, name: Ann}]
                """);

        Command check = check();

        assertThat(check.err()).isEmpty();
        assertThat(check.out())
                .isEqualTo(
                        """
                        ✓ environment  variables of the process and of .env
                        ✓ pipeline     2 models
                        ✓ buckets      s3://%s, s3://%s
                        ✓ source       %s: 2 tables
                        ✓ models       2 models over the tables of the source
                        ✓ examples     1 model run over their examples, 1 without one
                        ✓ warehouse    %s: 1 migration pending, tried and rolled back
                        shop is ready:  tidemark run shop
                        """
                                .formatted(
                                        world.bucket(Environment.INGESTION_BUCKET),
                                        world.bucket(Environment.PROCESSED_BUCKET),
                                        place(world.source()),
                                        place(world.warehouse())));
        assertThat(check.exitCode()).isZero();
        assertThat(world.objects()).isEmpty();
        assertThat(
                        Sql.number(
                                world.warehouse(),
                                "select count(*) from pg_class where relname = 'dim_staff' or relnamespace = to_regnamespace('tidemark')"))
                .isZero();
    }

    @Test
    void aCheckBetweenRunsLeavesEverythingAsItIs() {
        Sql.run(world.source(), "insert into staff values (1, 'Ann', 9)");
        assertThat(world.command("run", "shop").exitCode()).isZero();
        Sql.run(world.source(), "insert into orders values (1, 1)");
        write("warehouse/V2__note.sql", "alter table dim_staff add note text;");
        Picture before = Picture.of(world);

        Command check = check();

        assertThat(check.out()).contains("1 migration pending, tried and rolled back");
        assertThat(check.exitCode()).isZero();
        assertThat(before.objects()).isNotEmpty();
        assertThat(Picture.of(world)).isEqualTo(before);
    }

    /// The run that was archived with both tables has to be processed even when one of them left.
    @Test
    void whatARunThatWaitsIsRefusedForIsSaidUntilItCanBeProcessed() {
        write("pipeline.yaml", "source:\n  schemas: [public, b]\n");
        Sql.run(world.source(), "create schema b", "grant usage on schema b to public");
        assertThat(world.command("run", "shop").exitCode()).isZero();
        Sql.run(
                world.source(),
                "create table b.staff (staff_id integer primary key, name text)",
                "grant select on b.staff to public");
        Command refused = world.command("run", "shop");
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
        Sql.run(world.source(), "drop table b.staff");

        Command check = check();

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out())
                .contains(
                        "two schemas of the source have a table of that name: b.staff, public.staff (run 2, which waits for process)",
                        "put one of them under `source.exclude` in pipeline.yaml, such as `b.staff`");
        write("pipeline.yaml", "source:\n  schemas: [public, b]\n  exclude: [b.staff]\n");
        assertThat(check().exitCode()).isZero();
        assertThat(world.command("run", "shop").exitCode()).isZero();
        write("pipeline.yaml", "source:\n  schemas: [public, b]\n");
        assertThat(world.command("run", "shop").exitCode()).isZero();
    }

    @Test
    void aNewTableThatNoModelReadsIsMentionedAndStopsNothing() {
        world.command("run", "shop");
        Sql.run(world.source(), "create table note (note_id integer primary key)");

        Command check = check();

        String notice = "new table public.note: archived, no model reads it yet";
        assertThat(check.out())
                .endsWith("note: " + notice + "\nshop is ready:  tidemark run shop\n");
        assertThat(check.exitCode()).isZero();
        assertThat(world.command("check", "shop", "--output", "json").out())
                .contains(
                        """
                          "notices" : [ {
                            "area" : "source",
                            "notice" : "%s"
                          } ],
                        """
                                .formatted(notice));
        assertThat(world.command("plan", "shop").out()).contains(notice);
        assertThat(world.command("run", "shop").out()).contains(notice);
        assertThat(world.command("run", "shop").out()).doesNotContain(notice);
    }

    @Test
    void everyMistakeOfAFolderIsSaidAtOnce() {
        write(
                "pipeline.yaml",
                """
                source:
                  exclud: [log]
                  private:
                    staf: [salary]
                    staff: [salery]
                deletes:
                  max_share: 30
                warehouse:
                  shcema: public
                """);
        write("models/dim_staff.sql", STAFF.replace("    name", "    nam"));
        write("models/dim_shop.sql", STAFF.replace("current.staff", "current.shop"));
        write("models/dim_kind.sql", STAFF.replace("kind: dimension", "kind: dimensoin"));
        write(
                "models/dim_sum.sql",
                STAFF.replace("    name", "    sum(salary) as s") + "group by staff_id");
        write("models/dim_syntax.sql", STAFF.replace("from", "frm"));
        write(
                "models/fact_order.sql",
                ORDER.replace("dim_staff.staff_id", "dim_staf.staff_id")
                        .replace("key: [order_id]", "key: [orderid]"));
        write(
                "models/fact_both.sql",
                ORDER.replace("delta.orders", "delta.orders join current.staff using (staff_id)"));

        Command check = check();

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(problems(check))
                .isEqualTo(
                        """
                        14 problems
                          1  shop/pipeline.yaml:2, source has the unknown key `exclud`; did you mean `exclude`?
                             To fix: correct the file; pipelines/README.md describes its keys
                          2  shop/pipeline.yaml:7, deletes wants a share from 0 to 1 under `max_share`, such as 0.3
                             To fix: correct the file; pipelines/README.md describes its keys
                          3  shop/pipeline.yaml:9, warehouse has the unknown key `shcema`; did you mean `schema`?
                             To fix: correct the file; pipelines/README.md describes its keys
                          4  shop/models/dim_kind.sql:2 wants `fact` or `dimension` under `kind`
                             To fix: correct the file; pipelines/README.md describes its keys
                          5  shop/pipeline.yaml:2, source.exclude: the source has no table `log`
                             To fix: known are: orders, public.orders, public.staff, staff
                          6  shop/pipeline.yaml:4, source.private: the source has no table `staf`
                             To fix: did you mean `staff`?
                          7  shop/pipeline.yaml:5, source.private: table public.staff has no column `salery`
                             To fix: did you mean `salary`?
                          8  shop/models/dim_shop.sql:9 reads the unknown table `current.shop`
                             To fix: known are: orders, staff; another is followed once pipeline.yaml names its schema under `source.schemas`, and not the table under `source.exclude`
                          9  shop/models/dim_staff.sql:8 names the unknown column `nam` (line 3 of its SELECT: `nam`)
                             To fix: did you mean `name`?
                         10  shop/models/dim_sum.sql:8 makes the column `s` of type HUGEINT, which is not moved to a warehouse
                             To fix: a sum of whole numbers has this type: cast(… as bigint) as s, or decimal(38, 0) for more digits
                         11  shop/models/dim_syntax.sql:9 has a syntax error at or near "current" (line 4 of its SELECT: `frm current.staff`)
                             To fix: correct the SQL
                         12  shop/models/fact_both.sql:9 reads delta.orders together with current.staff: a change of current.staff alone would go unseen
                             To fix: let the fact carry the key, and read current.staff in a dimension
                         13  shop/models/fact_order.sql:4 names the column `orderid` in its head, but does not make it
                             To fix: did you mean `order_id`?
                         14  shop/models/fact_order.sql:7 refers to the unknown model `dim_staf`
                             To fix: did you mean `dim_staff`?
                        """);
    }

    @Test
    void aSectionThatCannotBeReadIsNotJudgedByItsDefault() {
        Sql.run(world.source(), "create table log (line text)");
        write("pipeline.yaml", "source:\n  exclude: {log: 1}\nwarehouse:\n  schema: pg_shop\n");
        write("warehouse/V1__star.sql", TABLES.replace("dim_staff", "dim_stuff"));

        Command check = check();

        assertThat(check.out())
                .contains(
                        "✓ source       %s: the login alone, because `source` in pipeline.yaml cannot be read"
                                .formatted(place(world.source())),
                        "- models       not looked at: the source's tables are not known",
                        "✓ warehouse    %s: the login alone, because `warehouse` in pipeline.yaml cannot be read"
                                .formatted(place(world.warehouse())));
        assertThat(problems(check))
                .startsWith("2 problems\n")
                .contains(
                        "shop/pipeline.yaml:2, source wants a list of names under `exclude`",
                        "shop/pipeline.yaml:4, warehouse names the schema `pg_shop`");
    }

    @Test
    void aModelThatCannotBeReadIsNotUnknownToOthers() {
        write("models/dim_staff.sql", STAFF.replace("kind: dimension", "kind: dimensoin"));

        assertThat(problems(check())).startsWith("1 problem\n").contains("dim_staff.sql:2 wants");
    }

    @Test
    void aDatabaseIsAskedForItsLoginWhateverThePipelineSays() {
        write("pipeline.yaml", "source: [public");
        world.set(Environment.SOURCE_URL, world.source().url("nobody", "guess"));

        assertThat(problems(check()))
                .startsWith("2 problems\n")
                .contains("is no valid YAML", "refuses the login of user `nobody`");
    }

    @Test
    void everyRightThatIsMissingComesWithTheSqlThatGrantsIt() {
        Sql.run(
                world.source(),
                "create table log (line text)",
                "create table pay (pay_id integer primary key)",
                "revoke all on pay from " + world.reader(),
                "alter table orders enable row level security");
        Sql.run(
                world.warehouse(),
                "create role loader_%s login password 'guess'".formatted(world.warehouse().name()));
        world.set(
                Environment.WAREHOUSE_URL,
                world.warehouse().url("loader_" + world.warehouse().name(), "guess"));

        Command check = check();

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(problems(check))
                .isEqualTo(
                        """
                        5 problems
                          1  the user `%1$s` may not read public.pay: a run holds every table that is not excluded, also those that no model reads, so nothing is read
                             To fix: GRANT SELECT ON public.pay TO %1$s; or exclude it in shop/pipeline.yaml
                          2  row-level security hides rows of public.orders from the user `%1$s`: they would look deleted
                             To fix: ALTER ROLE %1$s BYPASSRLS; or exclude it in shop/pipeline.yaml
                          3  table public.log has no primary key, so its rows cannot be told apart
                             To fix: ALTER TABLE public.log ADD PRIMARY KEY (…); or add `public.log` to source.exclude in shop/pipeline.yaml
                          4  the warehouse %3$s has no schema `tidemark`, and the user `%2$s` may not create it
                             To fix: grant create on database "%4$s" to "%2$s";
                          5  the user `%2$s` may not create tables in the schema `public` of the warehouse %3$s
                             To fix: grant usage, create on schema "public" to "%2$s";
                        """
                                .formatted(
                                        world.reader(),
                                        "loader_" + world.warehouse().name(),
                                        place(world.warehouse()),
                                        world.warehouse().name()));
    }

    @Test
    void aDatabaseThatNotEverybodyMayConnectToComesWithTheGrant() {
        String loader = "loader_" + world.warehouse().name();
        Sql.run(
                world.source(),
                "revoke connect on database %s from public".formatted(world.source().name()));
        Sql.run(
                world.warehouse(),
                "revoke connect on database %s from public".formatted(world.warehouse().name()),
                "create role %s login password 'guess'".formatted(loader));
        world.set(Environment.WAREHOUSE_URL, world.warehouse().url(loader, "guess"));

        Command check = check();

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(problems(check))
                .isEqualTo(
                        """
                        2 problems
                          1  the user `%s` may not connect to %s
                             To fix: grant connect on database "%s" to "%s";
                          2  the user `%s` may not connect to %s
                             To fix: grant connect on database "%s" to "%s";
                        """
                                .formatted(
                                        world.reader(),
                                        place(world.source()),
                                        world.source().name(),
                                        world.reader(),
                                        loader,
                                        place(world.warehouse()),
                                        world.warehouse().name(),
                                        loader));
    }

    @Test
    void aRoleOfAnalystsThatDoesNotExistIsMentionedAndStopsNothing() {
        write("pipeline.yaml", "warehouse: {analysts: people_of_shop}");

        Command check = check();

        String notice =
                "note: warehouse.analysts: the role `people_of_shop` does not exist. To be typed by who may:  CREATE ROLE people_of_shop\n";
        assertThat(check.out()).endsWith(notice + "shop is ready:  tidemark run shop\n");
        assertThat(check.exitCode()).isZero();
        write("warehouse/V2__people.sql", "create role people_of_shop;");
        assertThat(check().out()).doesNotContain("note:");
    }

    @Test
    void tablesOfTheWarehouseThatDoNotFitAreSaidColumnByColumn() {
        write(
                "warehouse/V1__star.sql",
                TABLES.replace("name text", "nome text")
                        .replace("order_id integer", "order_id date"));

        assertThat(problems(check()))
                .isEqualTo(
                        """
                        2 problems
                          1  public.dim_staff lacks the column name text; nothing fills its column nome: in models/dim_staff.sql, write `… as "nome"` instead of name
                             To fix: add a migration to shop/warehouse, or correct the models
                          2  public.fact_order.order_id is date, which does not take the model's integer: in the model, put what makes order_id into cast(… as date) as order_id; or in a migration, alter table public.fact_order alter column order_id type integer (drop the views that show it before, and create them again after)
                             To fix: add a migration to shop/warehouse, or correct the models
                        """);
    }

    @Test
    void whatNoModelFillsAnyMoreIsSaidAndKeepsNobodyFromRunning() throws IOException {
        Sql.run(world.source(), "insert into staff values (1, 'Ann', 9)");
        assertThat(world.command("run", "shop").exitCode()).isZero();
        write("models/dim_staff.sql", STAFF.replace("staff_id,\n    name", "staff_id"));
        Files.delete(pipelines.resolve("shop/models/fact_order.sql"));

        Command check = check();

        assertThat(check.out().replaceAll("run 1, [^,\\n]+Z", "run 1, INSTANT"))
                .endsWith(
                        """
                        note: no model fills public.dim_staff.name any more: it stays as of run 1, INSTANT, and rows that come later have none
                          To drop it, add shop/warehouse/V2__drop_dim_staff_name.sql:
                            alter table public.dim_staff drop column name;
                        note: no model fills public.fact_order any more: it stays as of run 1, INSTANT
                          To drop it, add shop/warehouse/V3__drop_fact_order.sql:
                            drop table public.fact_order_superseded;
                            drop table public.fact_order;
                        shop is ready:  tidemark run shop
                        """);
        assertThat(check.exitCode()).isZero();
        assertThat(world.command("run", "shop").exitCode()).isZero();
        assertThat(check().out()).contains("any more: it stays as of run 1, ");
    }

    @Test
    void twoPipelinesThatWouldFillTheSameTableAreSaid() {
        write("../other/pipeline.yaml", "");
        write("../other/models/dim_staff.sql", STAFF);
        write("../apart/pipeline.yaml", "warehouse: {schema: apart}");
        write("../apart/models/dim_staff.sql", STAFF);
        write("../beside/pipeline.yaml", "");
        write("../beside/models/dim_other.sql", STAFF);

        assertThat(problems(check()))
                .isEqualTo(
                        """
                        1 problem
                          1  shop/pipeline.yaml, warehouse.schema: pipeline `other` fills public.dim_staff too, and each would overwrite the other's rows
                             To fix: name another schema in one of the two; pipelines for different warehouses belong into different folders, which TIDEMARK_PIPELINES names
                        """);
    }

    @Test
    void aRefusedLoginABadBucketAndAMisspeltVariableAreSaidTogether() {
        world.set(Environment.SOURCE_URL, world.source().url("nobody", "guess"));
        world.set(Environment.PROCESSED_BUCKET, "no-such-bucket");
        world.set("TIDEMARK_WAREHOSE_URL", "x");

        assertThat(problems(check()))
                .isEqualTo(
                        """
                        3 problems
                          1  there is no variable TIDEMARK_WAREHOSE_URL, in the environment or in .env
                             To fix: did you mean `TIDEMARK_WAREHOUSE_URL`?
                          2  the bucket `no-such-bucket` does not exist
                             To fix: create it, or correct TIDEMARK_INGESTION_BUCKET or TIDEMARK_PROCESSED_BUCKET
                          3  %1$s refuses the login of user `nobody`: password authentication failed for user "nobody"
                             To fix: check user and password in TIDEMARK_SOURCE_URL, and pg_hba.conf; if there is no such role yet, create it:
                               create role "nobody" login password '…';
                               grant connect on database "%2$s" to "nobody";
                               grant usage on schema "public" to "nobody";
                               grant select on all tables in schema "public" to "nobody";
                               alter default privileges in schema "public" grant select on tables to "nobody";
                        """
                                .formatted(place(world.source()), world.source().name()));
    }

    @Test
    void saysWhatIsEmbeddedBecauseItIsNotNamed(@TempDir Path home) {
        Map<String, String> variables = new HashMap<>(world.variables());
        variables.keySet().removeIf(name -> name.endsWith("_BUCKET") || name.startsWith("AWS_"));
        variables.put(Environment.HOME, home.toString());

        Command check = Command.run(new Project(Path.of("target"), variables), "check", "shop");

        assertThat(check.out())
                .startsWith(
                        "✓ environment  variables of the process and of .env; embedded, because not named: lake\n");
        assertThat(check.exitCode()).isZero();
    }

    @Test
    void programsReadTheSameAsJson() {
        write("pipeline.yaml", "sauce: {}\n");

        Command check = world.command("check", "shop", "--output", "json");

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out())
                .startsWith("{\n  \"pipeline\" : \"shop\",\n  \"ok\" : false,\n")
                .contains(
                        """
                          "problems" : [ {
                            "area" : "pipeline",
                            "kind" : "terminal",
                            "place" : "shop/pipeline.yaml:1",
                            "problem" : "shop/pipeline.yaml has the unknown key `sauce`; did you mean `source`?",
                            "fix" : "correct the file; pipelines/README.md describes its keys"
                          } ]
                        """);
    }

    private Command check() {
        return world.command("check", "shop");
    }

    /// The numbered part of what was printed.
    private static String problems(Command check) {
        return check.out().substring(check.out().indexOf("\n\n") + 2);
    }

    private String place(TestDatabase database) {
        return DatabaseUrl.parse("a test", database.url()).place();
    }

    private void write(String file, String content) {
        try {
            Path path = pipelines.resolve("shop").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
