package dev.tidemark.runlog;

import dev.tidemark.run.Attempt;
import java.util.List;
import java.util.Optional;

/// The query log of a run in the processed zone: what the models made of it.
///
/// @param upstream the attempt that published the same run in the ingestion zone
/// @param skipped why tables of this run were left out by command; their state is stale
/// @param calendar the days that the calendar covers so far; empty before any date referred to it
public record ProcessLog(
        RunHeader header,
        Attempt upstream,
        Optional<String> skipped,
        Optional<CalendarRange> calendar,
        List<StateTable> state,
        List<ProcessedModel> models)
        implements QueryLog {

    public ProcessLog {
        state = List.copyOf(state);
        models = List.copyOf(models);
    }

    /// A run that nothing was left out of.
    public ProcessLog(
            RunHeader header,
            Attempt upstream,
            Optional<CalendarRange> calendar,
            List<StateTable> state,
            List<ProcessedModel> models) {
        this(header, upstream, Optional.empty(), calendar, state, models);
    }

    /// Where the process stage stands in the run log of ingest.
    public Position position() {
        return new Position(header.logId(), header.run(), upstream);
    }

    public Optional<StateTable> state(TableName name) {
        return state.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    public Optional<ProcessedModel> model(String name) {
        return models.stream().filter(model -> model.name().equals(name)).findFirst();
    }
}
