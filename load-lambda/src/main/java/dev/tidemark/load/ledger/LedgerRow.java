package dev.tidemark.load.ledger;

import dev.tidemark.run.Attempt;
import dev.tidemark.run.RunNumber;
import java.time.Instant;
import java.util.Optional;

/// A run as the ledger knows it.
///
/// @param rows what the run inserted or updated
/// @param deleted what it recorded as deleted
/// @param skipped why it was left out, if it was
public record LedgerRow(
        RunNumber run,
        Instant loadedAt,
        Attempt attempt,
        long rows,
        long deleted,
        Optional<String> skipped) {}
