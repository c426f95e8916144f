package dev.tidemark.process;

import dev.tidemark.pipeline.ModelKind;
import dev.tidemark.process.ModelResult.Extent;
import dev.tidemark.process.engine.Advance;
import dev.tidemark.process.engine.EngineFailure;
import dev.tidemark.process.engine.FileRelation;
import dev.tidemark.process.engine.LocalFile;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.engine.Sql;
import dev.tidemark.process.engine.WorkFolder;
import dev.tidemark.process.model.ModelColumns;
import dev.tidemark.process.model.ModelPlan;
import dev.tidemark.process.model.ModelRefusal;
import dev.tidemark.process.model.PendingRun;
import dev.tidemark.process.state.SourceTable;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.TableColumn;
import java.util.List;

/// Runs models over the relations of a run.
final class ModelRunner {

    /// Results of so many rows are sorted by key, so that two attempts at a run make the same files.
    /// Beyond, a sort would cost more than the model does.
    private static final long SORTED_ROWS_MAX = 100_000;

    private final Session session;
    private final WorkFolder work;
    private final Relations relations;
    private final PendingRun run;
    private final Progress progress;

    ModelRunner(
            Session session,
            WorkFolder work,
            Relations relations,
            PendingRun run,
            Progress progress) {
        this.run = run;
        this.progress = progress;
        this.session = session;
        this.work = work;
        this.relations = relations;
    }

    /// Says how much is to come.
    void foresee(ModelPlan plan) {
        progress.expected(Stage.PROCESS, plan.model().name(), rowsRead(plan));
    }

    /// About how many rows a model reads before it has all of its own.
    private static long rowsRead(ModelPlan plan) {
        return isMadeOfChanges(plan)
                ? plan.tables().stream().mapToLong(SourceTable::changedRows).sum()
                : plan.rowsMax();
    }

    private static boolean isMadeOfChanges(ModelPlan plan) {
        return plan.decision() != ModelPlan.Decision.COMPLETE
                && (plan.model().kind() == ModelKind.FACT || plan.changedRowWise().isPresent());
    }

    ModelResult run(ModelPlan plan) {
        moved(plan, 0, 0);
        try {
            ModelResult result = made(plan);
            progress.relationDone(
                    Stage.PROCESS,
                    plan.model().name(),
                    ModelResult.count(result.rows()),
                    result.rows().stream().mapToLong(LocalFile::bytes).sum());
            return result;
        } catch (EngineFailure e) {
            throw ModelRefusal.engine(plan, e, run);
        }
    }

    private ModelResult made(ModelPlan plan) {
        if (plan.decision() == ModelPlan.Decision.COMPLETE) {
            return complete(plan);
        }
        return switch (plan.model().kind()) {
            case FACT -> fact(plan, plan.deltaTable());
            case DIMENSION ->
                    plan.changedRowWise()
                            .map(table -> rowWise(plan, table))
                            .orElseGet(() -> compared(plan));
        };
    }

    private ModelResult complete(ModelPlan plan) {
        relations.showWhole(plan);
        List<TableColumn> columns = ModelColumns.of(plan.model(), session);
        List<LocalFile> rows = writeRows(plan, plan.rowsMax());
        return new ModelResult(plan, columns, rows, Extent.WHOLE, rows, List.of());
    }

    private ModelResult fact(ModelPlan plan, SourceTable table) {
        relations.showNewImages(plan, table);
        List<TableColumn> columns = ModelColumns.of(plan.model(), session);
        List<LocalFile> rows = writeRows(plan, table.changedRows());
        relations.showFormerImages(plan, table);
        String former = "select %s from %s".formatted(key(plan), Sql.nested(plan.model().sql()));
        List<LocalFile> left =
                write(plan, former + " except " + key(plan, columns, rows), table.changedRows());
        return new ModelResult(plan, columns, rows, Extent.CHANGED, rows, left);
    }

    /// What the changed rows of that table make, against what they made before.
    private ModelResult rowWise(ModelPlan plan, SourceTable table) {
        relations.showNewImages(plan, table);
        List<TableColumn> columns = ModelColumns.of(plan.model(), session);
        List<LocalFile> now = writeRows(plan, table.changedRows());
        relations.showFormerImages(plan, table);
        List<LocalFile> then = write(plan, plan.model().sql(), table.changedRows());
        return difference(plan, columns, now, Extent.CHANGED, then);
    }

    /// All that the model makes, against all that it made before.
    private ModelResult compared(ModelPlan plan) {
        ModelResult now = complete(plan);
        relations.showFormer(plan);
        List<LocalFile> then = write(plan, plan.model().sql(), plan.rowsMax());
        return difference(plan, now.columns(), now.rows(), Extent.WHOLE, then);
    }

    private ModelResult difference(
            ModelPlan plan,
            List<TableColumn> columns,
            List<LocalFile> now,
            Extent extent,
            List<LocalFile> then) {
        String keysNow = key(plan, columns, now);
        String keysThen = key(plan, columns, then);
        String rowsNow = FileRelation.select(columns, ModelResult.paths(now));
        String rowsThen = FileRelation.select(columns, ModelResult.paths(then));
        return new ModelResult(
                plan,
                columns,
                now,
                extent,
                write(plan, rowsNow + " except " + rowsThen, ModelResult.count(now)),
                write(plan, keysThen + " except " + keysNow, ModelResult.count(then)));
    }

    /// @param rowsMax how many rows the result may have, as far as that is known
    private List<LocalFile> write(ModelPlan plan, String select, long rowsMax) {
        return write(plan, select, rowsMax, Advance.UNHEARD);
    }

    /// What the model makes now, which is most of the work: it is told how far that is.
    private List<LocalFile> writeRows(ModelPlan plan, long rowsMax) {
        return write(
                plan,
                plan.model().sql(),
                rowsMax,
                (share, bytes) -> moved(plan, Math.round(rowsRead(plan) * share), bytes));
    }

    private List<LocalFile> write(ModelPlan plan, String select, long rowsMax, Advance advance) {
        List<String> order = rowsMax <= SORTED_ROWS_MAX ? plan.model().key() : List.of();
        return session.write(select, order, work.newFolder(), advance);
    }

    private void moved(ModelPlan plan, long rows, long bytes) {
        progress.moved(Stage.PROCESS, plan.model().name(), rows, bytes);
    }

    private static String key(ModelPlan plan) {
        return Sql.identifiers(plan.model().key());
    }

    private static String key(ModelPlan plan, List<TableColumn> columns, List<LocalFile> files) {
        return "select %s from %s"
                .formatted(
                        key(plan),
                        Sql.nested(FileRelation.select(columns, ModelResult.paths(files))));
    }
}
