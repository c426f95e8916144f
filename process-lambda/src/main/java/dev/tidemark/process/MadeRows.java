package dev.tidemark.process;

import dev.tidemark.pipeline.Check;
import dev.tidemark.pipeline.Model;
import dev.tidemark.process.check.CheckedRows;
import dev.tidemark.process.engine.EngineFailure;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.engine.Sql;
import dev.tidemark.process.model.ModelPlan;
import dev.tidemark.runlog.ProcessedModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The rows that the models of a run made, as its checks see them: those that changed, and where a
/// check asks for it all of a model.
///
/// @param plans by the names of the models
/// @param results of the models that ran so far
/// @param former what the run before said of a model
record MadeRows(
        Session session,
        Relations relations,
        Function<String, ModelPlan> plans,
        Map<String, ModelResult> results,
        Function<String, Optional<ProcessedModel>> former) {

    /// The rows of a model that a check looks at.
    CheckedRows of(ModelResult result) {
        return switch (result.plan().model().kind()) {
            case FACT -> checkedRows(result, result.checkedRows(), result.checkedRows());
            case DIMENSION -> checkedDimension(result);
        };
    }

    /// Rows of a dimension that did not change still break a check when a changed row has their
    /// value, or when what they refer to is gone.
    private CheckedRows checkedDimension(ModelResult result) {
        String rows = result.checkedRows();
        if (result.isWhole()) {
            return checkedRows(result, rows, rows);
        }
        relations.showWhole(result.plan());
        String all = result.plan().model().sql();
        return checkedRows(result, refersToLost(result.plan().model()) ? all : rows, all);
    }

    private CheckedRows checkedRows(ModelResult result, String rows, String among) {
        return new CheckedRows(session, result.plan().model(), result.columns(), rows, among);
    }

    private boolean refersToLost(Model model) {
        return model.checks().stream()
                .anyMatch(check -> check instanceof Check.Refers refers && mayHaveLost(refers));
    }

    /// Whether a value may have gone with this run that the model referred to had before.
    private boolean mayHaveLost(Check.Refers refers) {
        return Optional.ofNullable(results.get(refers.model()))
                .filter(
                        to ->
                                to.isComplete()
                                        || !to.left().isEmpty()
                                        || !to.plan()
                                                .model()
                                                .key()
                                                .equals(List.of(refers.modelColumn())))
                .isPresent();
    }

    /// The whole of a model as of this run: from what it just made where that is all of it,
    /// otherwise made again, of which the engine computes that one column. A model that was skipped
    /// from its first run on has no row, nor has one that cannot be made of what was there before.
    String referred(String name, String column) {
        ModelPlan plan = plans.apply(name);
        Optional<ModelResult> whole =
                Optional.ofNullable(results.get(name)).filter(ModelResult::isWhole);
        if (whole.isPresent()) {
            return whole.get().checkedRows();
        }
        relations.showWhole(plan);
        if (!plan.runs() && (former.apply(name).isEmpty() || !isMakeable(plan))) {
            return "select null as %s where false".formatted(Sql.identifier(column));
        }
        return "select %s from %s"
                .formatted(Sql.identifier(column), Sql.nested(plan.model().sql()));
    }

    /// What a run leaves out may be new, and name a column that its tables never had so far.
    private boolean isMakeable(ModelPlan plan) {
        try {
            return !session.describe(plan.model().sql()).isEmpty();
        } catch (EngineFailure e) {
            return false;
        }
    }
}
