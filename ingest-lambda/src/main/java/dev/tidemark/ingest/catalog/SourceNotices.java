package dev.tidemark.ingest.catalog;

import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.SourceIdentity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What somebody should know of the source, and what keeps no run from being read.
///
/// @param newest the newest run
public record SourceNotices(Pipeline pipeline, Optional<IngestLog> newest) {

    /// @param now who the source is
    public List<String> of(SourceIdentity now, Catalog catalog) {
        return Stream.concat(
                        ofAnother(now).stream(),
                        new NewTables(pipeline, newest).notices(catalog).stream())
                .toList();
    }

    /// Somebody named another server or restored a dump, by intention or by mistake: the run costs a
    /// reading of everything, and may delete much.
    public Optional<String> ofAnother(SourceIdentity now) {
        return newest.flatMap(log -> difference(log, now))
                .map(
                        what ->
                                what
                                        + ". Every table is read in full and compared with what is archived: rows that are the same"
                                        + " make no new version, rows that are not here count as deleted. If that is not meant,"
                                        + " correct TIDEMARK_SOURCE_URL or TIDEMARK_SOURCE_SECRET");
    }

    private static Optional<String> difference(IngestLog log, SourceIdentity now) {
        SourceIdentity before = log.source();
        if (!now.system().equals(before.system()) || !now.database().equals(before.database())) {
            return Optional.of(
                    "the source is another database than the one that run %s was read from: it was %s, and is %s"
                            .formatted(log.header().run(), named(before), named(now)));
        }
        if (now.timeline() != before.timeline()) {
            return Optional.of(
                    "the source was restored or failed over since run %s: its timeline was %d, and is %d"
                            .formatted(log.header().run(), before.timeline(), now.timeline()));
        }
        return now.position() < before.position()
                ? Optional.of(
                        "the source was set back to an earlier state than that of run %s"
                                .formatted(log.header().run()))
                : Optional.empty();
    }

    private static String named(SourceIdentity source) {
        return "`%s` of system %s".formatted(source.database(), source.system());
    }
}
