package dev.tidemark.cli.report;

import dev.tidemark.load.ledger.LedgerRow;
import dev.tidemark.load.ledger.LoadedRuns;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.QueryLog;
import dev.tidemark.runlog.RunLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// The runs of a pipeline, put together from both zones and the ledger.
public record RunHistory(
        RunLog<IngestLog> ingested, RunLog<ProcessLog> processed, LoadedRuns loaded) {

    /// The newest runs, newest first.
    public List<RunRow> newest(int limit) {
        long newest = numberOf(ingested.newest());
        return between(Math.max(1, newest - limit + 1), newest, limit).reversed();
    }

    /// The runs from one on, in their order.
    public List<RunRow> from(RunNumber first) {
        long newest = numberOf(ingested.newest());
        long runs = Math.max(0, newest - first.value() + 1);
        return between(first.value(), newest, Math.toIntExact(runs));
    }

    public Optional<RunNumber> newestIngested() {
        return ingested.newest().map(log -> log.header().run());
    }

    public Optional<RunNumber> newestProcessed() {
        return processed.newest().map(log -> log.header().run());
    }

    public Optional<RunNumber> newestLoaded() {
        return loaded.newest(1).stream().map(LedgerRow::run).findFirst();
    }

    private List<RunRow> between(long first, long last, int limit) {
        if (last < first) {
            return new ArrayList<>();
        }
        long processedUpTo = numberOf(processed.newest());
        Map<RunNumber, LedgerRow> ledger =
                loaded.newest(limit).stream()
                        .collect(Collectors.toMap(LedgerRow::run, Function.identity()));
        return LongStream.rangeClosed(first, last)
                .mapToObj(RunNumber::new)
                .map(
                        run ->
                                new RunRow(
                                        run,
                                        ingested.at(run),
                                        run.value() <= processedUpTo
                                                ? processed.at(run)
                                                : Optional.empty(),
                                        Optional.ofNullable(ledger.get(run))))
                .toList();
    }

    private static long numberOf(Optional<? extends QueryLog> log) {
        return log.map(found -> found.header().run().value()).orElse(0L);
    }
}
