package dev.tidemark.process;

import dev.tidemark.process.check.CheckedRows;
import dev.tidemark.process.check.Finding;
import dev.tidemark.process.engine.Row;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.engine.Sql;
import dev.tidemark.process.model.ModelRefusal;
import dev.tidemark.process.reference.CalendarYears;
import dev.tidemark.runlog.CalendarRange;
import dev.tidemark.runlog.TableColumn;
import java.time.LocalDate;
import java.util.Optional;

/// The dates of a model's rows that refer to the calendar.
record CalendarDates(Session session, ModelResult result, String column) {

    /// Rows whose date the calendar must not be stretched to.
    Optional<Finding> outside(CheckedRows rows) {
        requireDate();
        return rows.outside(column, CalendarYears.LIMIT);
    }

    /// The range widened to cover the dates, which lie within the limit.
    Optional<CalendarRange> widen(Optional<CalendarRange> range) {
        String name = Sql.identifier(column);
        Row span =
                session.rows(
                                "select min(%s), max(%s) from %s"
                                        .formatted(name, name, Sql.nested(result.checkedRows())))
                        .getFirst();
        return span.at(0) == null
                ? range
                : Optional.of(
                        CalendarYears.widened(
                                range,
                                LocalDate.parse(span.require(0)),
                                LocalDate.parse(span.require(1))));
    }

    private void requireDate() {
        result.columns().stream()
                .filter(of -> of.name().equals(column) && !of.type().equals("date"))
                .map(TableColumn::type)
                .findFirst()
                .ifPresent(
                        type -> {
                            throw ModelRefusal.of(
                                    result.plan().model(),
                                    "refers to the calendar with the column `%s` of type %s"
                                            .formatted(column, type),
                                    "cast it to date");
                        });
    }
}
