package dev.tidemark.process;

import dev.tidemark.lake.Zone;

/// The two zones that the process stage stands between.
public record Zones(Zone ingestion, Zone processed) {}
