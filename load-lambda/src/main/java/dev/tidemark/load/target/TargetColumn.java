package dev.tidemark.load.target;

import dev.tidemark.column.ColumnType;
import dev.tidemark.column.DecimalType;
import dev.tidemark.column.NumericType;
import dev.tidemark.column.Types;
import dev.tidemark.column.WideDecimalType;
import java.util.Optional;

/// A column of a warehouse table.
///
/// @param type as Postgres prints it, for messages
/// @param moved the type that values are sent as; empty for one that Tidemark does not know
/// @param needed whether a row without a value for it is refused
public record TargetColumn(String name, String type, Optional<ColumnType> moved, boolean needed) {

    /// The type as which values of a model's type are sent here; empty if the column does not take
    /// them. A numeric without precision takes any number, and a text that is one.
    public Optional<ColumnType> accept(String modelType) {
        Optional<ColumnType> from = Types.parse(modelType);
        return moved.equals(Optional.of(NumericType.UNBOUNDED))
                ? from.flatMap(TargetColumn::asNumeric)
                : moved.filter(to -> !(to instanceof NumericType))
                        .filter(to -> from.filter(to::takes).isPresent());
    }

    private static Optional<ColumnType> asNumeric(ColumnType from) {
        return switch (from) {
            case DecimalType decimal -> Optional.of(decimal);
            case WideDecimalType decimal -> Optional.of(decimal);
            default ->
                    Optional.of(NumericType.UNBOUNDED)
                            .<ColumnType>map(t -> t)
                            .filter(t -> t.takes(from));
        };
    }

    /// What would make this column of that table take values of a model's type.
    String mapping(TargetTable table, String modelType) {
        String migration =
                "in a migration, alter table %s alter column %s type %s%s (drop the views that show it before, and create them again after)"
                        .formatted(table, name, modelType, using(modelType));
        return moved.isEmpty() || moved.get() instanceof NumericType
                ? migration
                : "in the model, put what makes %s into cast(… as %s) as %s; or %s"
                        .formatted(name, type, name, migration);
    }

    /// Postgres makes nothing of a text by itself.
    private String using(String modelType) {
        return type.equals("text") || type.startsWith("character")
                ? " using %s::%s".formatted(name, modelType)
                : "";
    }
}
