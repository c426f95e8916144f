package dev.tidemark.cli.dictionary;

import dev.tidemark.cli.dictionary.CatalogColumn.Reference;
import dev.tidemark.pipeline.Check;
import dev.tidemark.pipeline.Model;
import dev.tidemark.process.origin.ColumnOrigins;
import dev.tidemark.process.origin.Origin;
import java.util.List;
import java.util.Optional;

/// A dimension or fact: its model, its table, and the views and tables that go with it.
///
/// @param companions such as `<fact>_current`, by name
record Entry(
        Model model, ColumnOrigins origins, CatalogTable table, List<CatalogTable> companions) {

    Entry {
        companions = List.copyOf(companions);
    }

    /// Empty for what no model makes: the loader fills it.
    Optional<Origin> origin(CatalogColumn column) {
        return isLoaders(column) ? Optional.empty() : Optional.of(origins.of(column.name()));
    }

    /// A fact's record id and a dimension's `deleted_run` stand in no model.
    private boolean isLoaders(CatalogColumn column) {
        return switch (model.kind()) {
            case FACT ->
                    column.role() == CatalogColumn.Role.PRIMARY_KEY
                            && !model.key().contains(column.name());
            case DIMENSION -> column.name().equals("deleted_run");
        };
    }

    /// What the foreign key says, or else the model's check.
    Optional<Reference> reference(CatalogColumn column) {
        return column.references()
                .or(
                        () ->
                                model.checks().stream()
                                        .filter(Check.Refers.class::isInstance)
                                        .map(Check.Refers.class::cast)
                                        .filter(check -> check.column().equals(column.name()))
                                        .map(
                                                check ->
                                                        new Reference(
                                                                check.model(), check.modelColumn()))
                                        .findFirst());
    }
}
