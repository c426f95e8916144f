package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.TableColumn;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every type has a place in the archive.
@Tag("slow")
@ExtendWith(PostgresExtension.class)
class TypesTest {

    private Shop shop;

    /// Whoever made the database may like other texts.
    @BeforeEach
    void open(TestDatabase database) throws SQLException {
        database.execute(
                """
                do $$ begin
                    execute format('alter database %I set DateStyle = ''German''', current_database());
                    execute format('alter database %I set IntervalStyle = ''iso_8601''', current_database());
                    execute format('alter database %I set bytea_output = ''escape''', current_database());
                    execute format('alter database %I set extra_float_digits = -5', current_database());
                end $$
                """,
                "create type mood as enum ('sad', 'it''s \"fine\"')",
                "create type pair as (a text, b timestamptz)",
                "create type floats as range (subtype = float8)",
                "create domain amount as numeric(10,2) check (value > 0)",
                "create domain price as amount not null",
                "create domain moods as mood[]",
                "create domain temper as mood");
        shop = new Shop(database);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "interval; ('1 mon 3 days -04:05:06.789'), ('-17800000 years'), ('0')",
                "int[]; ('{}'), ('{1,NULL,-3}'), ('[0:1]={1,2}'), ('{{1,2},{3,4}}')",
                "text[]; ('{\"a,b\",NULL,\"NULL\",\"{}\",\"\\\\\"}'), (array[E'\\n', '😀'])",
                "float8[]; ('{0.1,NaN,-0,Infinity,1e-310}')",
                "timestamptz[]; ('{\"2026-03-29 02:30:00.123456+02\",infinity}')",
                "bytea[]; (array['\\x00ff'::bytea])",
                "mood[]; (array['it''s \"fine\"'::mood])",
                "moods; (array['sad'::mood])",
                "inet; ('10.0.0.1'), ('::1/64'), ('10.0.0.1/8')",
                "cidr; ('10.0.0.0/8')",
                "macaddr; ('08:00:2b:01:02:03')",
                "macaddr8; ('08:00:2b:01:02:03:04:05')",
                "int4range; ('empty'), ('(,)'), ('[1,5]')",
                "tstzrange; ('[2026-01-01 00:00+00,infinity)')",
                "floats; ('[0.1,0.30000000000000004]')",
                "nummultirange; ('{[1.0,2.00),(3,)}')",
                "pair; (row('a,\"b', '2026-03-29 02:30:00+02')::pair), (row(null, null)::pair)",
                "timetz; ('02:30:00.123456+05:30'), ('24:00:00-15:59:59')",
                "bit(3); (b'101')",
                "varbit; (b''), (b'10110')",
                "money; ('-1234567.89'), ('92233720368547758.07')",
                "xml; ('<a b=\"c\">x</a>')",
                "tsvector; ('a:1A fat:2,4')",
                "tsquery; ('a & !b')",
                "oid; (0), (4294967295)",
                "xid8; ('18446744073709551615')",
                "pg_lsn; ('16/B374D848')",
                "name; ('pg_class')",
                "\"char\"; ('x'), ('')",
                "point; ('(0.1,-0)'), ('(NaN,Infinity)')",
                "polygon; ('((0,0),(1,1),(2,0))')",
                "jsonpath; ('$.a[*] ? (@ > 1)')",
                "regclass; ('mood_table')",
                "uuid; ('00000000-0000-0000-0000-000000000000'), ('ffffffff-ffff-ffff-ffff-ffffffffffff')",
                "json; ('{\"a\": 1, \"a\":  1e400}'), ('\"\\ud800 \\u0000\"'), ('null')",
                "jsonb; ('{\"a\": 1, \"a\":  1e40}'), ('0.10'), ('null')",
                "bytea; (''), ('\\x00ff'), (convert_to('😀', 'UTF8'))",
                "numeric; ('NaN'), ('Infinity'), ('-Infinity'), (1.50), (-0.000010), (1e400)",
                "numeric(19,2); (12345678901234567.89), (-0.01)",
                "numeric(38,10); (1e27), (-1e27), (1e-10)",
                "numeric(39,2); (1e36), ('NaN')",
                "numeric(5,-2); (1234500)",
                "numeric(2,5); (0.00012)",
                "amount; (0.01), (99999999.99)",
                "price; (12.3)",
            })
    void arrivesAsItsTextWhateverTheDatabaseLikes(String type, String values) throws SQLException {
        shop.execute(
                "create table mood_table (id int primary key)",
                "create table t (v %s, id serial primary key)".formatted(type),
                "insert into t (v) values " + values);
        if (!type.equals("price")) {
            shop.execute("insert into t (v) values (null)");
        }

        shop.run();

        assertThat(shop.archived("t")).isEqualTo(inSource());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "interval; ('9 days'), ('10 days'), ('-1 day'), ('1 mon')",
                "inet; ('10.0.0.2'), ('10.0.0.10'), ('9.9.9.9/8')",
                "int[]; ('{9}'), ('{10}'), ('{1,NULL}')",
                "name; ('b'), ('B'), ('a')",
                "pair; (row('b', null)::pair), (row('a', null)::pair)",
                "moods; (array['sad'::mood]), (array['it''s \"fine\"'::mood])",
                "mood; ('sad'), ('it''s \"fine\"')",
                "temper; ('sad'), ('it''s \"fine\"')",
                "amount; (9), (10), (1.5)",
                "uuid; ('f0000000-0000-0000-0000-000000000000'), ('0f000000-0000-0000-0000-000000000000')",
                "bytea; ('\\x00'), ('\\x'), ('\\xff00'), ('\\xff')",
                "jsonb; ('9'), ('10'), ('{}')",
                "real; (9), (10), (-0.5), ('NaN'), ('-Infinity')",
                "numeric; (9), (10), (1.5), (-3), ('NaN')",
                "numeric(20,2); (9), (10), (1.5), (-3), (-9)",
            })
    void isAKeyWhoseDeletionIsFound(String type, String values) throws SQLException {
        shop.execute(
                "create table t (v %s, other int default 1, primary key (v, other))"
                        .formatted(type),
                "insert into t values " + values);
        shop.run();
        shop.execute("delete from t where ctid = (select ctid from t order by v limit 1)");

        IngestLog log = shop.run();

        assertThat(Shop.table(log, "t").rowsDeleted()).isEqualTo(1);
        assertThat(shop.archived("t")).hasSize((int) Shop.table(log, "t").rowsInSource());
    }

    @Test
    void isNotMistakenForText() throws SQLException {
        shop.execute(
                "create table t (id int primary key, v interval, tags text[], p price, w moods)");

        IngestLog log = shop.run();

        assertThat(Shop.table(log, "t").columns().stream().map(TableColumn::type))
                .containsExactly(
                        "integer",
                        "text of interval",
                        "text of text[]",
                        "numeric(10,2)",
                        "text of public.mood[]");
    }

    @Test
    void isReadAgainWhenALabelInsideIsRenamed() throws SQLException {
        shop.execute(
                "create table t (v moods, id int primary key)",
                "insert into t values (array['sad'::mood], 1)");
        shop.run();
        shop.execute("alter type mood rename value 'sad' to 'gloomy'");

        shop.run();

        assertThat(shop.archived("t")).containsEntry("1", "{gloomy}|1");
    }

    /// What the source prints of each value to somebody who asks for the usual style.
    private Map<String, String> inSource() throws SQLException {
        try (Connection connection = shop.database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    set TimeZone = 'UTC'; set DateStyle = 'ISO'; set IntervalStyle = 'postgres';
                    set bytea_output = 'hex'; set extra_float_digits = 1; set lc_monetary = 'C';
                    set search_path = pg_catalog
                    """);
            Map<String, String> rows = new TreeMap<>();
            try (ResultSet row =
                    statement.executeQuery(
                            "select id, coalesce(v::text, 'null') || '|' || id from public.t")) {
                while (row.next()) {
                    rows.put(row.getString(1), row.getString(2));
                }
            }
            return rows;
        }
    }
}
