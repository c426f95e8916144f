package dev.tidemark.cli.command;

import dev.tidemark.run.RunNumber;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Turns the words of a command line into values.
final class Arguments {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*(s|m|h)");

    private Arguments() {}

    static RunNumber run(CommandSpec spec, long number) {
        try {
            return new RunNumber(number);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "runs are numbered 1, 2, 3 …, not " + number);
        }
    }

    /// `30s`, `10m` or `1h`.
    static Duration duration(CommandSpec spec, String text) {
        Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "`%s` is no interval; write 30s, 10m or 1h".formatted(text));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
