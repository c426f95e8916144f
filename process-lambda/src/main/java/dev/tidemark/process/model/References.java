package dev.tidemark.process.model;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.Check;
import dev.tidemark.pipeline.Model;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the checks `refers` of a model point at.
public record References(Model model) {

    /// One failure for each model that there is none of.
    ///
    /// @param models the names of all models
    public Stream<TerminalFailure> unknownModels(Collection<String> models) {
        return all().map(Check.Refers::model)
                .distinct()
                .filter(name -> !models.contains(name))
                .map(
                        name ->
                                ModelRefusal.inHead(
                                        model,
                                        name,
                                        "refers to the unknown model `%s`".formatted(name),
                                        NearestName.hint(name, models)));
    }

    /// One failure for each column that another model does not make.
    ///
    /// @param columns of a model; none if they are not known
    public Stream<TerminalFailure> unknownColumns(Columns columns) {
        return all().distinct().flatMap(refers -> unknownColumn(refers, columns).stream());
    }

    /// The names of the columns that a model makes.
    public interface Columns {
        List<String> of(String model);
    }

    private Optional<TerminalFailure> unknownColumn(Check.Refers refers, Columns columns) {
        List<String> known = columns.of(refers.model());
        if (known.isEmpty() || known.contains(refers.modelColumn())) {
            return Optional.empty();
        }
        return Optional.of(
                ModelRefusal.inHead(
                        model,
                        refers.model() + "." + refers.modelColumn(),
                        "refers to %s.%s, which %s does not make"
                                .formatted(refers.model(), refers.modelColumn(), refers.model()),
                        NearestName.hint(refers.modelColumn(), known)));
    }

    private Stream<Check.Refers> all() {
        return model.checks().stream()
                .filter(Check.Refers.class::isInstance)
                .map(Check.Refers.class::cast);
    }
}
