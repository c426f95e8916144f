package dev.tidemark.pipeline;

import java.util.Optional;

/// Where the star schemas lie in the warehouse.
///
/// @param analysts the group role that may read them
public record WarehouseSettings(String schema, Optional<String> analysts) {}
