package dev.tidemark.process.check;

import dev.tidemark.process.engine.EngineColumn;
import dev.tidemark.process.engine.Row;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.engine.Sql;
import dev.tidemark.runlog.TableColumn;
import java.util.Optional;
import java.util.Set;

/// A column of whole numbers that lie close together, as keys do. One bit for each number between
/// the least and the greatest tells which are there: many times cheaper, in time and in memory, than
/// a hash of each.
///
/// @param count how many rows have a number
record DenseIntegers(
        Session session, String rows, String column, long least, long greatest, long count) {

    private static final Set<String> TYPES = Set.of("smallint", "integer", "bigint");
    private static final Set<String> ENGINE_TYPES = Set.of("SMALLINT", "INTEGER", "BIGINT");

    /// Below, there is nothing to gain.
    private static final long COUNT_MIN = 100_000;

    /// A bit set has 16 MB at most, one in each thread.
    private static final long WIDTH_MAX = 1L << 27;

    /// A hash takes about as many bits for a number.
    private static final long BITS_PER_NUMBER_MAX = 64;

    /// @param rows a SELECT
    static Optional<DenseIntegers> in(Session session, String rows, TableColumn column) {
        return TYPES.contains(column.type())
                ? of(session, rows, Sql.identifier(column.name())).filter(DenseIntegers::isDense)
                : Optional.empty();
    }

    /// Files know least, greatest and count without being read.
    private static Optional<DenseIntegers> of(Session session, String rows, String column) {
        Row span =
                session.rows(
                                "select count(%1$s), min(%1$s), max(%1$s) from %2$s"
                                        .formatted(column, Sql.nested(rows)))
                        .getFirst();
        long count = Long.parseLong(span.require(0));
        return count < COUNT_MIN
                ? Optional.empty()
                : Optional.of(
                        new DenseIntegers(
                                session,
                                rows,
                                column,
                                Long.parseLong(span.require(1)),
                                Long.parseLong(span.require(2)),
                                count));
    }

    /// A difference too large for a long comes out negative.
    private boolean isDense() {
        long width = greatest - least;
        return width >= 0 && width < WIDTH_MAX && width / BITS_PER_NUMBER_MAX < count;
    }

    /// Whether they may be so many different ones that a bit set pays.
    boolean areMany() {
        return greatest - least >= COUNT_MIN;
    }

    boolean areUnique() {
        return isTrue(
                "select bit_count(%s) = %d from %s"
                        .formatted(bits(column), count, Sql.nested(rows)));
    }

    /// Whether each of them is a value of that column, as far as that can be told by bits.
    ///
    /// @param select a SELECT of that column
    boolean areAmong(String select, String other) {
        String name = Sql.identifier(other);
        return session.describe(select).stream()
                        .map(EngineColumn::type)
                        .allMatch(ENGINE_TYPES::contains)
                && isTrue(
                        "select bit_count(own.bits & other.bits) = bit_count(own.bits) from (select %s as bits from %s) as own, (select %s as bits from %s where %s between %d and %d) as other"
                                .formatted(
                                        bits(column),
                                        Sql.nested(rows),
                                        bits(name),
                                        Sql.nested(select),
                                        name,
                                        least,
                                        greatest));
    }

    private String bits(String name) {
        return "bitstring_agg(cast(%s as bigint), %d, %d)".formatted(name, least, greatest);
    }

    private boolean isTrue(String select) {
        return "true".equals(session.rows(select).getFirst().at(0));
    }
}
