package dev.tidemark.load.target;

import dev.tidemark.column.ColumnType;
import dev.tidemark.column.DecimalType;
import dev.tidemark.column.Types;
import java.util.Optional;

/// A column of a warehouse table.
///
/// @param type as Postgres prints it, for messages
/// @param moved the type that values are sent as; empty for one that Tidemark does not know
/// @param needed whether a row without a value for it is refused
public record TargetColumn(String name, String type, Optional<ColumnType> moved, boolean needed) {

    private static final String UNBOUNDED_NUMERIC = "numeric";

    /// The type as which values of a model's type are sent here; empty if the column does not take
    /// them. A numeric without precision takes any.
    public Optional<ColumnType> accept(String modelType) {
        Optional<ColumnType> from = Types.parse(modelType);
        if (type.equals(UNBOUNDED_NUMERIC)) {
            return from.filter(DecimalType.class::isInstance);
        }
        return moved.filter(to -> from.filter(to::takes).isPresent());
    }
}
