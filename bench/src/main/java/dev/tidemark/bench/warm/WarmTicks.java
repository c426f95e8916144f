package dev.tidemark.bench.warm;

import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.project.Stages;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.cli.report.Tick;
import dev.tidemark.cli.report.TickReport;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Stage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/// Ticks again and again in one process, as a function that stays warm does, and prints for each tick the milliseconds of
/// ingest, process and load; where orders change, also what a [Reader] met meanwhile. Arguments: folder of the project,
/// pipeline, [Interlude], ticks, orders.
public final class WarmTicks {

    private WarmTicks() {}

    public static void main(String[] arguments) throws SQLException {
        var project = new Project(Path.of(arguments[0]), System.getenv());
        Interlude interlude = Interlude.valueOf(arguments[2]);
        int ticks = Integer.parseInt(arguments[3]);
        int orders = Integer.parseInt(arguments[4]);
        var chance = new Random(42);
        Consumer<String> told = System.err::println;
        try (var workplace =
                        Workplace.open(project, arguments[1], Workplace.Needs.EVERYTHING, told);
                Connection source = workplace.source().connect()) {
            Tick tick = Stages.connect(workplace, Progress.SILENT);
            Runnable all =
                    () -> {
                        for (int i = 0; i < ticks; i++) {
                            play(interlude, source, orders, chance);
                            tick.run(WarmTicks::print);
                        }
                    };
            if (interlude.rows() > 0) {
                read(all, new Reader(workplace.warehouse(), orders));
            } else {
                all.run();
            }
        }
    }

    private static void read(Runnable meanwhile, Reader reader) {
        try (reader) {
            meanwhile.run();
        }
        System.out.println(reader.answers().line());
    }

    private static void play(Interlude interlude, Connection source, int orders, Random chance) {
        try (Statement statement = source.createStatement()) {
            switch (interlude) {
                case NOTHING -> {}
                case TRANSACTION -> statement.execute("select pg_current_xact_id()");
                case CHANGES_10, CHANGES_1000 ->
                        statement.execute(
                                """
                                update sales_order set units_sold = units_sold %% 100000 + 1
                                where sales_order_id = any (array[%s])
                                """
                                        .formatted(ids(interlude.rows(), orders, chance)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("changing the source: " + e.getMessage(), e);
        }
    }

    private static String ids(int count, int orders, Random chance) {
        var ids = new StringBuilder();
        chance.ints(count, 1, orders + 1)
                .forEach(id -> ids.append(ids.isEmpty() ? "" : ",").append(id));
        return ids.toString();
    }

    private static void print(TickReport report) {
        System.out.printf(
                "%.3f %.3f %.3f%n",
                milliseconds(report, Stage.INGEST),
                milliseconds(report, Stage.PROCESS),
                milliseconds(report, Stage.LOAD));
    }

    private static double milliseconds(TickReport report, Stage stage) {
        return report.took().getOrDefault(stage, Duration.ZERO).toNanos() / 1e6;
    }
}
