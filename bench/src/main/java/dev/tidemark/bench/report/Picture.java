package dev.tidemark.bench.report;

import dev.tidemark.bench.contest.Contestant;
import dev.tidemark.bench.contest.Outcome;
import dev.tidemark.bench.meter.Usage;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Rows per second and resident memory of all contestants as bars, in SVG that reads on light and on dark pages.
public final class Picture {

    private static final int WIDTH = 960;
    private static final int LEFT = 300;
    private static final int BAR = 230;
    private static final int GAP = 80;
    private static final int LINE = 24;
    private static final int TITLE = 44;
    private static final int LAST_ADVANCE = 20;

    private final StringBuilder svg = new StringBuilder();
    private int y = 10;

    private Picture() {}

    public static String of(List<Outcome> outcomes) {
        var picture = new Picture();
        outcomes.forEach(picture::contest);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui, sans-serif" font-size="14">
                <style>
                text { fill: #24292f } .faint { fill: #57606a }
                .ours { fill: #1a7f64 } .limit { fill: #8c959f } .peer { fill: #c69026 }
                @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .faint { fill: #9198a1 } }
                </style>
                """
                        .formatted(WIDTH, picture.y + LAST_ADVANCE)
                + picture.svg
                + "</svg>\n";
    }

    private void contest(Outcome outcome) {
        y += TITLE;
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"10\" y=\"%d\" font-weight=\"600\">%s</text>%n",
                        y,
                        escaped(outcome.contest().title())));
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" class=\"faint\">million rows a second</text>%n<text x=\"%d\" y=\"%d\" class=\"faint\">MB resident</text>%n",
                        LEFT,
                        y,
                        LEFT + BAR + GAP,
                        y));
        double fastest =
                outcome.medians().values().stream()
                        .mapToDouble(usage -> speed(outcome, usage))
                        .max()
                        .orElse(1);
        double largest =
                outcome.medians().values().stream().mapToDouble(Picture::megabytes).max().orElse(1);
        for (Map.Entry<Contestant, Usage> entry : outcome.medians().entrySet()) {
            y += LINE;
            String kind = entry.getKey().role().name().toLowerCase(Locale.ROOT);
            double speed = speed(outcome, entry.getValue());
            double memory = megabytes(entry.getValue());
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                            LEFT - 10,
                            y,
                            escaped(entry.getKey().name())));
            bar(kind, LEFT, speed / fastest, String.format(Locale.ROOT, "%.2f", speed));
            bar(
                    kind,
                    LEFT + BAR + GAP,
                    memory / largest,
                    String.format(Locale.ROOT, "%.0f", memory));
        }
    }

    private void bar(String kind, int x, double share, String label) {
        int width = (int) Math.max(1, Math.round(BAR * share));
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"16\" rx=\"2\"/>%n<text x=\"%d\" y=\"%d\">%s</text>%n",
                        kind,
                        x,
                        y - 13,
                        width,
                        x + width + 6,
                        y,
                        label));
    }

    private static double speed(Outcome outcome, Usage usage) {
        return outcome.contest().rows() / (usage.wall().toNanos() / 1e9) / 1e6;
    }

    private static double megabytes(Usage usage) {
        return usage.residentBytes() / 1048576.0;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
