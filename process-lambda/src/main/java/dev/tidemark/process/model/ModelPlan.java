package dev.tidemark.process.model;

import dev.tidemark.pipeline.Model;
import dev.tidemark.process.state.Namesakes;
import dev.tidemark.process.state.SourceTable;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.ProcessedModel.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a run does with a model.
///
/// @param tables the source tables that it reads
/// @param others tables of the run that have the name of one of these, and that it does not read
public record ModelPlan(
        Model model,
        Lineage lineage,
        List<SourceTable> tables,
        List<SourceTable> others,
        Decision decision) {

    /// Whether a model runs, and over what.
    public enum Decision {
        /// Its definition is new, a table that it reads came whole or takes another's place, the run
        /// before left it out, or the warehouse missed some of it: all its rows are made.
        COMPLETE,
        /// An input changed: the rows that changed are made.
        CHANGED,
        UNCHANGED,
        /// A table that it reads waits for a full read.
        SKIPPED
    }

    public ModelPlan {
        tables = List.copyOf(tables);
        others = List.copyOf(others);
    }

    /// Refuses a name that stands for two tables.
    ///
    /// @param former what the run before said of the model
    public static ModelPlan of(
            Model model,
            Lineage lineage,
            Collection<SourceTable> all,
            Optional<ProcessedModel> former) {
        List<Namesakes> named =
                lineage.tables().stream().map(name -> Namesakes.of(name, all)).toList();
        named.forEach(namesakes -> requireOne(model, namesakes));
        List<SourceTable> tables = named.stream().map(Namesakes::meant).toList();
        List<SourceTable> others = named.stream().flatMap(of -> of.others().stream()).toList();
        return new ModelPlan(
                model, lineage, tables, others, decision(model, tables, others, former));
    }

    private static void requireOne(Model model, Namesakes namesakes) {
        List<SourceTable> contested = namesakes.contested();
        if (!contested.isEmpty()) {
            String name = namesakes.meant().name().table();
            throw ModelRefusal.inSelect(
                    model,
                    name,
                    "reads `%s`, and two schemas of the source have a table of that name: %s"
                            .formatted(name, names(contested)),
                    "put one of them under `source.exclude` in pipeline.yaml, such as `%s`"
                            .formatted(newest(contested).name()));
        }
    }

    private static String names(List<SourceTable> tables) {
        return tables.stream().map(of -> of.name().toString()).collect(Collectors.joining(", "));
    }

    /// One that came with this run: no row of it is anywhere yet.
    private static SourceTable newest(List<SourceTable> tables) {
        return tables.stream()
                .filter(table -> table.former().isEmpty())
                .findFirst()
                .orElse(tables.getFirst());
    }

    private static Decision decision(
            Model model,
            List<SourceTable> tables,
            List<SourceTable> others,
            Optional<ProcessedModel> former) {
        if (tables.stream().anyMatch(SourceTable::isStale)) {
            return Decision.SKIPPED;
        }
        boolean known = former.filter(m -> m.definition().equals(model.definition())).isPresent();
        boolean leftOut = former.filter(m -> m.outcome() == Outcome.SKIPPED).isPresent();
        boolean mayHaveReadAnother = !others.isEmpty();
        if (!known || leftOut || mayHaveReadAnother || comes(tables, SourceTable.Change.WHOLE)) {
            return Decision.COMPLETE;
        }
        return comes(tables, SourceTable.Change.DELTA) ? Decision.CHANGED : Decision.UNCHANGED;
    }

    private static boolean comes(List<SourceTable> tables, SourceTable.Change change) {
        return tables.stream().anyMatch(table -> table.change() == change);
    }

    /// The same model with all its rows, unless it waits for a full read: then it gets them after it.
    public ModelPlan complete() {
        return decision == Decision.SKIPPED
                ? this
                : new ModelPlan(model, lineage, tables, others, Decision.COMPLETE);
    }

    /// The same model, now that the calendar grew.
    public ModelPlan withChangedCalendar() {
        return decision == Decision.UNCHANGED && lineage.readsCalendar()
                ? new ModelPlan(model, lineage, tables, others, Decision.CHANGED)
                : this;
    }

    public boolean runs() {
        return decision == Decision.COMPLETE || decision == Decision.CHANGED;
    }

    /// The only table that changed, if the model's rows are made of its rows one by one: then what
    /// becomes of the model follows from the changed rows.
    public Optional<SourceTable> changedRowWise() {
        List<SourceTable> changed =
                tables.stream().filter(table -> table.change() != SourceTable.Change.NONE).toList();
        return decision == Decision.CHANGED && changed.size() == 1 && !lineage.readsCalendar()
                ? changed.stream().filter(this::isRowWise).findFirst()
                : Optional.empty();
    }

    private boolean isRowWise(SourceTable table) {
        return lineage.rowWise()
                .filter(rows -> rows.table().equalsIgnoreCase(table.name().table()))
                .filter(rows -> rows.isKeyed(model.key(), table.key()))
                .filter(rows -> table.former().filter(t -> t.key().equals(table.key())).isPresent())
                .isPresent();
    }

    /// How many rows the tables that it reads may have after the run.
    public long rowsMax() {
        return tables.stream().mapToLong(SourceTable::rowsMax).sum();
    }

    /// The table whose delta a fact reads.
    public SourceTable deltaTable() {
        return tables.getFirst();
    }

    public List<String> privateColumns() {
        return tables.stream().flatMap(table -> table.privateColumns().stream()).toList();
    }
}
