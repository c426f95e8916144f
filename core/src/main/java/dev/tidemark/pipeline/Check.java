package dev.tidemark.pipeline;

import java.util.List;

/// What has to hold for the rows of a model before its run is published.
public sealed interface Check {

    /// Every column has a value in every row.
    record NotNull(List<String> columns) implements Check {}

    /// No two rows agree in all the columns.
    record Unique(List<String> columns) implements Check {}

    /// A value of the column is null, or a key that the other model has.
    record Refers(String column, String model, String modelColumn) implements Check {}
}
