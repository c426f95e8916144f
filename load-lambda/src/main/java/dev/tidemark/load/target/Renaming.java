package dev.tidemark.load.target;

import dev.tidemark.failure.NearestName;
import dev.tidemark.postgres.Identifier;
import java.util.Collection;
import java.util.List;

/// The names that would make a model fit a table that somebody else has prepared: a model maps its
/// columns by the names it gives them, and is named like its table.
///
/// @param model the model's name
record Renaming(String model) {

    /// @param existing the tables of the schema
    String ofTable(String missing, Collection<String> existing) {
        return NearestName.of(missing, existing)
                .map(
                        name ->
                                "; %s does: rename models/%s.sql to %s.sql"
                                        .formatted(name, model, name))
                .orElse("");
    }

    /// @param unfilled the columns of the table that the model does not yield
    String ofColumn(String missing, List<String> unfilled) {
        return NearestName.of(missing, unfilled)
                .map(
                        name ->
                                "; nothing fills its column %s: in models/%s.sql, write `… as %s` instead of %s"
                                        .formatted(name, model, Identifier.quote(name), missing))
                .orElseGet(
                        () ->
                                unfilled.isEmpty()
                                        ? ""
                                        : "; nothing fills its columns "
                                                + String.join(", ", unfilled));
    }
}
