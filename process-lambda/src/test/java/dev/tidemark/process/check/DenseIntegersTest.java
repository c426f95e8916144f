package dev.tidemark.process.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.process.engine.DuckDb;
import dev.tidemark.process.engine.Session;
import dev.tidemark.runlog.TableColumn;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bits say of many numbers what a hash of each would.
class DenseIntegersTest {

    private static final String MANY = "select i::integer as n from range(-5, 120000) as r(i)";

    @TempDir private static Path folder;
    private static Session session;

    @BeforeAll
    static void open() {
        session = new DuckDb(100, 1).open(folder);
    }

    @Test
    void areUniqueIfNoneComesTwice() {
        assertThat(dense(MANY).orElseThrow().areUnique()).isTrue();
        assertThat(dense(MANY + " union all select 7").orElseThrow().areUnique()).isFalse();
    }

    @Test
    void nullsNeitherRepeatNorRefer() {
        DenseIntegers integers =
                dense(MANY + " union all select null union all select null").orElseThrow();

        assertThat(integers.areUnique()).isTrue();
        assertThat(integers.areAmong("select * from (" + MANY + ")", "n")).isTrue();
    }

    @Test
    void areAmongOthersIfNoneIsMissingThere() {
        DenseIntegers integers = dense(MANY).orElseThrow();

        assertThat(integers.areAmong("select i as m from range(-9, 1000000) as r(i)", "m"))
                .isTrue();
        assertThat(integers.areAmong("select i as m from range(-4, 1000000) as r(i)", "m"))
                .isFalse();
        assertThat(integers.areAmong("select 1 as m where false", "m")).isFalse();
    }

    @Test
    void areNotLookedForAmongOtherTypes() {
        DenseIntegers integers = dense(MANY).orElseThrow();

        assertThat(integers.areAmong("select n::varchar as m from (" + MANY + ")", "m")).isFalse();
        assertThat(integers.areAmong("select n + 0.4 as m from (" + MANY + ")", "m")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    few     |integer|select i::integer as n from range(99) as r(i)
                    none    |integer|select null::integer as n from range(200000)
                    far     |bigint |select i * 1000000 as n from range(200000) as r(i)
                    farthest|bigint |select if(i = 0, -9223372036854775807, 9223372036854775807) as n from range(200000) as r(i)
                    text    |text   |select i::varchar as n from range(200000) as r(i)
                    """)
    void areNot(String what, String type, String select) {
        assertThat(DenseIntegers.in(session, select, new TableColumn("n", type, true)))
                .as(what)
                .isEmpty();
    }

    private static Optional<DenseIntegers> dense(String select) {
        return DenseIntegers.in(session, select, new TableColumn("n", "integer", true));
    }

    @AfterAll
    static void close() {
        session.close();
    }
}
