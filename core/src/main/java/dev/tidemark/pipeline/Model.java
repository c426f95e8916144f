package dev.tidemark.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One SQL `SELECT` that builds one dimension or fact, with what its head says about it.
///
/// @param file where it stands, relative to the folder of pipelines, for messages
/// @param grain what one row stands for; facts state it
/// @param text the whole file, in which mistakes are shown by their lines
/// @param definition the SHA-256 of the file's content
public record Model(
        String name,
        String file,
        ModelKind kind,
        Optional<String> grain,
        List<String> key,
        History history,
        List<Check> checks,
        String text,
        String sql,
        String definition) {

    /// What may hide a name, or look like one: quoted names are taken as they are.
    private static final Pattern ASIDE =
            Pattern.compile("(?<name>\"[^\"]*\")|'[^']*'|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    public Model {
        key = List.copyOf(key);
        checks = List.copyOf(checks);
    }

    /// The line of the file that its SELECT begins on.
    public int sqlLine() {
        return mention().line(select());
    }

    /// `file:line` of what the head says first of a name.
    public String placeInHead(String named) {
        return mention().of(named, 0);
    }

    /// `file:line` of what the SELECT says first of a name.
    public String placeInSelect(String named) {
        return mention().of(named, select());
    }

    private Mention mention() {
        return new Mention(file, text);
    }

    private int select() {
        return Math.max(0, text.lastIndexOf(sql));
    }

    /// Whether the SQL names a source table, as `delta.<table>` or `current.<table>`.
    public boolean names(String table) {
        String quoted = Pattern.quote("\"" + table.replace("\"", "\"\"") + "\"");
        Pattern reference =
                Pattern.compile(
                        "(?<![\\w\"])(?:delta|current|\"delta\"|\"current\")\\s*\\.\\s*(?:%s|%s(?!\\w))"
                                .formatted(quoted, Pattern.quote(table)),
                        Pattern.CASE_INSENSITIVE
                                | Pattern.UNICODE_CASE
                                | Pattern.UNICODE_CHARACTER_CLASS);
        String code = ASIDE.matcher(sql).replaceAll(aside -> plain(aside.group("name")));
        return reference.matcher(code).find();
    }

    private static String plain(@Nullable String name) {
        return name == null ? " " : Matcher.quoteReplacement(name);
    }
}
