package dev.tidemark.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the mail about a stage that fails tells its reader to look for in the log. Between percent signs CloudWatch takes a
/// pattern for a regular expression, which a line may hold anywhere ("Filter pattern syntax").
record MailFilter(Pattern expression) {

    private static final Path PROJECT = Path.of(System.getProperty("tidemark.project", ".."));
    private static final Pattern OPTION = Pattern.compile("--filter-pattern '%(.+)%'");

    /// @param file of the project, such as `terraform/alarms.tf`
    static MailFilter in(String file) throws IOException {
        Matcher option = OPTION.matcher(Files.readString(PROJECT.resolve(file)));
        if (!option.find()) {
            throw new IllegalStateException(file + " shows no filter");
        }
        return new MailFilter(Pattern.compile(option.group(1)));
    }

    List<String> of(List<String> log) {
        return log.stream().filter(expression.asPredicate()).toList();
    }
}
