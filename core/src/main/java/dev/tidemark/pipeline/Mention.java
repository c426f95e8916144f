package dev.tidemark.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a file says a name: a person who is to correct it wants the line.
///
/// @param file for messages
/// @param text of the whole file
public record Mention(String file, String text) {

    /// `file:line` of the first mention from that character on; of that character if there is none.
    public String of(String name, int from) {
        Matcher mention =
                Pattern.compile(
                                "(?<!\\w)%s(?!\\w)".formatted(Pattern.quote(name)),
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS)
                        .matcher(text);
        return file + ":" + line(mention.find(from) ? mention.start() : from);
    }

    /// The line that a character stands on.
    public int line(int offset) {
        return 1 + (int) text.chars().limit(offset).filter(c -> c == '\n').count();
    }
}
