package dev.tidemark.bench.contest;

import dev.tidemark.bench.limit.BareTable;
import dev.tidemark.bench.meter.Command;
import dev.tidemark.bench.scene.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The tools that `bench/install-peers` puts into a folder, where it was run. Each copies the one large table and nothing
/// else.
///
/// @param programs their programs
public record Peers(Site site, Path programs) {

    List<Contestant> toParquet() {
        return dltToParquet().stream().toList();
    }

    List<Contestant> toWarehouse(BareTable bare) {
        return Stream.of(
                        peer("ingestr", "ingestr, then the keys", ingestr(), bare, "public"),
                        peer("sling", "Sling, then the keys", sling(), bare, "public"),
                        peer("dlt", "dlt, then the keys", dlt("postgres"), bare, "bench"))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Contestant> peer(
            String program, String name, String line, BareTable bare, String schema) {
        return installed(program)
                .map(path -> Contestant.peer(name, () -> bare.toolAndKeys(line, schema)));
    }

    private Optional<Path> installed(String program) {
        return Optional.of(programs.resolve(program)).filter(Files::isExecutable);
    }

    private String ingestr() {
        return programs.resolve("ingestr")
                + " ingest --yes --progress log --full-refresh"
                + " --source-uri '%s?sslmode=disable' --source-table public.sales_order"
                + " --dest-uri '%s?sslmode=disable' --dest-table public.sales_order";
    }

    private String sling() {
        return "env SLING_DISABLE_TELEMETRY=TRUE "
                + programs.resolve("sling")
                + " run --mode full-refresh"
                + " --src-conn '%s?sslmode=disable' --src-stream public.sales_order"
                + " --tgt-conn '%s?sslmode=disable' --tgt-object public.sales_order";
    }

    private String dlt(String destination) {
        Path script = site.project().resolve("bench/peers/dlt_copy.py");
        return "%s/python '%s' '%s' %s '%%s' '%%s'"
                .formatted(programs, script, site.folder().resolve("dlt"), destination);
    }

    private Optional<Contestant> dltToParquet() {
        String line = dlt("filesystem");
        return installed("dlt")
                .map(
                        program ->
                                Contestant.peer(
                                        "dlt with connectorx, to Parquet files",
                                        () ->
                                                Command.shell(
                                                        line.formatted(
                                                                site.sourceUrl(),
                                                                site.folder()
                                                                        .resolve("dlt-files")))));
    }
}
