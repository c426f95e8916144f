package dev.tidemark.bench.contest;

import dev.tidemark.bench.limit.BareTable;
import dev.tidemark.bench.meter.Command;
import dev.tidemark.bench.scene.Site;
import dev.tidemark.services.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The tools that `bench/install-peers` puts into a folder, where it was run. Each copies the one large table and nothing
/// else.
///
/// @param programs their programs
public record Peers(Site site, Path programs) {

    /// The shares of ingestr's time that we want to keep within.
    private static final double AS_FILES = 1.0;

    private static final double WITHOUT_KEYS = 0.75;
    private static final double WITH_KEYS = 0.85;

    private static final String INGESTR_TO_POSTGRES = "%s?sslmode=disable";
    private static final String SLING_TO_POSTGRES =
            "--tgt-conn '%s?sslmode=disable' --tgt-object public.sales_order";

    List<Contestant> toParquet() {
        return Stream.of(
                        toFiles(
                                        "ingestr",
                                        "ingestr, to a Parquet file",
                                        ingestr("parquet://%s/sales_order.parquet"))
                                .map(ingestr -> ingestr.beatenBy(AS_FILES)),
                        toFiles("dlt", "dlt with connectorx, to Parquet files", dlt("filesystem")),
                        toFiles(
                                "sling",
                                "Sling, to a Parquet file",
                                sling("--tgt-object 'file://%s/sales_order.parquet'")))
                .flatMap(Optional::stream)
                .toList();
    }

    List<Contestant> toWarehouse(BareTable bare) {
        return Stream.of(
                        peer(
                                        "ingestr, no keys at all",
                                        "ingestr",
                                        bare::tool,
                                        ingestr(INGESTR_TO_POSTGRES))
                                .map(ingestr -> ingestr.beatenBy(WITHOUT_KEYS)),
                        keyed("ingestr", "ingestr", ingestr(INGESTR_TO_POSTGRES), bare, "public")
                                .map(ingestr -> ingestr.beatenBy(WITH_KEYS)),
                        keyed("Sling", "sling", sling(SLING_TO_POSTGRES), bare, "public"),
                        keyed("dlt", "dlt", dlt("postgres"), bare, "bench"))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Contestant> keyed(
            String name, String program, String line, BareTable bare, String schema) {
        return peer(name + ", then the keys", program, it -> bare.toolAndKeys(it, schema), line);
    }

    private Optional<Contestant> peer(
            String name, String program, Function<String, Command> attempt, String line) {
        return installed(program).map(path -> Contestant.peer(name, () -> attempt.apply(line)));
    }

    /// @param line in which the URL of the source and the folder are still to be put
    private Optional<Contestant> toFiles(String program, String name, String line) {
        return peer(
                name,
                program,
                it -> Command.shell(it.formatted(site.sourceUrl(), emptied(program))),
                line);
    }

    private Optional<Path> installed(String program) {
        return Optional.of(programs.resolve(program)).filter(Files::isExecutable);
    }

    /// A folder for what a program writes, without what it wrote before.
    private Path emptied(String program) {
        Path folder = site.folder().resolve(program + "-files");
        Folders.delete(folder);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ingestr(String destination) {
        return programs.resolve("ingestr")
                + " ingest --yes --progress log --full-refresh"
                + " --source-uri '%s?sslmode=disable' --source-table public.sales_order"
                + " --dest-uri '"
                + destination
                + "' --dest-table public.sales_order";
    }

    private String sling(String target) {
        // Else it downloads a DuckDB to write Parquet with.
        return "env SLING_DISABLE_TELEMETRY=TRUE SLING_DUCKDB_COMPUTE=false "
                + programs.resolve("sling")
                + " run --mode full-refresh"
                + " --src-conn '%s?sslmode=disable' --src-stream public.sales_order "
                + target;
    }

    private String dlt(String destination) {
        Path script = site.project().resolve("bench/peers/dlt_copy.py");
        return "%s/python '%s' '%s' %s '%%s' '%%s'"
                .formatted(programs, script, site.folder().resolve("dlt"), destination);
    }
}
