package dev.tidemark.process;

import dev.tidemark.process.engine.Session;
import dev.tidemark.process.model.Lineage;
import dev.tidemark.process.model.ModelPlan;
import dev.tidemark.process.model.Relation;
import dev.tidemark.process.reference.CalendarYears;
import dev.tidemark.process.reference.IsoCurrencies;
import dev.tidemark.process.state.CurrentState;
import dev.tidemark.process.state.Delta;
import dev.tidemark.process.state.SourceTable;
import dev.tidemark.runlog.CalendarRange;
import dev.tidemark.runlog.StateTable;
import dev.tidemark.runlog.TableName;
import java.util.Map;
import java.util.Optional;

/// Lets the relations that a model names stand for the rows it shall see.
final class Relations {

    private final Session session;
    private final CurrentState state;
    private final Delta delta;
    private final Map<TableName, StateTable> after;
    private final Optional<CalendarRange> formerCalendar;
    private Optional<CalendarRange> calendar;

    /// @param after the state of all tables after the run
    Relations(
            Session session,
            CurrentState state,
            Delta delta,
            Map<TableName, StateTable> after,
            Optional<CalendarRange> formerCalendar) {
        this.session = session;
        this.state = state;
        this.delta = delta;
        this.after = after;
        this.formerCalendar = formerCalendar;
        this.calendar = formerCalendar;
        session.define(new Relation.IsoCurrency().sql(), IsoCurrencies.select());
    }

    Optional<CalendarRange> calendar() {
        return calendar;
    }

    void widenCalendar(CalendarRange range) {
        calendar = Optional.of(range);
    }

    /// Of that table the rows that the run brings, of others all.
    void showNewImages(ModelPlan plan, SourceTable of) {
        showOthers(plan, of);
        show(plan.lineage(), of, delta.rows(of));
    }

    /// Of that table the former images of all rows that the run changes or deletes, of others all.
    void showFormerImages(ModelPlan plan, SourceTable of) {
        showOthers(plan, of);
        show(plan.lineage(), of, state.selectFormer(of, delta.keys(of)));
    }

    /// The others did not change.
    private void showOthers(ModelPlan plan, SourceTable but) {
        plan.tables().stream()
                .filter(table -> !table.equals(but))
                .forEach(table -> show(plan.lineage(), table, table.former()));
    }

    /// All rows as of this run; a fact sees them as its delta.
    void showWhole(ModelPlan plan) {
        for (SourceTable table : plan.tables()) {
            show(plan.lineage(), table, Optional.ofNullable(after.get(table.name())));
        }
        define(new Relation.Calendar(), CalendarYears.select(calendar));
    }

    /// All rows as of the run before.
    void showFormer(ModelPlan plan) {
        for (SourceTable table : plan.tables()) {
            show(plan.lineage(), table, table.former());
        }
        define(new Relation.Calendar(), CalendarYears.select(formerCalendar));
    }

    private void show(Lineage lineage, SourceTable table, Optional<StateTable> as) {
        show(lineage, table, state.select(table, as));
    }

    private void show(Lineage lineage, SourceTable table, String select) {
        String name = table.name().table();
        for (Relation relation : lineage.reads()) {
            if (relation.equals(new Relation.Delta(name))
                    || relation.equals(new Relation.Current(name))) {
                define(relation, select);
            }
        }
    }

    private void define(Relation relation, String select) {
        session.define(relation.sql(), select);
    }
}
