package dev.tidemark.cli.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Numbers as people read them.
public final class Text {

    private static final double KILO = 1000;
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Text() {}

    /// With commas between the thousands.
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /// In decimal units: 1 kB is 1,000 bytes.
    public static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= KILO && unit < BYTE_UNITS.length - 1) {
            amount /= KILO;
            unit++;
        }
        String form = unit == 0 || amount >= 100 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, form, amount, BYTE_UNITS[unit]);
    }

    public static String duration(Duration duration) {
        long minutes = duration.toMinutes();
        double seconds = duration.toSeconds() + duration.toNanosPart() / 1e9;
        if (minutes >= 60) {
            return String.format(
                    Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
        }
        if (minutes > 0) {
            return String.format(Locale.ROOT, "%d min %02d s", minutes, duration.toSecondsPart());
        }
        return String.format(Locale.ROOT, seconds < 1 ? "%.2f s" : "%.1f s", seconds);
    }

    /// A guess at a time, as round as such a guess is: it shall not flicker.
    public static String left(Duration duration) {
        long seconds = Math.max(1, duration.plusMillis(500).toSeconds());
        long step = seconds < 20 ? 1 : seconds < 60 ? 5 : seconds < 600 ? 10 : 60;
        Duration rounded = Duration.ofSeconds((seconds + step - 1) / step * step);
        if (rounded.toSeconds() < 60) {
            return rounded.toSeconds() + " s";
        }
        return rounded.toMinutes() < 10 ? duration(rounded) : minutes(rounded);
    }

    private static String minutes(Duration duration) {
        return duration.toHours() > 0 ? duration(duration) : duration.toMinutes() + " min";
    }

    /// In one line: a control character could play tricks with a terminal.
    public static String printable(String text) {
        return text.replace("\n", "\\n").replaceAll("\\p{Cntrl}", "?");
    }

    /// A sentence over as many lines as it needs, broken at blanks.
    public static List<String> wrapped(String text, int columns) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && Style.width(line.toString()) + 1 + Style.width(word) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /// Rows per second, such as `1.2 M/s`.
    public static String rate(long rows, Duration elapsed) {
        double perSecond = rows / Math.max(1e-3, elapsed.toNanos() / 1e9);
        if (perSecond >= 1e6) {
            return String.format(Locale.ROOT, "%.1f M/s", perSecond / 1e6);
        }
        return perSecond >= 1e4
                ? String.format(Locale.ROOT, "%.0f k/s", perSecond / 1e3)
                : String.format(Locale.ROOT, "%.0f /s", perSecond);
    }
}
