package dev.tidemark.process.inspection;

import dev.tidemark.failure.Problems;
import dev.tidemark.process.engine.EngineFailure;
import dev.tidemark.process.engine.FileRelation;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.model.ModelColumns;
import dev.tidemark.process.model.ModelPlan;
import dev.tidemark.process.model.ModelRefusal;
import dev.tidemark.process.model.PendingRun;
import dev.tidemark.process.model.Relation;
import dev.tidemark.process.reference.CalendarYears;
import dev.tidemark.process.reference.IsoCurrencies;
import dev.tidemark.process.state.SourceTable;
import dev.tidemark.runlog.TableColumn;
import java.util.List;
import java.util.Optional;

/// Models over tables that have no row: a SELECT that the engine refuses there would stop a run.
///
/// @param run that is to be processed, if there is one
record ModelTrial(Session session, Optional<PendingRun> run) {

    static ModelTrial in(Session session, Optional<PendingRun> run) {
        session.define(new Relation.IsoCurrency().sql(), IsoCurrencies.select());
        session.define(new Relation.Calendar().sql(), CalendarYears.select(Optional.empty()));
        return new ModelTrial(session, run);
    }

    /// The columns that the model makes; none if something is wrong with them.
    ///
    /// @param problems hears of each column that cannot be
    Optional<List<TableColumn>> columns(ModelPlan plan, Problems problems) {
        plan.tables().forEach(this::define);
        var mistakes = new Problems();
        try {
            List<TableColumn> columns = ModelColumns.of(plan.model(), session, mistakes);
            mistakes.found().forEach(problems::add);
            return mistakes.found().isEmpty() ? Optional.of(columns) : Optional.empty();
        } catch (EngineFailure e) {
            new UnknownColumns(plan, session)
                    .from(e)
                    .forEach(failure -> problems.add(ModelRefusal.engine(plan, failure, run)));
            return Optional.empty();
        }
    }

    private void define(SourceTable table) {
        String rows = FileRelation.select(table.columns(), List.of());
        session.define(new Relation.Delta(table.name().table()).sql(), rows);
        session.define(new Relation.Current(table.name().table()).sql(), rows);
    }
}
